package dev.loginpath.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Finding;
import dev.loginpath.report.FindingStatus;
import dev.loginpath.report.PathId;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.snapshot.LogGroup;
import dev.loginpath.snapshot.NamedLogGroup;
import dev.loginpath.snapshot.NamedPolicy;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.SessionDocument;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that make a region's sessions recorded. */
class RecordedSessionsTest {

  private static final DemoAccount DEMO =
      DemoAccount.asItIs()
          .absent(DemoFolder.VIRGINIA, "ssm.defaultPreferences")
          .absent(DemoFolder.VIRGINIA, "ssm.latestPreferences");
  private static final String NAME = "SSM-SessionManagerRunShell";
  private static final String COMMON = " --region us-east-1 --name " + NAME;
  private static final String UPDATE =
      "aws ssm update-document"
          + COMMON
          + " --document-version '$LATEST' --document-format JSON --content"
          + " file://preferences.json";
  private static final String MAKE_DEFAULT =
      "aws ssm update-document-default-version"
          + COMMON
          + " --document-version <the version that the update answers>";

  private static List<String> steps(DemoAccount account) {
    RegionSnapshot virginia =
        account.snapshot().regions().stream()
            .filter(it -> it.name().equals(DemoFolder.VIRGINIA))
            .findFirst()
            .orElseThrow();
    return new RecordedSessions("aws", DemoFolder.ACCOUNT, virginia).steps();
  }

  /** With this content in both versions. */
  private static DemoAccount holding(String content) {
    return holding(content, content);
  }

  private static DemoAccount holding(String standard, String latest) {
    return DEMO.answer(
            DemoFolder.VIRGINIA,
            "ssm.defaultPreferences",
            new SessionDocument(NAME, "$DEFAULT", standard))
        .answer(
            DemoFolder.VIRGINIA,
            "ssm.latestPreferences",
            new SessionDocument(NAME, "$LATEST", latest));
  }

  private static String document(String inputs) {
    return "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Standard_Stream\",\"inputs\":{"
        + inputs
        + "}}";
  }

  private static String content(List<String> steps) {
    String begin = "Write this to preferences.json:\n";
    return steps.stream()
        .filter(it -> it.startsWith(begin))
        .map(it -> it.substring(begin.length()))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode inputs(List<String> steps) {
    return new JsonMapper().readTree(content(steps)).path("inputs");
  }

  private static List<Finding> violations(DemoAccount account) {
    return account.report().findings().stream()
        .filter(it -> it.rule().equals("sessions-are-recorded"))
        .filter(it -> it.region().equals(DemoFolder.VIRGINIA))
        .filter(it -> it.status() == FindingStatus.VIOLATION)
        .toList();
  }

  /** The account after all steps: the preferences, the log group and the rights of the roles. */
  private static DemoAccount obeying(List<String> steps) {
    return mayWrite(withGroup(holding(content(steps)), "/ssm/sessions"));
  }

  private static DemoAccount withGroup(DemoAccount account, String name) {
    Call call = new Call("logs:DescribeLogGroups", DemoFolder.VIRGINIA, name);
    String arn = "arn:aws:logs:us-east-1:" + DemoFolder.ACCOUNT + ":log-group:" + name;
    LogGroup group = new LogGroup(name, arn, Optional.empty(), Optional.empty());
    return account.change(
        DemoFolder.VIRGINIA,
        "logDestinations.logGroups",
        (List<NamedLogGroup> none) ->
            List.of(new NamedLogGroup(name, new Observed.Known<>(call, group))));
  }

  private static DemoAccount mayWrite(DemoAccount account) {
    String group = "arn:aws:logs:us-east-1:" + DemoFolder.ACCOUNT + ":log-group:/ssm/sessions:*";
    String policy =
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Resource": "%s", "Action":
            ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]},
          {"Effect": "Allow", "Resource": "*", "Action": "logs:DescribeLogGroups"}]}
        """
            .formatted(group);
    return account.iam(iam ->
        new AuthorizationDetails(
            iam.users(),
            iam.groups(),
            iam.roles().stream()
                .map(it ->
                    it.name().equals("app")
                            || it.name().equals("AWSSystemsManagerDefaultEC2InstanceManagementRole")
                        ? DemoAccount.with(
                            it, "inlinePolicies", List.of(new NamedPolicy("log", policy)))
                        : it)
                .toList(),
            iam.policies()));
  }

  @Test
  void absentPreferencesAreCreatedAsAWholeDocument() {
    List<String> steps = steps(DEMO);
    assertThat(steps)
        .hasSize(4)
        .startsWith("aws logs create-log-group --region us-east-1 --log-group-name /ssm/sessions")
        .contains(
            "aws ssm create-document"
                + COMMON
                + " --document-type Session --document-format JSON --content"
                + " file://preferences.json");
    assertThat(content(steps))
        .isEqualTo(
            """
            {
              "schemaVersion" : "1.0",
              "description" : "Document to hold regional settings for Session Manager",
              "sessionType" : "Standard_Stream",
              "inputs" : {
                "cloudWatchLogGroupName" : "/ssm/sessions",
                "cloudWatchEncryptionEnabled" : false,
                "cloudWatchStreamingEnabled" : true
              }
            }\
            """);
    assertThat(steps.getLast())
        .contains(
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "logs:DescribeLogStreams",
            "arn:aws:logs:us-east-1:111122223333:log-group:/ssm/sessions:*",
            "logs:DescribeLogGroups on *");
    assertThat(violations(DEMO)).isNotEmpty();
    assertThat(violations(obeying(steps))).isEmpty();
  }

  @Test
  void existingPreferencesKeepEverythingElseAndTheNewVersionBecomesTheDefault() {
    DemoAccount before =
        holding(document("\"s3BucketName\":\"\",\"runAsEnabled\":true,\"kmsKeyId\":\"alias/a\""));
    List<String> steps = steps(before);
    assertThat(steps).containsSubsequence(UPDATE, MAKE_DEFAULT);
    assertThat(inputs(steps).propertyNames())
        .containsExactly(
            "s3BucketName",
            "runAsEnabled",
            "kmsKeyId",
            "cloudWatchLogGroupName",
            "cloudWatchEncryptionEnabled",
            "cloudWatchStreamingEnabled");
    assertThat(inputs(steps).path("runAsEnabled").asBoolean()).isTrue();
    assertThat(violations(before)).isNotEmpty();
    assertThat(violations(obeying(steps))).isEmpty();
  }

  @Test
  void aDemandForEncryptionIsNotDroppedSilently() {
    List<String> steps = steps(holding(document("\"cloudWatchEncryptionEnabled\":true")));
    assertThat(inputs(steps).path("cloudWatchEncryptionEnabled").asBoolean(true)).isFalse();
    assertThat(steps).anyMatch(it -> it.contains("aws logs associate-kms-key"));
  }

  @Test
  void aLatestVersionThatLogsAlreadyOnlyBecomesTheDefault() {
    String logging = content(steps(DEMO));
    List<String> steps = steps(holding(document("\"s3BucketName\":\"\""), logging));
    assertThat(steps)
        .noneMatch(it -> it.contains("aws ssm update-document "))
        .anyMatch(it -> it.contains("--query Document.LatestVersion"))
        .anyMatch(it -> it.startsWith("aws ssm update-document-default-version"));
  }

  @Test
  void versionsThatDifferAreToBeCompared() {
    List<String> steps =
        steps(holding(document("\"s3BucketName\":\"one\""), document("\"runAsEnabled\":true")));
    assertThat(steps).anyMatch(it -> it.contains("$DEFAULT and $LATEST differ"));
    assertThat(inputs(steps).path("runAsEnabled").asBoolean()).isTrue();
  }

  @Test
  void whatCannotBeReadOrIsVeryLongIsEditedByHand() {
    for (String content :
        List.of(
            "inputs: {}",
            "[]",
            "{\"inputs\":[]}",
            "{\"inputs\":{},\"inputs\":{}}",
            document("\"shellProfile\":{\"linux\":\"" + "x".repeat(9_000) + "\"}"))) {
      List<String> steps = steps(holding(content));
      assertThat(steps)
          .as(content)
          .noneMatch(it -> it.startsWith("Write this"))
          .anyMatch(it -> it.contains("by hand") && it.contains("\"/ssm/sessions\""))
          .containsSubsequence(UPDATE, MAKE_DEFAULT)
          .allMatch(it -> it.length() < 1_000);
    }
  }

  @Test
  void aDocumentCannotSpeakInACommandOrToATerminal() {
    for (String name : List.of("; rm -rf ~", "$(id)", "--cli-input-json", "#", "a\\nb", "{{g}}")) {
      String latest = document("\"cloudWatchLogGroupName\":\"" + name + "\"");
      assertThat(steps(holding(document(""), latest)))
          .as(name)
          .filteredOn(it -> it.startsWith("aws "))
          .contains("aws logs create-log-group --region us-east-1 --log-group-name /ssm/sessions")
          .noneMatch(it -> it.contains(name));
    }
    String content = content(steps(holding(document("\"x\":\"\u009b31m\u202eevil\u007f\""))));
    assertThat(content).matches("[\\n -~]+").contains("\\u007f");
    assertThat(new JsonMapper().readTree(content).path("inputs").path("x").asString())
        .isEqualTo("\u009b31m\u202eevil\u007f");
  }

  @Test
  void aNameThatIsThereIsKept() {
    assertThat(
            steps(
                holding(
                    document("\"cloudWatchLogGroupName\":\"/own/log\""),
                    document("\"cloudWatchLogGroupName\":\"/own/log\",\"s3BucketName\":\"b\""))))
        .contains("aws logs create-log-group --region us-east-1 --log-group-name /own/log");
  }

  @Test
  void preferencesThatWereNotSeenAreLookedAtFirst() {
    for (String version : List.of("ssm.defaultPreferences", "ssm.latestPreferences")) {
      assertThat(steps(DEMO.denied(DemoFolder.VIRGINIA, version)))
          .singleElement()
          .asString()
          .startsWith("Look first")
          .contains("aws ssm get-document" + COMMON + " --document-version '$DEFAULT'");
    }
  }

  @Test
  void preferencesThatLogAreLeftAlone() {
    DemoAccount logging = holding(document("\"cloudWatchLogGroupName\":\"/own/log\""));
    assertThat(steps(withGroup(logging, "/own/log")))
        .singleElement()
        .asString()
        .contains("leave them as they are");
    assertThat(steps(logging)).singleElement().asString().contains("was not seen: look first");
  }

  /** The same steps stand with an instance that is to be kept on Session Manager. */
  @Test
  void theAdviceOfAnInstanceHasThemToo() {
    assertThat(
            DEMO.report().instances().stream()
                .filter(it -> it.region().equals(DemoFolder.VIRGINIA))
                .flatMap(it -> it.recommendation().stream())
                .filter(it -> it.path() == PathId.SESSION_MANAGER))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.steps()).containsAll(steps(DEMO)));
  }
}
