package dev.loginpath.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Answer;
import dev.loginpath.report.PathId;
import dev.loginpath.report.SourceKind;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.snapshot.AvailabilityZone;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The carrier gateway of a Wavelength Zone lets the carrier's devices in, and not the internet. */
class CarrierWaysTest {

  private static final String CARRIER = "198.51.100.7";

  private static Lab edge(String state, Optional<String> carrier, String... admitted) {
    Lab lab = new Lab().vpc("vpc-1", "10.0.0.0/16").subnet("subnet-w", "vpc-1", "10.0.0.0/24");
    lab.zones.add(
        new AvailabilityZone(
            "us-east-1-wl1-bos-wlz-1",
            Optional.empty(),
            Optional.of("wavelength-zone"),
            Optional.of(Lab.ZONE)));
    lab.table("rtb-1", "vpc-1", true, List.of(), Lab.route("0.0.0.0/0", "cagw-1"));
    lab.openAcl("acl-1", "vpc-1", "subnet-w");
    lab.group(
        "sg-1",
        "vpc-1",
        List.of(admitted).stream()
            .map(it -> Lab.tcp(22, 22, it))
            .toArray(dev.loginpath.snapshot.GroupRule[]::new));
    return lab.instance(
        "i-1",
        "subnet-w",
        state,
        List.of(new PrivateAddress("10.0.0.5", Optional.empty(), carrier)),
        List.of(),
        "sg-1");
  }

  private static List<AddressReach> reaches(Ec2Snapshot ec2, Lab lab, boolean running) {
    return new Network(Lab.ACCOUNT, ec2, lab.privateDns(), lab.loadBalancing(), lab.accelerated())
        .sourcesReaching(lab.find("eni-i-1"), 22, running);
  }

  private static List<Answer> answers(List<AddressReach> reaches, AddressReach.From from) {
    return reaches.stream()
        .filter(it -> it.from() == from && it.address().equals(CARRIER))
        .map(it -> it.requirement().verdict().answer())
        .toList();
  }

  @Test
  void whoeverTheCarrierConnectsComesInAndTheInternetDoesNot() {
    Lab lab = edge("running", Optional.of(CARRIER), "0.0.0.0/0");
    List<AddressReach> reaches = reaches(lab.ec2(), lab, true);
    assertThat(answers(reaches, AddressReach.From.PRIVATE_NETWORK)).containsExactly(Answer.MET);
    assertThat(answers(reaches, AddressReach.From.INTERNET)).containsExactly(Answer.NOT_MET);
    assertThat(Network.toReport(reaches))
        .isNotEmpty()
        .allMatch(it -> it.kind() == SourceKind.PRIVATE_NETWORK)
        .allMatch(it -> it.via().toString().contains("cagw-1"));
    assertThat(lab.path("i-1", PathId.SSH_DIRECT).status().word()).isEqualTo("open");
  }

  /** Which addresses the carrier's devices have, nobody tells. */
  @ParameterizedTest
  @CsvSource({"203.0.113.0/24, UNKNOWN", "10.0.0.0/8, UNKNOWN", "2001:db8::/32, NOT_MET"})
  void aGroupThatAdmitsAPartDecidesNothing(String admitted, Answer answer) {
    Lab lab = edge("running", Optional.of(CARRIER), admitted);
    assertThat(answers(reaches(lab.ec2(), lab, true), AddressReach.From.PRIVATE_NETWORK))
        .containsExactly(answer);
  }

  @Test
  void withoutACarrierAddressNobodyComesIn() {
    Lab lab = edge("running", Optional.empty(), "0.0.0.0/0");
    assertThat(lab.path("i-1", PathId.SSH_DIRECT).status().word()).isEqualTo("closed");
  }

  @Test
  void aStoppedInstanceMayGetACarrierAddressAgain() {
    Lab lab = edge("stopped", Optional.empty(), "0.0.0.0/0");
    assertThat(lab.path("i-1", PathId.SSH_DIRECT).status().word()).isEqualTo("unknown");
    assertThat(
            edge("stopped", Optional.of(CARRIER), "0.0.0.0/0")
                .path("i-1", PathId.SSH_DIRECT)
                .status()
                .word())
        .isEqualTo("latent");
  }

  @Test
  void anAclShutsItAndADeniedListHidesIt() {
    Lab shut = edge("running", Optional.of(CARRIER), "0.0.0.0/0");
    shut.acls.clear();
    shut.acl("acl-1", "vpc-1", List.of("subnet-w"), Lab.entry(100, true, true, "0.0.0.0/0"));
    assertThat(answers(reaches(shut.ec2(), shut, true), AddressReach.From.PRIVATE_NETWORK))
        .containsExactly(Answer.NOT_MET);
    for (String call :
        List.of("DescribeNetworkAcls", "DescribeSecurityGroups", "DescribeRouteTables")) {
      Lab lab = edge("running", Optional.of(CARRIER), "0.0.0.0/0");
      lab.denied.add("ec2:" + call);
      assertThat(lab.path("i-1", PathId.SSH_DIRECT).status().word()).as(call).isEqualTo("unknown");
    }
  }

  /** In the zones of Africa the internet comes in, and they hang on the region of Paris. */
  @Test
  void inParisTheInternetMayComeInToo() {
    Lab lab = edge("running", Optional.of(CARRIER), "0.0.0.0/0");
    Ec2Snapshot paris =
        DemoAccount.with(
            lab.ec2(),
            "networkInterfaces",
            new Observed.Known<>(
                Call.of("ec2:DescribeNetworkInterfaces", "eu-west-3"),
                List.copyOf(lab.interfaces)));
    assertThat(answers(reaches(paris, lab, true), AddressReach.From.INTERNET))
        .containsExactly(Answer.UNKNOWN);
  }

  @Test
  void theWayOutLeadsThroughItToo() {
    Lab lab = edge("running", Optional.of(CARRIER), "0.0.0.0/0");
    assertThat(lab.network().egressTo(lab.find("eni-i-1"), "ssmmessages").verdict().answer())
        .isEqualTo(Answer.MET);
    Lab none = edge("running", Optional.empty(), "0.0.0.0/0");
    assertThat(none.network().egressTo(none.find("eni-i-1"), "ssmmessages").verdict().answer())
        .isEqualTo(Answer.NOT_MET);
  }
}
