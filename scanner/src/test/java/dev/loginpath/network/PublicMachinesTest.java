package dev.loginpath.network;

import static dev.loginpath.network.Lab.address;
import static dev.loginpath.network.Lab.route;
import static dev.loginpath.network.Lab.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Answer;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Requirement;
import dev.loginpath.report.Status;
import dev.loginpath.snapshot.GroupRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A private instance that admits a machine which is public on a port that is no login's. */
class PublicMachinesTest {

  private final Lab lab =
      new Lab()
          .vpc("vpc-1", "10.0.0.0/16")
          .subnet("subnet-in", "vpc-1", "10.0.0.0/24")
          .subnet("subnet-out", "vpc-1", "10.0.1.0/24")
          .table("rtb-main", "vpc-1", true, List.of())
          .table("rtb-out", "vpc-1", false, List.of("subnet-out"), route("0.0.0.0/0", "igw-vpc-1"))
          .openAcl("acl-1", "vpc-1", "subnet-in", "subnet-out")
          .group("sg-app", "vpc-1", Lab.from(22, "sg-front"))
          .instance("i-app", "subnet-in", List.of(address("10.0.0.9")), "sg-app");

  private void front(String id, int address, String state, GroupRule... rules) {
    if (lab.groups.stream().noneMatch(it -> it.id().equals("sg-front"))) {
      lab.group("sg-front", "vpc-1", rules);
    }
    lab.instance(
        id,
        "subnet-out",
        state,
        List.of(address("10.0.1." + address, "198.51.100." + address)),
        List.of(),
        "sg-front");
  }

  private PathAssessment bastion() {
    return lab.path("i-app", PathId.SSH_BASTION);
  }

  private static List<Requirement> machines(PathAssessment path) {
    return path.requirements().stream().flatMap(PublicMachinesTest::machines).toList();
  }

  private static Stream<Requirement> machines(Requirement it) {
    return it.id().equals("public-machine")
        ? Stream.of(it)
        : it.children().stream().flatMap(PublicMachinesTest::machines);
  }

  @Test
  void aPanelThatMayGoOnIsNamedAndOpensNothing() {
    front("i-panel", 7, "running", tcp(8443, 8443, "0.0.0.0/0"));
    assertThat(bastion().status()).isEqualTo(Status.CLOSED);
    assertThat(machines(bastion())).hasSize(1);
    Requirement named = machines(bastion()).getFirst();
    assertThat(named.informative()).isTrue();
    assertThat(named.verdict()).isEqualTo(Answer.MET);
    assertThat(named.toString())
        .contains(
            "wide parts of the internet come in to i-panel on tcp 8443, and it reaches tcp 22 of"
                + " eni-i-app")
        .contains("sg-front tcp 8443 0.0.0.0/0")
        .contains("sg-app tcp 22 sg-front");
  }

  @ParameterizedTest
  @CsvSource({
    "443, 0.0.0.0/0, true",
    "443, 198.51.0.0/16, false",
    "443, 198.50.0.0/15, true",
    "443, 10.0.0.0/8, false",
    "22, 0.0.0.0/0, false"
  })
  void itTakesWidePartsOfTheInternetAndAPortThatIsNoLogins(int port, String from, boolean named) {
    front("i-panel", 7, "running", tcp(port, port, from));
    assertThat(!machines(bastion()).isEmpty()).isEqualTo(named);
  }

  @Test
  void aMachineThatIsEnteredAsWellIsABastionAndPublic() {
    front("i-jump", 7, "running", tcp(22, 23, "0.0.0.0/0"));
    assertThat(bastion().status()).isEqualTo(Status.OPEN);
    assertThat(machines(bastion()).toString()).contains("i-jump on tcp 23,");
  }

  @Test
  void whoDoesNotRunOrIsNotAdmittedIsNotNamed() {
    front("i-stopped", 7, "stopped", tcp(443, 443, "0.0.0.0/0"));
    assertThat(machines(bastion())).isEmpty();
    lab.groups.removeIf(it -> it.id().equals("sg-app"));
    lab.group("sg-app", "vpc-1", Lab.from(443, "sg-front"));
    front("i-web", 8, "running");
    assertThat(machines(bastion())).isEmpty();
  }

  @Test
  void theFirstFewAreNamedAndTheOthersCounted() {
    for (int i = 9; i >= 1; i--) {
      front("i-" + i, i, "running", tcp(443, 443, "0.0.0.0/0"));
    }
    assertThat(machines(bastion())).hasSize(4);
    assertThat(machines(bastion()).toString())
        .contains("to i-1 on", "to i-2 on", "to i-3 on", "6 more machines")
        .doesNotContain("to i-4 on");
  }

  @Test
  void whoGoesOnByAnotherInterfaceIsNamedOnce() {
    lab.group("sg-inner", "vpc-1");
    front("i-two", 7, "running", tcp(443, 443, "0.0.0.0/0"));
    lab.instances.clear();
    lab.eni(
        "eni-second",
        "subnet-in",
        Optional.of("i-two"),
        1,
        List.of(address("10.0.0.7")),
        List.of(),
        List.of("sg-inner"));
    lab.instance("i-app", "running", Optional.of("vpc-1"), List.of("eni-i-app"));
    lab.instance("i-two", "running", Optional.of("vpc-1"), List.of("eni-i-two", "eni-second"));
    lab.groups.removeIf(it -> it.id().equals("sg-app"));
    lab.group("sg-app", "vpc-1", Lab.from(22, "sg-inner"));
    assertThat(machines(bastion()).toString()).containsOnlyOnce("come in to i-two on tcp 443");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DescribeSecurityGroups",
        "DescribeNetworkAcls",
        "DescribeRouteTables",
        "DescribeSubnets",
        "DescribeVpcBlockPublicAccessOptions",
        "DescribeNetworkInterfaces",
        "DescribeInstances"
      })
  void withoutAFactItIsUnknownAndNotGone(String operation) {
    front("i-panel", 7, "running", tcp(443, 443, "0.0.0.0/0"));
    lab.cutShort.add("ec2:DescribeInstances");
    if (!operation.equals("DescribeInstances")) {
      lab.cutShort.clear();
      lab.denied.add("ec2:" + operation);
    }
    assertThat(machines(bastion())).anyMatch(it -> it.verdict() == Answer.UNKNOWN);
  }

  @Test
  void aPrefixListThatWasNotReadMayBeWide() {
    lab.prefixLists.put("pl-1", List.of("198.51.100.0/24"));
    front("i-panel", 7, "running", Lab.list(443, "pl-1"));
    assertThat(machines(bastion())).isEmpty();
    lab.denied.add("ec2:GetManagedPrefixListEntries");
    assertThat(machines(bastion())).extracting(Requirement::verdict).containsOnly(Answer.UNKNOWN);
  }
}
