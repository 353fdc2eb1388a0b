package dev.loginpath.advice;

import dev.loginpath.recording.Recordings;
import dev.loginpath.recording.SessionPreferences;
import dev.loginpath.snapshot.LogGroup;
import dev.loginpath.snapshot.NamedLogGroup;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.SessionDocument;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What to do so that the Session Manager sessions of a region are recorded in a log group. See <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-preferences-cli.html">preferences
 * by the command line</a>.
 */
public final class RecordedSessions {

  private static final String DOCUMENT = "SSM-SessionManagerRunShell";
  private static final String FILE = "preferences.json";
  private static final String GROUP_INPUT = "cloudWatchLogGroupName";
  private static final String ENCRYPTION_INPUT = "cloudWatchEncryptionEnabled";
  private static final String STREAMING_INPUT = "cloudWatchStreamingEnabled";
  private static final String NEW_GROUP = "/ssm/sessions";

  /** Beyond it a document is not repeated with the steps of every instance. */
  private static final int LONGEST = 8_000;

  /** What a log group may be called, but for names that a command line would read as more. */
  private static final Pattern PLAIN_GROUP =
      Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./#-]{0,511}");

  private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

  /**
   * A member that stands there twice is refused: nobody knows which of them counts. What is not
   * ASCII is escaped, so that no renderer has to leave out something that a terminal would obey.
   */
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                  .build())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter().withObjectIndenter(INDENTER).withArrayIndenter(INDENTER))
          .build();

  private final String partition;
  private final String account;
  private final RegionSnapshot region;

  public RecordedSessions(String partition, String account, RegionSnapshot region) {
    this.partition = partition;
    this.account = account;
    this.region = region;
  }

  /** In order; an update replaces a document, so that one that was not seen is looked at first. */
  public List<String> steps() {
    Observed<SessionDocument> standard = region.ssm().defaultPreferences();
    Observed<SessionDocument> latest = region.ssm().latestPreferences();
    if (standard instanceof Observed.Unseen<?> || latest instanceof Observed.Unseen<?>) {
      return List.of(
          "Look first at the session preferences, which were not seen: "
              + read("$DEFAULT")
              + " and the same with '$LATEST'; an update would replace what they say.");
    }
    if (standard instanceof Observed.Absent<?> && latest instanceof Observed.Absent<?>) {
      return created();
    }
    if (SessionPreferences.recorded(region.ssm()) instanceof Verdict.Met) {
      Verdict whole = Recordings.ofRegion(region);
      if (!(whole instanceof Verdict.NotMet)) {
        return List.of(
            whole instanceof Verdict.Met
                ? "The session preferences name a destination: leave them as they are."
                : "The session preferences name a destination that was not seen: look first whether"
                    + " it is there and encrypted as they demand.");
      }
    }
    return changed(standard, latest);
  }

  private List<String> created() {
    ObjectNode document = JSON.createObjectNode();
    document.put("schemaVersion", "1.0");
    document.put("description", "Document to hold regional settings for Session Manager");
    document.put("sessionType", "Standard_Stream");
    log(document.putObject("inputs"), NEW_GROUP);
    List<String> steps = new ArrayList<>();
    makeGroup(NEW_GROUP, steps);
    steps.add(content(write(document)));
    steps.add(
        ssm("create-document")
            + " --document-type Session --document-format JSON --content file://"
            + FILE);
    steps.add(role(NEW_GROUP));
    return steps;
  }

  private List<String> changed(
      Observed<SessionDocument> standard, Observed<SessionDocument> latest) {
    Optional<ObjectNode> before = json(latest);
    String group =
        before
            .map(it -> it.path("inputs").path(GROUP_INPUT).asString("").strip())
            .filter(it -> PLAIN_GROUP.matcher(it).matches())
            .orElse(NEW_GROUP);
    List<String> steps = new ArrayList<>();
    makeGroup(group, steps);
    Optional<ObjectNode> after = before.map(it -> logging(it, group));
    if (after.isPresent() && after.equals(before)) {
      // AWS refuses an update that changes nothing; the version is there, and is not the default.
      steps.add(
          "$LATEST names the log group already: see its number, "
              + ssm("describe-document")
              + " --query Document.LatestVersion --output text");
      steps.add(makeDefault("that number"));
      steps.add(role(group));
      return steps;
    }
    Optional<String> text = after.map(RecordedSessions::write);
    if (text.isPresent() && text.get().length() <= LONGEST) {
      if (!json(standard).equals(before)) {
        steps.add(
            "$DEFAULT and $LATEST differ, and the new version follows $LATEST: see that nothing of"
                + " $DEFAULT is lost by it, "
                + read("$DEFAULT"));
      }
      steps.add(content(text.get()));
    } else {
      steps.add(
          "Edit the preferences by hand, for they are not the JSON of a session document or too"
              + " long to be shown here: "
              + read("$LATEST")
              + " > "
              + FILE
              + ", and set in its inputs "
              + write(log(JSON.createObjectNode(), group)).replaceAll("\\s+", " "));
    }
    if (!hasKey(group)
        && before
            .map(it -> it.path("inputs").path(ENCRYPTION_INPUT).asBoolean(false))
            .orElse(false)) {
      steps.add(
          "The preferences demand an encrypted log group, and "
              + group
              + " has no key of KMS. To keep the demand, leave "
              + ENCRYPTION_INPUT
              + " true and give it one: aws logs associate-kms-key --region "
              + region.name()
              + " --log-group-name "
              + group
              + " --kms-key-id <ARN of a key that CloudWatch Logs may use>");
    }
    steps.add(
        ssm("update-document")
            + " --document-version '$LATEST' --document-format JSON --content file://"
            + FILE);
    steps.add(makeDefault("the version that the update answers"));
    steps.add(role(group));
    return steps;
  }

  /** Empty where it is not an object with inputs: a guess would drop what it says. */
  private static Optional<ObjectNode> json(Observed<SessionDocument> version) {
    if (!(version instanceof Observed.Known<SessionDocument> known)) {
      return Optional.empty();
    }
    try {
      JsonNode document = JSON.readTree(known.value().content());
      return document instanceof ObjectNode object && object.path("inputs").isObject()
          ? Optional.of(object)
          : Optional.empty();
    } catch (JacksonException unreadable) {
      return Optional.empty();
    }
  }

  private ObjectNode logging(ObjectNode before, String group) {
    ObjectNode after = before.deepCopy();
    log((ObjectNode) after.path("inputs"), group);
    return after;
  }

  private ObjectNode log(ObjectNode inputs, String group) {
    inputs.put(GROUP_INPUT, group);
    if (!hasKey(group)) {
      // No log reaches a group without a key where encryption is demanded.
      inputs.put(ENCRYPTION_INPUT, false);
    }
    inputs.put(STREAMING_INPUT, true);
    return inputs;
  }

  private Optional<LogGroup> seen(String group) {
    return region.logDestinations().logGroups().stream()
        .filter(it -> it.name().equals(group))
        .map(NamedLogGroup::logGroup)
        .filter(Observed.Known.class::isInstance)
        .map(it -> ((Observed.Known<LogGroup>) it).value())
        .findFirst();
  }

  private boolean hasKey(String group) {
    return seen(group).flatMap(LogGroup::kmsKeyId).isPresent();
  }

  private void makeGroup(String group, List<String> steps) {
    if (seen(group).isEmpty()) {
      steps.add(
          "aws logs create-log-group --region " + region.name() + " --log-group-name " + group);
    }
  }

  private static String write(ObjectNode document) {
    // The one control character that is ASCII and that JSON leaves as it is.
    return JSON.writeValueAsString(document).replace("\u007f", "\\u007f");
  }

  private static String content(String json) {
    return "Write this to " + FILE + ":\n" + json;
  }

  private String ssm(String command) {
    return "aws ssm " + command + " --region " + region.name() + " --name " + DOCUMENT;
  }

  private String read(String version) {
    return ssm("get-document")
        + " --document-version '"
        + version
        + "' --document-format JSON --query Content --output text";
  }

  /** Only a number is taken here, no {@code $LATEST}; without it {@code $DEFAULT} stays old. */
  private String makeDefault(String version) {
    return ssm("update-document-default-version") + " --document-version <" + version + ">";
  }

  private String role(String group) {
    return "Let the role of each instance write there: logs:CreateLogStream, logs:PutLogEvents and"
        + " logs:DescribeLogStreams on arn:"
        + partition
        + ":logs:"
        + region.name()
        + ":"
        + account
        + ":log-group:"
        + group
        + ":*, and logs:DescribeLogGroups on *";
  }
}
