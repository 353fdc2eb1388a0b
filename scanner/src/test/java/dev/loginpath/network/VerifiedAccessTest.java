package dev.loginpath.network;

import static dev.loginpath.network.Lab.address;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Status;
import dev.loginpath.snapshot.VerifiedAccessEndpoint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An interface that no instance holds, with the groups of a Verified Access endpoint. */
class VerifiedAccessTest {

  private static final String REASON =
      "Whom the policies of the Verified Access endpoint vae-1 and of its group vagr-1 admit to tcp"
          + " 22 is not evaluated.";

  private final Lab lab =
      new Lab()
          .vpc("vpc-1", "10.0.0.0/16")
          .subnet("subnet-a", "vpc-1", "10.0.0.0/24")
          .subnet("subnet-b", "vpc-1", "10.0.1.0/24")
          .table("rtb-1", "vpc-1", true, List.of())
          .openAcl("acl-1", "vpc-1", "subnet-a", "subnet-b")
          .group("sg-va", "vpc-1")
          .group("sg-app", "vpc-1", Lab.from(22, "sg-va"));

  @BeforeEach
  void build() {
    lab.instance("i-1", "subnet-a", List.of(address("10.0.0.9")), "sg-app");
    lab.eni("eni-va", "subnet-b", List.of(address("10.0.1.7")), List.of(), "sg-va");
  }

  private void endpoint(String type, String protocol, int port, String target) {
    lab.verifiedAccess.clear();
    lab.verifiedAccess.add(
        new VerifiedAccessEndpoint(
            "vae-1",
            "vagr-1",
            type,
            "active",
            protocol,
            List.of(new VerifiedAccessEndpoint.PortRange(port, port)),
            Optional.of(target),
            List.of("sg-va"),
            type.equals("network-interface") ? List.of() : List.of("subnet-b")));
  }

  private PathAssessment ssh() {
    return lab.path("i-1", PathId.SSH_DIRECT);
  }

  @Test
  void whatEndpointLeadsThereIsNamedWithItsGroup() {
    endpoint("cidr", "tcp", 22, "10.0.0.0/24");
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
    assertThat(ssh().toString()).contains(REASON);
    endpoint("network-interface", "tcp", 22, "eni-i-1");
    assertThat(ssh().toString()).contains(REASON);
    endpoint(
        "load-balancer",
        "tcp",
        22,
        "arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/a/1");
    assertThat(ssh().toString()).contains(REASON);
  }

  @Test
  void oneThatLeadsElsewhereIsNotAndTheInterfaceStaysUnknown() {
    endpoint("cidr", "tcp", 3389, "10.0.0.0/24");
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
    assertThat(ssh().toString()).doesNotContain("vae-1");
    endpoint("cidr", "tcp", 22, "10.0.9.0/24");
    assertThat(ssh().toString()).doesNotContain("vae-1");
    endpoint("network-interface", "https", 22, "eni-i-1");
    assertThat(ssh().toString()).doesNotContain("vae-1");
  }

  @Test
  void aMissingPermissionIsNamedWhereAnInterfaceSaysWhoseItIs() {
    lab.denied.add("ec2:DescribeVerifiedAccessEndpoints");
    assertThat(ssh().toString()).doesNotContain("DescribeVerifiedAccessEndpoints");
    lab.interfaces.removeLast();
    lab.interfaces.add(
        new dev.loginpath.snapshot.NetworkInterface(
            "eni-va",
            Optional.of("vpc-1"),
            Optional.of("subnet-b"),
            Optional.empty(),
            Optional.empty(),
            "interface",
            List.of(address("10.0.1.7")),
            List.of(),
            List.of("sg-va"),
            false,
            "Verified Access endpoint",
            false));
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
    assertThat(ssh().toString())
        .contains("the permission ec2:DescribeVerifiedAccessEndpoints is missing");
  }
}
