package dev.loginpath.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.identity.IamLab.Who;
import dev.loginpath.report.Decision;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tunnels are authorized on the endpoint, not on the instance. */
class TunnelTest {

  private static final PathId PATH = PathId.INSTANCE_CONNECT_ENDPOINT;
  private static final String OPEN = "ec2-instance-connect:OpenTunnel";

  private final IamLab lab = new IamLab();

  TunnelTest() {
    lab.region
        .instance("i-1", "10.0.0.1", Map.of("Env", "dev"))
        .instance("i-2", "10.0.1.1", Map.of("Env", "prod"))
        .endpoint("eice-1", Map.of("Env", "dev"));
  }

  @Test
  void theArnOfTheEndpointIsAskedFor() {
    Who endpoint = lab.user("endpoint").may(Clause.allow(OPEN).on(RegionLab.endpointArn("eice-1")));
    Who other = lab.user("other").may(Clause.allow(OPEN).on(RegionLab.endpointArn("eice-2")));
    Who instance = lab.user("instance").may(Clause.allow(OPEN).on(RegionLab.arn("i-1")));

    assertThat(lab.decision(endpoint, PATH, "i-1")).contains(Decision.ALLOWED);
    assertThat(lab.decision(other, PATH, "i-1")).isEmpty();
    assertThat(lab.decision(instance, PATH, "i-1")).isEmpty();
  }

  @Test
  void aPrivateAddressPicksTheInstance() {
    Who alice =
        lab.user("alice")
            .may(
                Clause.allow(OPEN)
                    .when("IpAddress", "ec2-instance-connect:privateIpAddress", "10.0.0.0/24"));

    assertThat(lab.decision(alice, PATH, "i-1")).contains(Decision.ALLOWED);
    assertThat(lab.decision(alice, PATH, "i-2")).isEmpty();
  }

  @Test
  void theRemotePortIsAChoice() {
    Who ssh =
        lab.user("ssh")
            .may(Clause.allow(OPEN).when("NumericEquals", "ec2-instance-connect:remotePort", "22"));
    Who web =
        lab.user("web")
            .may(
                Clause.allow(OPEN).when("NumericEquals", "ec2-instance-connect:remotePort", "443"));

    assertThat(lab.may(ssh, PATH, "i-1"))
        .hasValueSatisfying(it -> {
          assertThat(it.decision()).isEqualTo(Decision.ALLOWED);
          assertThat(it.choices()).containsExactly("ec2-instance-connect:remotePort 22");
        });
    assertThat(lab.decision(web, PATH, "i-1")).isEmpty();
  }

  @Test
  void aTagThatEndpointAndInstanceShareDecidesInBothReadings() {
    Who alice =
        lab.user("alice")
            .may(Clause.allow(OPEN).when("StringEquals", "aws:ResourceTag/Env", "dev"));
    Who nobody =
        lab.user("nobody")
            .may(Clause.allow(OPEN).when("StringEquals", "aws:ResourceTag/Env", "test"));

    assertThat(lab.decision(alice, PATH, "i-1")).contains(Decision.ALLOWED);
    assertThat(lab.decision(nobody, PATH, "i-1")).isEmpty();
  }

  @Test
  void aTagThatOnlyOneOfThemHasIsUnknown() {
    Who alice =
        lab.user("alice")
            .may(Clause.allow(OPEN).when("StringEquals", "aws:ResourceTag/Env", "dev"));
    Who bob =
        lab.user("bob").may(Clause.allow(OPEN).when("StringEquals", "ec2:ResourceTag/Env", "prod"));

    for (Who who : List.of(alice, bob)) {
      assertThat(lab.may(who, PATH, "i-2"))
          .hasValueSatisfying(it -> {
            assertThat(it.decision()).isEqualTo(Decision.UNKNOWN);
            assertThat(it.conditions()).singleElement().asString().contains("both ways");
          });
    }
  }

  @Test
  void conditionsThatDifferBetweenTheReadingsAreNotThoseOfOneReading() {
    Who alice =
        lab.user("alice")
            .may(
                Clause.allow(OPEN)
                    .when("StringEquals", "aws:ResourceTag/Env", "dev")
                    .when("Bool", "aws:MultiFactorAuthPresent", "true"),
                Clause.allow(OPEN)
                    .when("StringEquals", "aws:ResourceTag/Env", "prod")
                    .when("IpAddress", "aws:SourceIp", "203.0.113.0/24"));

    assertThat(lab.decision(alice, PATH, "i-1")).contains(Decision.CONDITIONAL);
    assertThat(lab.decision(alice, PATH, "i-2")).contains(Decision.UNKNOWN);
  }

  @Test
  void withoutAnEndpointNobodyTunnels() {
    Who alice = lab.user("alice").may(Clause.allow("*"));
    lab.region.endpoints.clear();

    assertThat(lab.decision(alice, PATH, "i-1")).isEmpty();
  }

  @Test
  void whereTheEndpointsWereNotSeenSomebodyMayTunnel() {
    lab.user("alice").may(Clause.allow("*"));
    lab.region.refused.add("ec2:DescribeInstanceConnectEndpoints");

    assertThat(lab.access().may(PATH, lab.region.instances.getFirst()).principals())
        .extracting(PrincipalAccess::decision)
        .contains(Decision.UNKNOWN);
  }
}
