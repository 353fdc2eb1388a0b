package dev.loginpath.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.house.PathWord;
import dev.loginpath.report.Decision;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.report.Report;
import dev.loginpath.scan.Check;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.snapshot.IamUser;
import dev.loginpath.snapshot.NamedPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy that is advised lets somebody who has nothing else use the path, and nothing more. */
class AccessPolicyTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();
  private static final String NEWCOMER = "arn:aws:iam::111122223333:user/newcomer";
  private static final String POLICY = "An IAM policy for ";

  /** Each path once the preference that nothing else has a say against. */
  private static InstanceReport keeping(PathId path, DemoAccount account, String name) {
    Preference preference =
        Preference.DEFAULT.with(Situation.PRIVATE, path).with(Situation.PUBLIC, path);
    Ranking ranking = new Ranking(List.of(Criterion.PREFERENCE), preference);
    return new Check(List.of(), Set.of(account.id(name)), ranking)
        .report(account.snapshot())
        .instances()
        .getFirst();
  }

  private static String policy(InstanceReport instance) {
    return instance.recommendation().orElseThrow().steps().stream()
        .filter(it -> it.startsWith(POLICY))
        .map(it -> it.substring(it.indexOf('{')))
        .findFirst()
        .orElseThrow();
  }

  private static DemoAccount withNewcomer(String policy) {
    IamUser newcomer =
        new IamUser(
            NEWCOMER,
            "newcomer",
            "AIDANEWCOMER",
            List.of(new NamedPolicy("advised", policy)),
            List.of(),
            List.of(),
            Optional.empty(),
            new TreeMap<>());
    return DEMO.iam(before -> {
      List<IamUser> users = new ArrayList<>(before.users());
      users.add(newcomer);
      return DemoAccount.with(before, "users", users);
    });
  }

  private static boolean mayUse(Report report, PathAssessment path) {
    return report.principalSets().getOrDefault(path.principals(), List.of()).stream()
        .filter(it -> it.arn().equals(NEWCOMER))
        .map(PrincipalAccess::decision)
        .anyMatch(it -> it == Decision.ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({
    "web, session-manager",
    "worker, session-manager",
    "legacy-app, instance-connect-endpoint",
    "ad, instance-connect-endpoint",
    "ad, fleet-manager-rdp"
  })
  void itIsEnoughForThePathAndOpensNoOther(String name, @ConvertWith(PathWord.class) PathId path) {
    InstanceReport advised = keeping(path, DEMO, name);
    assertThat(advised.recommendation().orElseThrow().path()).isEqualTo(path);
    DemoAccount account = withNewcomer(policy(advised));
    Report report = new Check(List.of(), Set.of(account.id(name))).report(account.snapshot());
    assertThat(report.instances().getFirst().paths())
        .filteredOn(it -> mayUse(report, it))
        .extracting(PathAssessment::path)
        .as(policy(advised))
        .contains(path)
        .doesNotContain(PathId.RUN_COMMAND, PathId.SERIAL_CONSOLE, PathId.SSM_TUNNEL);
  }

  /** Whoever reads "for this instance" must not find a tag of half the account behind it. */
  @Test
  void itSaysWhomItIsFor() {
    assertThat(keeping(PathId.SESSION_MANAGER, DEMO, "web").recommendation().orElseThrow().steps())
        .anyMatch(it -> it.startsWith("An IAM policy for instances with the tag env=prod: {"));
    assertThat(
            keeping(PathId.INSTANCE_CONNECT_ENDPOINT, DEMO, "build")
                .recommendation()
                .orElseThrow()
                .steps())
        .anySatisfy(it ->
            assertThat(it)
                .startsWith("An IAM policy for this instance: {")
                .contains("\"ec2-instance-connect:remotePort\":\"22\"", "ec2:DescribeInstances"));
  }

  /** A tag that the instance shares with others admits to those too, and to nobody else. */
  @Test
  void itIsScopedToATagOfTheInstance() {
    String policy = policy(keeping(PathId.SESSION_MANAGER, DEMO, "web"));
    DemoAccount account = withNewcomer(policy);
    Report report = new Check(List.of(), Set.of()).report(account.snapshot());
    List<InstanceReport> admitted =
        report.instances().stream()
            .filter(it ->
                it.paths().stream()
                    .anyMatch(p -> p.path() == PathId.SESSION_MANAGER && mayUse(report, p)))
            .toList();
    assertThat(admitted).isNotEmpty().hasSizeLessThan(report.instances().size() / 2);
    assertThat(admitted)
        .allSatisfy(it ->
            assertThat(it.tags().entrySet())
                .anyMatch(tag ->
                    policy.contains(
                        "\"ssm:resourceTag/" + tag.getKey() + "\":\"" + tag.getValue() + "\"")));
  }
}
