package dev.loginpath.network;

import static dev.loginpath.network.Lab.address;
import static dev.loginpath.network.Lab.entry;
import static dev.loginpath.network.Lab.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Answer;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.report.Status;
import dev.loginpath.snapshot.EndpointGroup;
import dev.loginpath.snapshot.PortRange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An instance in a private subnet behind an accelerator, which no address and no route shows. */
class AcceleratedIngressTest {

  private static final String ANYBODY = "0.0.0.0/0";
  private static final String LISTS = "globalaccelerator:ListAccelerators";

  private final Lab lab =
      new Lab()
          .vpc("vpc-1", "10.0.0.0/16")
          .subnet("subnet-a", "vpc-1", "10.0.0.0/24")
          .subnet("subnet-b", "vpc-1", "10.0.1.0/24")
          .table("rtb-1", "vpc-1", true, List.of())
          .openAcl("acl-1", "vpc-1", "subnet-a", "subnet-b");

  private final Accelerated accelerator = new Accelerated(lab);

  private PathAssessment ssh(String admitted) {
    lab.group("sg-1", "vpc-1", tcp(22, 22, admitted))
        .instance("i-1", "subnet-a", List.of(address("10.0.0.9")), "sg-1");
    return lab.path("i-1", PathId.SSH_DIRECT);
  }

  private void inFront() {
    Accelerated.interfaceIn(lab, "subnet-a");
    accelerator.before("i-1");
  }

  private static List<String> values(PathAssessment path) {
    return path.sources().stream()
        .filter(it -> it.kind() != SourceKind.UNKNOWN)
        .map(Source::value)
        .toList();
  }

  @Test
  void theWholeInternetComesInWhereTheGroupAdmitsIt() {
    inFront();
    PathAssessment ssh = ssh(ANYBODY);
    assertThat(ssh.status()).isEqualTo(Status.OPEN);
    assertThat(values(ssh)).containsExactly(ANYBODY);
    assertThat(ssh.sources().getFirst().address()).contains("front.example:22");
    assertThat(ssh.requirements().toString())
        .contains("front is enabled")
        .contains("forwards tcp 22 to port 22 of i-1")
        .contains("an accelerator has the interface eni-ga in subnet-a");
  }

  @Test
  void theGroupLooksAtTheClient() {
    inFront();
    assertThat(values(ssh("203.0.113.0/24"))).containsExactly("203.0.113.0/24");
  }

  @Test
  void aGroupThatAdmitsNobodyOfTheInternetShutsIt() {
    inFront();
    assertThat(ssh("10.0.0.0/8").status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void anOverrideLeadsAnotherPortToIt() {
    accelerator.listenerPort = 443;
    accelerator.overrides.add(new EndpointGroup.PortOverride(443, 22));
    inFront();
    PathAssessment ssh = ssh(ANYBODY);
    assertThat(ssh.status()).isEqualTo(Status.OPEN);
    assertThat(ssh.sources().getFirst().address()).contains("front.example:443");
  }

  @Test
  void anOverrideLeadsThePortAway() {
    accelerator.overrides.add(new EndpointGroup.PortOverride(22, 8022));
    inFront();
    PathAssessment ssh = ssh(ANYBODY);
    assertThat(ssh.status()).isEqualTo(Status.CLOSED);
    assertThat(ssh.requirements().toString()).contains("no listener leads to tcp 22 of i-1");
  }

  @Test
  void anotherPortAnotherProtocolOrAnotherRegionLeadsNowhere() {
    accelerator.listenerPort = 443;
    inFront();
    assertThat(ssh(ANYBODY).status()).isEqualTo(Status.CLOSED);
    accelerator.listenerPort = 22;
    accelerator.tcp = false;
    again();
    assertThat(lab.path("i-1", PathId.SSH_DIRECT).status()).isEqualTo(Status.CLOSED);
    accelerator.tcp = true;
    accelerator.region = "eu-west-1";
    again();
    assertThat(lab.path("i-1", PathId.SSH_DIRECT).status()).isEqualTo(Status.CLOSED);
    accelerator.region = Lab.REGION;
    again();
    assertThat(lab.path("i-1", PathId.SSH_DIRECT).status()).isEqualTo(Status.OPEN);
  }

  private void again() {
    lab.accelerators.clear();
    lab.acceleratorListeners.clear();
    lab.endpointGroups.clear();
    accelerator.before("i-1");
  }

  @Test
  void aDisabledOneForwardsNothing() {
    accelerator.enabled = false;
    inFront();
    assertThat(ssh(ANYBODY).status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void aShareOfNothingIsForwardedToWhereOthersFail() {
    accelerator.weight = 0;
    inFront();
    assertThat(ssh(ANYBODY).status()).isEqualTo(Status.UNKNOWN);
    accelerator.weight = 128;
    accelerator.dial = 0;
    again();
    assertThat(lab.path("i-1", PathId.SSH_DIRECT).status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void blockPublicAccessAndAMissingGatewayShutIt() {
    inFront();
    lab.block = "block-ingress";
    assertThat(ssh(ANYBODY).status()).isEqualTo(Status.CLOSED);
    lab.block = "off";
    lab.internetGateways.clear();
    assertThat(lab.path("i-1", PathId.SSH_DIRECT).status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void whetherAnAclJudgesIsNotSettled() {
    inFront();
    lab.acls.clear();
    lab.acl(
        "acl-2",
        "vpc-1",
        List.of("subnet-a"),
        entry(90, false, true, "203.0.113.0/24"),
        entry(100, true, true, ANYBODY));
    PathAssessment ssh = ssh(ANYBODY);
    assertThat(values(ssh)).as("whom the ACL lets in").containsExactly("203.0.113.0/24");
    assertThat(ssh.sources()).anyMatch(it -> it.kind() == SourceKind.UNKNOWN);
    lab.acls.clear();
    lab.acl("acl-3", "vpc-1", List.of("subnet-a"));
    assertThat(lab.path("i-1", PathId.SSH_DIRECT).status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void ofADualStackOneIpv6ComesToAnInstanceThatHasIt() {
    accelerator.dualStack = true;
    inFront();
    lab.group("sg-1", "vpc-1", tcp(22, 22, "::/0"))
        .instance(
            "i-1",
            "subnet-a",
            "running",
            List.of(address("10.0.0.9")),
            List.of("2001:db8::9"),
            "sg-1");
    assertThat(values(lab.path("i-1", PathId.SSH_DIRECT))).containsExactly("::/0");
  }

  @Test
  void anotherInterfaceOfTheInstanceIsNotSurelyMeant() {
    inFront();
    lab.group("sg-1", "vpc-1", tcp(22, 22, ANYBODY))
        .eni("eni-1", "subnet-b", Optional.of("i-1"), 0, List.of(), List.of(), List.of())
        .eni(
            "eni-2",
            "subnet-a",
            Optional.of("i-1"),
            1,
            List.of(address("10.0.0.9")),
            List.of(),
            List.of("sg-1"));
    assertThat(answer("eni-2")).contains(Answer.UNKNOWN);
  }

  private Optional<Answer> answer(String networkInterface) {
    return lab.network().forwardedSourcesReaching(lab.find(networkInterface), 22, true).stream()
        .map(it -> it.requirement().verdict().answer())
        .findFirst();
  }

  @Test
  void anInterfaceInTheSubnetMayBeForAnotherEndpoint() {
    Accelerated.interfaceIn(lab, "subnet-a");
    accelerator.before("i-other");
    PathAssessment ssh = ssh(ANYBODY);
    assertThat(ssh.status()).isEqualTo(Status.CLOSED);
    assertThat(ssh.requirements().toString()).contains("no listener leads to tcp 22 of i-1");
  }

  @Test
  void anEndpointWithoutAnInterfaceInItsSubnetIsNotUnderstood() {
    Accelerated.interfaceIn(lab, "subnet-b");
    accelerator.before("i-1");
    assertThat(ssh(ANYBODY).status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void whatMayNotBeReadLeavesTheInterfaceUnknownByName() {
    Accelerated.interfaceIn(lab, "subnet-a");
    lab.denied.add(LISTS);
    PathAssessment ssh = ssh(ANYBODY);
    assertThat(ssh.status()).isEqualTo(Status.UNKNOWN);
    assertThat(ssh.requirements().toString())
        .contains("an accelerator has the interface eni-ga in subnet-a")
        .contains(LISTS);
    lab.groups.clear();
    lab.group("sg-1", "vpc-1", tcp(22, 22, "10.0.0.0/8"));
    assertThat(lab.path("i-1", PathId.SSH_DIRECT).status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void withoutAnInterfaceNothingIsForwardedThoughNothingMayBeRead() {
    Accelerated.interfaceIn(lab, "subnet-b");
    lab.denied.add(LISTS);
    assertThat(ssh(ANYBODY).status()).isEqualTo(Status.CLOSED);
    lab.cutShort.add("ec2:DescribeNetworkInterfaces");
    assertThat(lab.path("i-1", PathId.SSH_DIRECT).status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void anAcceleratorOfAnotherAccountCannotBeSeen() {
    Accelerated.interfaceIn(lab, "subnet-a");
    lab.lentEndpoints.add("arn:aws:ec2:us-east-1:111122223333:instance/i-1");
    assertThat(ssh(ANYBODY).status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void customRoutingLeadsToTheAddressesThatAreAllowed() {
    accelerator.customRouting = true;
    accelerator.destinations.add(new PortRange(20, 30));
    Accelerated.interfaceIn(lab, "subnet-a");
    accelerator.before("subnet-a");
    assertThat(ssh(ANYBODY).status()).isEqualTo(Status.UNKNOWN);
    accelerator.destinations.clear();
    lab.customAccelerators.clear();
    lab.acceleratorListeners.clear();
    lab.endpointGroups.clear();
    accelerator.before("subnet-a");
    assertThat(lab.path("i-1", PathId.SSH_DIRECT).status()).isEqualTo(Status.CLOSED);
  }
}
