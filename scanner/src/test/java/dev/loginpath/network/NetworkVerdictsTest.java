package dev.loginpath.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Evidence;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Requirement;
import dev.loginpath.report.Source;
import dev.loginpath.report.Status;
import dev.loginpath.scan.DemoFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the network of the demo account answers when one thing in it changes. */
class NetworkVerdictsTest {

  private final DemoFolder account = new DemoFolder(temporary());

  private static Path temporary() {
    try {
      return Files.createTempDirectory("loginpath-test").resolve("demo");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private PathAssessment web() {
    return DemoFolder.path(account.report(), "web", PathId.INSTANCE_CONNECT);
  }

  private static Stream<Evidence> evidence(Requirement requirement) {
    return Stream.concat(
        requirement.evidence().stream(),
        requirement.children().stream().flatMap(NetworkVerdictsTest::evidence));
  }

  private static String facts(PathAssessment path) {
    return path.requirements().stream()
        .flatMap(NetworkVerdictsTest::evidence)
        .map(Evidence::fact)
        .toList()
        .toString();
  }

  @Test
  void anAclWithADenyFirst() {
    account.replace(
        DemoFolder.TOKYO,
        "ec2/DescribeNetworkAcls",
        "\"RuleNumber\": 100",
        "\"RuleNumber\": 40000");
    account.replace(
        DemoFolder.TOKYO,
        "ec2/DescribeNetworkAcls",
        "\"RuleNumber\": 101",
        "\"RuleNumber\": 40001");
    assertThat(web().status()).isEqualTo(Status.CLOSED);
    assertThat(facts(web())).contains("inbound entry 32767 denies tcp 22");
  }

  @Test
  void blockPublicAccessInForce() {
    account.replace(
        DemoFolder.TOKYO,
        "ec2/DescribeVpcBlockPublicAccessOptions",
        "\"off\"",
        "\"block-bidirectional\"");
    assertThat(web().status()).isEqualTo(Status.CLOSED);
    assertThat(facts(web())).contains("block-bidirectional, and excludes neither");
  }

  @Test
  void aWayBackThroughATransitGatewayThatTheVpcIsNotAttachedTo() {
    account.replace(
        DemoFolder.TOKYO,
        "ec2/DescribeRouteTables",
        "\"GatewayId\": \"igw-",
        "\"TransitGatewayId\": \"tgw-");
    assertThat(web().status()).isEqualTo(Status.CLOSED);
    assertThat(facts(web())).contains("to tgw-");
  }

  @Test
  void aSharedSubnet() {
    account.replace(
        DemoFolder.TOKYO,
        "ec2/DescribeSubnets",
        "\"OwnerId\": \"111122223333\"",
        "\"OwnerId\": \"444455556666\"");
    assertThat(web().status()).isEqualTo(Status.UNKNOWN);
    assertThat(facts(web())).contains("shared by account 444455556666");
    assertThat(web().sources())
        .extracting(Source::value)
        .anyMatch(it -> it.contains("block public access of 444455556666"));
    account.replace(DemoFolder.TOKYO, "ec2/DescribeRouteTables", "\"active\"", "\"blackhole\"");
    assertThat(web().status()).as("what is described shuts it").isEqualTo(Status.CLOSED);
  }

  @Test
  void aGroupThatIsReferencedButNotListed() {
    account.write(DemoFolder.TOKYO, "ec2/DescribeSecurityGroups", "{\"SecurityGroups\": []}");
    assertThat(web().status()).isEqualTo(Status.UNKNOWN);
    assertThat(facts(web())).contains("referenced but was not listed");
  }

  @Test
  void aBlackholeAnswersNobody() {
    account.replace(DemoFolder.TOKYO, "ec2/DescribeRouteTables", "\"active\"", "\"blackhole\"");
    assertThat(web().status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void allTrafficAndPortRangesCoverPort22() {
    for (String call : List.of("ec2/DescribeSecurityGroups", "ec2/DescribeSecurityGroupRules")) {
      account.replace(DemoFolder.TOKYO, call, "\"FromPort\": 22", "\"FromPort\": 20");
      account.replace(DemoFolder.TOKYO, call, "\"ToPort\": 22", "\"ToPort\": 25");
    }
    assertThat(web().status()).isEqualTo(Status.OPEN);
  }

  @Test
  void aListCutShortProvesNothingByAbsence() {
    account.replace(
        DemoFolder.TOKYO,
        "ec2/DescribeNetworkInterfaces",
        "\"NetworkInterfaces\": [",
        "\"NextToken\": \"more\", \"NetworkInterfaces\": [");
    assertThat(web().status()).isEqualTo(Status.OPEN);
    account.write(
        DemoFolder.TOKYO,
        "ec2/DescribeNetworkInterfaces",
        "{\"NetworkInterfaces\": [], \"NextToken\": \"more\"}");
    assertThat(web().status()).as("DescribeInstances tells them").isEqualTo(Status.OPEN);
    account.replace(
        DemoFolder.TOKYO, "ec2/DescribeInstances", "\"SubnetId\"", "\"SubnetIdLeftOut\"");
    account.replace(DemoFolder.TOKYO, "ec2/DescribeInstances", "\"Groups\"", "\"GroupsLeftOut\"");
    account.replace(
        DemoFolder.TOKYO,
        "ec2/DescribeInstances",
        "\"SecurityGroups\"",
        "\"SecurityGroupsLeftOut\"");
    assertThat(web().status()).isEqualTo(Status.UNKNOWN);
    assertThat(facts(web())).contains("cut short");
  }

  @Test
  void theExactSourcesAreNamed() {
    PathAssessment bastion = DemoFolder.path(account.report(), "bastion", PathId.INSTANCE_CONNECT);
    assertThat(bastion.sources())
        .extracting(it -> it.value() + " " + it.address().orElse(""))
        .containsExactly("198.51.100.16/28 192.0.2.10", "203.0.113.0/25 192.0.2.10");
    assertThat(bastion.sources().getFirst().via().toString()).contains("pl-", "igw-", "rtb-");
  }
}
