package dev.loginpath.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Decision;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.report.Report;
import dev.loginpath.report.Requirement;
import dev.loginpath.scan.Check;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.snapshot.ConnectionStatus;
import dev.loginpath.snapshot.IamUser;
import dev.loginpath.snapshot.NamedPolicy;
import dev.loginpath.snapshot.VpcEndpoint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Accounts that well-known tools judge wrongly, those about agents and who may use them. */
class PeersAgentTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();

  private static String status(DemoAccount account, String name, PathId path) {
    return account.path(name, path).status().word();
  }

  private static String cause(DemoAccount account, String name, String id) {
    return account.path(name, PathId.SESSION_MANAGER).requirements().stream()
        .flatMap(it -> it.children().stream())
        .filter(it -> it.id().equals(id))
        .findFirst()
        .map(Requirement::verdict)
        .orElseThrow()
        .word();
  }

  @Test
  void row11_aNodeWhoseConnectionIsLostIsNotUsableNow() {
    assertThat(status(DEMO, "バッチ処理", PathId.SESSION_MANAGER)).isEqualTo("closed");
    assertThat(status(DEMO, "バッチ処理", PathId.SSM_TUNNEL)).isEqualTo("closed");
    assertThat(status(DEMO, "バッチ処理", PathId.RUN_COMMAND)).isEqualTo("closed");
  }

  @Test
  void row12_deniedNodesAreUnknownAndNotUnmanaged() {
    DemoAccount denied =
        DEMO.denied(DemoFolder.TOKYO, "ssm.nodes")
            .change(
                DemoFolder.TOKYO,
                "ssm.connectionStatuses",
                (List<ConnectionStatus> asked) -> List.of());
    for (String name : List.of("web", "bastion", "db-sealed", "ad")) {
      assertThat(status(denied, name, PathId.SESSION_MANAGER)).as(name).isEqualTo("unknown");
      assertThat(status(denied, name, PathId.RUN_COMMAND)).as(name).isEqualTo("unknown");
    }
  }

  /** Each node tells its own channel, whether the list of nodes may be read or not. */
  @Test
  void row12_aNodeOfADeniedListIsOpenWhereAwsSaysThatItIsConnected() {
    DemoAccount denied = DEMO.denied(DemoFolder.TOKYO, "ssm.nodes");
    assertThat(status(denied, "web", PathId.SESSION_MANAGER)).isEqualTo("open");
  }

  /** The sealed VPC keeps only the endpoints of some services. */
  private static DemoAccount sealedWith(Set<String> services) {
    return DEMO.change(
        DemoFolder.TOKYO,
        "ec2.vpcEndpoints",
        (dev.loginpath.verdict.Observed<List<VpcEndpoint>> listed) ->
            new dev.loginpath.verdict.Observed.Known<>(
                listed.call(),
                dev.loginpath.verdict.Observed.items(listed).stream()
                    .filter(it ->
                        services.contains(
                            it.serviceName().substring(it.serviceName().lastIndexOf('.') + 1)))
                    .toList()));
  }

  private static DemoAccount notListed(DemoAccount account, String name) {
    String id = account.id(name);
    return account.change(
        DemoFolder.TOKYO,
        "ssm.nodes",
        (dev.loginpath.verdict.Observed<List<dev.loginpath.snapshot.ManagedNode>> listed) ->
            new dev.loginpath.verdict.Observed.Known<>(
                listed.call(),
                dev.loginpath.verdict.Observed.items(listed).stream()
                    .filter(it -> !it.id().equals(id))
                    .toList()));
  }

  @Test
  void row13_theEndpointOfEc2messagesAloneMakesNoSession() {
    DemoAccount account = notListed(sealedWith(Set.of("ec2messages")), "db-sealed");
    assertThat(status(account, "db-sealed", PathId.SESSION_MANAGER)).isEqualTo("closed");
    assertThat(cause(account, "db-sealed", "way-to-ssm")).isEqualTo("not-met");
    assertThat(cause(account, "db-sealed", "way-to-ssmmessages")).isEqualTo("not-met");
  }

  @Test
  void row14_theEndpointOfSsmWithoutThatOfSsmmessagesAdmitsNobody() {
    assertThat(status(DEMO, "db-half", PathId.SESSION_MANAGER)).isEqualTo("closed");
    assertThat(cause(DEMO, "db-half", "way-to-ssm")).isEqualTo("met");
    assertThat(cause(DEMO, "db-half", "way-to-ssmmessages")).isEqualTo("not-met");
  }

  private static List<String> allowed(DemoAccount account, String name, PathId path) {
    Report report = new Check(List.of(), Set.of(account.id(name))).report(account.snapshot());
    PathAssessment given =
        report.instances().getFirst().paths().stream()
            .filter(it -> it.path().equals(path))
            .findFirst()
            .orElseThrow();
    return report.principalSets().getOrDefault(given.principals(), List.of()).stream()
        .filter(it -> it.decision() == Decision.ALLOWED)
        .map(PrincipalAccess::arn)
        .toList();
  }

  private static DemoAccount onlyUser(String statements) {
    IamUser user =
        new IamUser(
            "arn:aws:iam::111122223333:user/tess",
            "tess",
            "AIDATESS",
            List.of(
                new NamedPolicy(
                    "own", "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}")),
            List.of(),
            List.of(),
            Optional.empty(),
            new TreeMap<>());
    return DEMO.iam(
        iam -> new AuthorizationDetails(List.of(user), List.of(), List.of(), iam.policies()));
  }

  private static final String TAGGED =
      "\"Condition\":{\"StringEquals\":{\"ssm:resourceTag/env\":\"dev\"}}";
  private static final String DOCUMENT =
      "\"arn:aws:ssm:*:111122223333:document/SSM-SessionManagerRunShell\"";
  private static final String INSTANCES = "\"arn:aws:ec2:*:111122223333:instance/*\"";

  @Test
  void row15_aScopeByTagsHoldsForTaggedInstancesOnly() {
    DemoAccount account =
        onlyUser(
            "{\"Effect\":\"Allow\",\"Action\":\"ssm:StartSession\",\"Resource\":"
                + INSTANCES
                + ","
                + TAGGED
                + "},{\"Effect\":\"Allow\",\"Action\":\"ssm:StartSession\",\"Resource\":"
                + DOCUMENT
                + "}");
    assertThat(allowed(account, "worker", PathId.SESSION_MANAGER))
        .containsExactly("arn:aws:iam::111122223333:user/tess");
    assertThat(allowed(account, "web", PathId.SESSION_MANAGER)).isEmpty();
  }

  /** A document has no tags, so that the condition denies its part. */
  @Test
  void row16_aTagConditionInOneStatementWithTheDocumentDeniesTheDocument() {
    DemoAccount account =
        onlyUser(
            "{\"Effect\":\"Allow\",\"Action\":\"ssm:StartSession\",\"Resource\":["
                + INSTANCES
                + ","
                + DOCUMENT
                + "],"
                + TAGGED
                + "}");
    assertThat(allowed(account, "worker", PathId.SESSION_MANAGER)).isEmpty();
  }

  @Test
  void row18_noKeyPairAtLaunchChangesNothing() {
    DemoAccount without =
        DEMO.instance(DemoFolder.TOKYO, "web", "keyName", Optional.empty())
            .instance(DemoFolder.TOKYO, "build", "keyName", Optional.empty());
    assertThat(status(without, "web", PathId.SSH_DIRECT)).isEqualTo("open");
    assertThat(status(without, "web", PathId.INSTANCE_CONNECT)).isEqualTo("open");
    assertThat(status(without, "build", PathId.INSTANCE_CONNECT_ENDPOINT)).isEqualTo("open");
  }
}
