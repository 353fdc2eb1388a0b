package dev.loginpath.recording;

import dev.loginpath.report.PathId;
import dev.loginpath.report.RecordingReport;
import dev.loginpath.report.Requirement;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.snapshot.IamRole;
import dev.loginpath.snapshot.LogGroup;
import dev.loginpath.snapshot.NamedBucket;
import dev.loginpath.snapshot.NamedLogGroup;
import dev.loginpath.snapshot.NamedPolicy;
import dev.loginpath.snapshot.SessionDocument;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The demo account with other session preferences, other places for the log and other roles. */
record Recorded(DemoAccount account) {

  static final String BUCKET =
      "\"s3BucketName\":\"loginpath-demo-sessions\",\"s3KeyPrefix\":\"tokyo\"";
  static final String GROUP = "\"cloudWatchLogGroupName\":\"/ssm/sessions\"";

  static Recorded demo() {
    return new Recorded(DemoAccount.asItIs());
  }

  private static String document(String inputs) {
    return "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Standard_Stream\",\"inputs\":{"
        + inputs
        + "}}";
  }

  /** With these inputs in both versions of Tokyo's preferences. */
  Recorded preferring(String... inputs) {
    String all = document(String.join(",", inputs));
    return new Recorded(
        account
            .answer(
                DemoFolder.TOKYO,
                "ssm.defaultPreferences",
                new SessionDocument("SSM-SessionManagerRunShell", "$DEFAULT", all))
            .answer(
                DemoFolder.TOKYO,
                "ssm.latestPreferences",
                new SessionDocument("SSM-SessionManagerRunShell", "$LATEST", all)));
  }

  Recorded bucket(UnaryOperator<NamedBucket> change) {
    return new Recorded(
        account.change(
            DemoFolder.TOKYO,
            "logDestinations.buckets",
            (List<NamedBucket> all) -> all.stream().map(change).toList()));
  }

  Recorded group(UnaryOperator<Observed<LogGroup>> change) {
    return new Recorded(
        account.change(
            DemoFolder.TOKYO,
            "logDestinations.logGroups",
            (List<NamedLogGroup> all) ->
                all.stream()
                    .map(it -> new NamedLogGroup(it.name(), change.apply(it.logGroup())))
                    .toList()));
  }

  static <T> Observed<T> absent(Observed<T> before) {
    return new Observed.Absent<>(before.call());
  }

  static <T> Observed<T> denied(Observed<T> before) {
    return DemoAccount.unseen(before.call());
  }

  Recorded bucketPolicy(String policy) {
    return bucket(it ->
        new NamedBucket(
            it.name(),
            it.region(),
            it.encryption(),
            new Observed.Known<>(it.policy().call(), policy)));
  }

  /** The role of web without one of the inline policies that let it write the log. */
  Recorded webMayOnly(String... statements) {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    return new Recorded(
        account.iam(iam ->
            new AuthorizationDetails(
                iam.users(),
                iam.groups(),
                iam.roles().stream()
                    .map(it -> it.name().equals("web") ? with(it, policy) : it)
                    .toList(),
                iam.policies())));
  }

  private static IamRole with(IamRole role, String policy) {
    return DemoAccount.with(
        role, "inlinePolicies", List.of(new NamedPolicy("session-logs", policy)));
  }

  static String allow(String action, String resource) {
    return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}";
  }

  RecordingReport of(String name) {
    return account.path(name, PathId.SESSION_MANAGER).recording().orElseThrow();
  }

  String content(String name) {
    return of(name).content().word();
  }

  /** What became of a requirement, wherever it is in the tree. */
  static List<String> verdicts(RecordingReport recording, String id) {
    return all(recording.requirements())
        .filter(it -> it.id().equals(id))
        .map(it -> it.verdict().word())
        .toList();
  }

  private static Stream<Requirement> all(List<Requirement> requirements) {
    return requirements.stream().flatMap(it -> Stream.concat(Stream.of(it), all(it.children())));
  }
}
