package dev.loginpath.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Closing;
import dev.loginpath.report.Finding;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Recommendation;
import dev.loginpath.rule.Catalog;
import dev.loginpath.scan.Check;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.SecurityGroup;
import dev.loginpath.snapshot.SecurityGroupRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has to be known before a port is closed, and that a finding says nothing else. */
class ClosingsTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();

  private static Closing closing(DemoAccount account, String name) {
    return account.report(name).recommendation().orElseThrow().close().getFirst();
  }

  private static GroupRule wide(GroupRule rule) {
    return rule.ports().equals("tcp 22")
        ? new GroupRule("tcp", Optional.of(0), Optional.of(65535), rule.peer())
        : rule;
  }

  /** Everybody who may push a key keeps another path there, and the rule admits no more. */
  @Test
  void aRuleOfMorePortsIsNeverSafeToRevoke() {
    assertThat(closing(DEMO, "gateway").safe()).isTrue();
    DemoAccount everyPort =
        DEMO.each(
                DemoFolder.VIRGINIA,
                "ec2.securityGroups",
                (SecurityGroup it) ->
                    DemoAccount.with(
                        it, "ingress", it.ingress().stream().map(ClosingsTest::wide).toList()))
            .each(
                DemoFolder.VIRGINIA,
                "ec2.securityGroupRules",
                (SecurityGroupRule it) ->
                    it.egress() ? it : DemoAccount.with(it, "rule", wide(it.rule())));
    Closing closing = closing(everyPort, "gateway");
    assertThat(closing.safe()).isFalse();
    assertThat(closing.first())
        .anyMatch(it -> it.contains("which admits tcp 0-65535 and is revoked whole"));
  }

  /** Without its id a rule is still as wide as it is. */
  @Test
  void unseenIdsOfRulesMakeNoRuleANarrowOne() {
    DemoAccount everyPort =
        DEMO.each(
                DemoFolder.VIRGINIA,
                "ec2.securityGroups",
                (SecurityGroup it) ->
                    DemoAccount.with(
                        it, "ingress", it.ingress().stream().map(ClosingsTest::wide).toList()))
            .denied(DemoFolder.VIRGINIA, "ec2.securityGroupRules");
    Closing closing = closing(everyPort, "gateway");
    assertThat(closing.safe()).isFalse();
    assertThat(closing.first()).anyMatch(it -> it.contains("which admits tcp 0-65535"));
  }

  @Test
  void whatWasNotSeenIsLookedAtBeforeTheMachine() {
    DemoAccount unseen = DEMO.denied(DemoFolder.TOKYO, "ssm.nodes");
    assertThat(unseen.report("rdp-gateway").recommendation().orElseThrow().steps())
        .anySatisfy(it ->
            assertThat(it)
                .startsWith("Look first at what is not known: ")
                .contains("ssm:DescribeInstanceInformation"))
        .noneMatch(it -> it.contains("nothing that AWS shows"));
  }

  @Test
  void thoseWhoGoOnFromABastionAreNamedFirst() {
    assertThat(closing(DEMO, "bastion").first())
        .anySatisfy(it ->
            assertThat(it)
                .startsWith("see who logs in to ")
                .contains(DEMO.id("vault"), "over this instance"));
  }

  @Test
  void aFindingSaysWhatTheAdviceSays() {
    for (Finding each :
        new Check(Catalog.ALL, Set.of(DEMO.id("web"))).report(DEMO.snapshot()).findings()) {
      if (each.path().filter(PathId.INSTANCE_CONNECT::equals).isPresent()) {
        Recommendation advice = DEMO.report("web").recommendation().orElseThrow();
        assertThat(each.fix().steps())
            .containsAll(advice.steps())
            .containsAll(advice.close().getFirst().steps())
            .noneMatch(it -> it.contains("create-instance-connect-endpoint"))
            .noneMatch(it -> it.contains("release"));
        return;
      }
    }
    org.assertj.core.api.Assertions.fail("web has a finding about Instance Connect");
  }

  @Test
  void whatIsSavedHasToBeGivenUp() {
    Recommendation advice = DEMO.report("rdp-spare").recommendation().orElseThrow();
    assertThat(advice.monthlySaving()).isPresent();
    assertThat(advice.close().getFirst().steps())
        .anyMatch(it -> it.startsWith("Give up what nothing else needs then"));
    assertThat(DEMO.report("web").recommendation().orElseThrow().monthlySaving())
        .as("its agent goes out by the address")
        .isEmpty();
  }

  @Test
  void anEndpointThatFailedIsMadeAnew() {
    DemoAccount failed =
        DEMO.each(
            DemoFolder.TOKYO,
            "ec2.instanceConnectEndpoints",
            (dev.loginpath.snapshot.InstanceConnectEndpoint it) ->
                DemoAccount.with(it, "state", "create-failed"));
    List<String> steps = failed.report("vault").recommendation().orElseThrow().steps();
    assertThat(steps)
        .anyMatch(it -> it.contains("delete-instance-connect-endpoint"))
        .anyMatch(it -> it.contains("create-instance-connect-endpoint"))
        .anyMatch(it -> it.contains("<the endpoint's ARN>"));
  }

  @Test
  void everyHopThatStopsATunnelHasAStep() {
    assertThat(DEMO.report("ledger").recommendation().orElseThrow().steps())
        .anyMatch(it -> it.contains("acl-08ca366bbb1631f34 inbound entry 32767 denies tcp 22"))
        .anyMatch(it -> it.contains("authorize-security-group-ingress"));
  }

  @Test
  void anAgentThatNothingKeepsFromConnectingIsLookedAtOnTheInstance() {
    assertThat(DEMO.report("rdp-gateway").recommendation().orElseThrow().steps())
        .anyMatch(it -> it.startsWith("See on the instance whether the SSM agent is installed"));
  }
}
