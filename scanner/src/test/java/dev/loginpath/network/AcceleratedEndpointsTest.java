package dev.loginpath.network;

import static dev.loginpath.network.Lab.address;
import static dev.loginpath.network.Lab.route;
import static dev.loginpath.network.Lab.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.report.Status;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.Listener;
import dev.loginpath.snapshot.LoadBalancer;
import dev.loginpath.snapshot.LoadBalancerListeners;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.snapshot.TargetGroup;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Accelerators before an internal load balancer, and before an Elastic IP address. */
class AcceleratedEndpointsTest {

  private static final String ELB = "elasticloadbalancing:";
  private static final String ARN =
      "arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/inner/1";

  private final Lab lab =
      new Lab()
          .vpc("vpc-1", "10.0.0.0/16")
          .subnet("subnet-a", "vpc-1", "10.0.0.0/24")
          .subnet("subnet-b", "vpc-1", "10.0.1.0/24")
          .openAcl("acl-1", "vpc-1", "subnet-a", "subnet-b")
          .group("sg-lb", "vpc-1", tcp(2222, 2222, "203.0.113.0/24"));

  private final Accelerated accelerator = new Accelerated(lab);

  private void instance(GroupRule rule) {
    lab.group("sg-1", "vpc-1", rule)
        .instance("i-1", "subnet-b", List.of(address("10.0.1.9")), "sg-1");
  }

  private void balancer(List<String> groups) {
    lab.table("rtb-1", "vpc-1", true, List.of());
    lab.balancers.add(
        new LoadBalancer(
            ARN,
            "inner",
            "inner.example",
            "network",
            "internal",
            Optional.of("vpc-1"),
            "active",
            Optional.empty(),
            List.of("subnet-a"),
            groups,
            Optional.empty()));
    lab.listeners.add(
        new LoadBalancerListeners(
            ARN,
            Lab.known(
                ELB + "DescribeListeners",
                List.of(new Listener("TCP", 2222, List.of("arn-group"))))));
    lab.targetGroups.add(
        new TargetGroup(
            "arn-group",
            "group",
            "TCP",
            "instance",
            Lab.known(
                ELB + "DescribeTargetHealth",
                List.of(new TargetGroup.Target("i-1", 22, "healthy"))),
            Lab.known(ELB + "DescribeTargetGroupAttributes", false)));
    accelerator.listenerPort = 2222;
    Accelerated.interfaceIn(lab, "subnet-a");
  }

  private PathAssessment ssh() {
    return lab.path("i-1", PathId.SSH_DIRECT);
  }

  private List<String> known() {
    return ssh().sources().stream()
        .filter(it -> it.kind() != SourceKind.UNKNOWN)
        .map(Source::value)
        .toList();
  }

  @Test
  void anInternalLoadBalancerTakesWhomItsGroupAdmits() {
    instance(Lab.from(22, "sg-lb"));
    balancer(List.of("sg-lb"));
    assertThat(ssh().status()).as("without an accelerator").isEqualTo(Status.CLOSED);
    accelerator.before(ARN);
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
    assertThat(known()).containsExactly("203.0.113.0/24");
  }

  @Test
  void anAcceleratorThatPreservesNoClientConnectsFromSomeAddress() {
    instance(Lab.from(22, "sg-lb"));
    balancer(List.of("sg-lb"));
    accelerator.preserves = false;
    accelerator.before(ARN);
    assertThat(ssh().status()).as("a part of them is admitted").isEqualTo(Status.UNKNOWN);
    lab.groups.removeFirst();
    lab.group("sg-lb", "vpc-1", tcp(2222, 2222, "0.0.0.0/0"));
    assertThat(ssh().status()).isEqualTo(Status.OPEN);
    assertThat(known()).containsExactly("0.0.0.0/0");
  }

  @Test
  void anotherPortOfTheLoadBalancerLeadsNowhere() {
    instance(Lab.from(22, "sg-lb"));
    balancer(List.of("sg-lb"));
    accelerator.listenerPort = 443;
    accelerator.before(ARN);
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void whatMayNotBeReadLeavesALoadBalancerWithSuchAnInterfaceUnknown() {
    instance(Lab.from(22, "sg-lb"));
    balancer(List.of("sg-lb"));
    lab.denied.add("globalaccelerator:ListAccelerators");
    assertThat(ssh().status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void anElasticAddressIsReachedFromAddressesOfTheAccelerator() {
    lab.table("rtb-1", "vpc-1", true, List.of(), route("0.0.0.0/0", "igw-1"))
        .group("sg-1", "vpc-1", tcp(22, 22, "203.0.113.0/24"))
        .instance(
            "i-1",
            "subnet-b",
            List.of(
                new PrivateAddress(
                    "10.0.1.9",
                    Optional.of("192.0.2.9"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(true),
                    Optional.of("eipalloc-1"))),
            "sg-1");
    assertThat(ssh().sources()).noneMatch(it -> it.kind() == SourceKind.UNKNOWN);
    accelerator.preserves = false;
    accelerator.before("eipalloc-1");
    assertThat(known()).containsExactly("203.0.113.0/24");
    assertThat(ssh().sources())
        .as("everybody, where it has such an address")
        .anyMatch(it -> it.kind() == SourceKind.UNKNOWN);
    lab.accelerators.clear();
    assertThat(ssh().sources()).noneMatch(it -> it.kind() == SourceKind.UNKNOWN);
    lab.denied.add("globalaccelerator:ListAccelerators");
    assertThat(ssh().sources())
        .as("one may be in front of it")
        .anyMatch(it -> it.kind() == SourceKind.UNKNOWN);
    lab.groups.removeLast();
    lab.group("sg-1", "vpc-1", tcp(22, 22, "0.0.0.0/0"));
    assertThat(ssh().sources())
        .as("nobody is left to come in")
        .noneMatch(it -> it.kind() == SourceKind.UNKNOWN);
    lab.groups.removeLast();
    lab.group("sg-1", "vpc-1", tcp(22, 22, "10.0.0.0/8"));
    assertThat(ssh().status()).isEqualTo(Status.CLOSED);
  }
}
