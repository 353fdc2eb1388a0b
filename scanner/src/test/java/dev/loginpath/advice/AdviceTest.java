package dev.loginpath.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.house.PathWord;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Recommendation;
import dev.loginpath.scan.Check;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.VpcEndpoint;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;

/** Which path is recommended for an instance, and what has to be done for it. */
class AdviceTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();
  private static final Pattern ID =
      Pattern.compile("\\b(?:i|vpc|subnet|sg|sgr|eice|vpce|eni|rtb)-[0-9a-f]{8,17}\\b");

  private static Recommendation advice(DemoAccount account, String name) {
    return account.report(name).recommendation().orElseThrow();
  }

  /** Session Manager for private instances too. */
  private static Recommendation whateverItCosts(DemoAccount account, String name) {
    Ranking ranking =
        new Ranking(
            List.of(Criterion.PREFERENCE),
            Preference.DEFAULT.with(Situation.PRIVATE, PathId.SESSION_MANAGER));
    return new Check(List.of(), Set.of(account.id(name)), ranking)
        .report(account.snapshot())
        .instances()
        .getFirst()
        .recommendation()
        .orElseThrow();
  }

  /** The two situations that a reader is told first. */
  @ParameterizedTest
  @CsvSource({
    "bastion, session-manager",
    "web, session-manager",
    "sensor, session-manager",
    "fleet-1, session-manager",
    "build, instance-connect-endpoint",
    "vault, instance-connect-endpoint"
  })
  void publicOnesKeepSessionManagerAndPrivateLinuxTheEndpoint(
      String name, @ConvertWith(PathWord.class) PathId path) {
    assertThat(advice(DEMO, name).path()).isEqualTo(path);
  }

  /** Amazon Linux 2 and Ubuntu bring the agent for the endpoint along. */
  @Test
  void aPrivateOneWithoutAnyOpenPathIsGivenTheStepsToAnEndpoint() {
    assertThat(advice(DEMO, "vault").steps())
        .anySatisfy(it ->
            assertThat(it)
                .startsWith("aws ec2 authorize-security-group-ingress --region ap-northeast-1")
                .contains(
                    "sg-09ce88e325084d592", "--port 22", "--source-group sg-06fddc471edf1c54f"))
        .noneMatch(it -> it.contains("create-instance-connect-endpoint"));
    assertThat(advice(DEMO, "build").steps())
        .as("its endpoint is open")
        .noneMatch(it -> it.contains("authorize-security-group-ingress"));
  }

  @Test
  void anInboundPathIsNeverTheOneToKeep() {
    for (InstanceReport each : DEMO.report().instances()) {
      assertThat(each.recommendation().orElseThrow().path())
          .isNotIn(
              PathId.SSH_DIRECT,
              PathId.RDP_DIRECT,
              PathId.INSTANCE_CONNECT,
              PathId.SSH_BASTION,
              PathId.SERIAL_CONSOLE);
    }
  }

  /** There may be one already, and a VPC takes only one. */
  @Test
  void anUnseenListOfEndpointsNeverLeadsToCreatingOne() {
    DemoAccount unseen = DEMO.denied(DemoFolder.TOKYO, "ec2.instanceConnectEndpoints");
    assertThat(advice(unseen, "vault").path()).isEqualTo(PathId.INSTANCE_CONNECT_ENDPOINT);
    for (InstanceReport each : unseen.report().instances()) {
      assertThat(each.recommendation().orElseThrow().steps())
          .as(each.id())
          .noneMatch(it -> it.contains("create-instance-connect-endpoint"));
    }
    DemoAccount none = DEMO.answer(DemoFolder.TOKYO, "ec2.instanceConnectEndpoints", List.of());
    assertThat(advice(none, "vault").steps())
        .anyMatch(it -> it.contains("create-instance-connect-endpoint"))
        .anyMatch(it -> it.contains("Type: AWS::EC2::InstanceConnectEndpoint"));
  }

  @Test
  void anUnseenListOfVpcEndpointsNeverLeadsToCreatingOne() {
    DemoAccount unseen = DEMO.denied(DemoFolder.TOKYO, "ec2.vpcEndpoints");
    assertThat(whateverItCosts(unseen, "db-half").steps())
        .noneMatch(it -> it.contains("create-vpc-endpoint"));
  }

  /** Another VPC's endpoint helps nobody here. */
  @Test
  void aMissingVpcEndpointIsOfThisVpc() {
    assertThat(whateverItCosts(DEMO, "db-half").steps())
        .anySatisfy(it ->
            assertThat(it)
                .contains(
                    "create-vpc-endpoint",
                    "vpc-069f52c20d590da2a",
                    "com.amazonaws.ap-northeast-1.ssmmessages",
                    "subnet-0522bc17e0c24c44d"))
        .noneMatch(it -> it.contains("com.amazonaws.ap-northeast-1.ssm "));
    DemoAccount both =
        DEMO.each(
            DemoFolder.TOKYO,
            "ec2.vpcEndpoints",
            (VpcEndpoint it) ->
                it.id().equals("vpce-0161f27a104626439")
                    ? DemoAccount.with(it, "serviceName", "com.amazonaws.ap-northeast-1.kms")
                    : it);
    assertThat(whateverItCosts(both, "db-half").steps())
        .anyMatch(it -> it.contains("create-vpc-endpoint"));
  }

  @Test
  void stepsQuoteIdsThatTheAccountHas() {
    String read = DEMO.snapshot().toString();
    for (InstanceReport each : DEMO.report().instances()) {
      Recommendation advice = each.recommendation().orElseThrow();
      Matcher ids = ID.matcher(advice.steps() + " " + advice.close());
      while (ids.find()) {
        assertThat(read).contains(ids.group());
      }
      boolean operated = each.id().equals(DEMO.id("ecs-managed"));
      assertThat(operated || advice.steps().toString().contains("111122223333"))
          .as("a policy for %s names the account", each.id())
          .isTrue();
    }
    assertThat(advice(DEMO, "web").close().getFirst().steps())
        .allMatch(
            it -> it.startsWith("aws ec2 revoke-security-group-ingress --region ap-northeast-1"));
  }
}
