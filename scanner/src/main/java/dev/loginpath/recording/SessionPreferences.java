package dev.loginpath.recording;

import dev.loginpath.snapshot.SessionDocument;
import dev.loginpath.snapshot.SsmSnapshot;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where a region's Session Manager preferences send the log of a session. See <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html">the
 * document's schema</a>.
 *
 * @param logging the inputs that name a destination or how it is written to
 */
public record SessionPreferences(SortedMap<String, String> logging) {

  private static final List<String> DESTINATIONS =
      List.of("s3BucketName", "cloudWatchLogGroupName");

  /** Reads a document; empty where its content is not the JSON of a session document. */
  private static Optional<SessionPreferences> of(SessionDocument document) {
    return document
        .inputs()
        .map(inputs -> {
          SortedMap<String, String> logging = new TreeMap<>(inputs);
          logging.keySet().removeIf(it -> !it.startsWith("s3") && !it.startsWith("cloudWatch"));
          return new SessionPreferences(logging);
        });
  }

  private Stream<String> destinations() {
    return DESTINATIONS.stream()
        .map(it -> logging.getOrDefault(it, ""))
        .filter(it -> !it.isEmpty());
  }

  /**
   * Whether sessions of the region are recorded. Both versions of the document count: a session
   * names none, and clients have been seen to run the latest.
   */
  public static Verdict recorded(SsmSnapshot ssm) {
    return recorded(ssm.defaultPreferences(), ssm.latestPreferences());
  }

  /** Whether sessions with a document are recorded, from both of its versions. */
  static Verdict recorded(
      Observed<SessionDocument> defaultVersion, Observed<SessionDocument> latestVersion) {
    if (defaultVersion instanceof Observed.Absent<SessionDocument> none
        && latestVersion instanceof Observed.Absent<SessionDocument>) {
      return Verdict.notMet(
          none.call(), "there are no session preferences, so that nothing is recorded");
    }
    for (Observed<SessionDocument> version : List.of(defaultVersion, latestVersion)) {
      if (version instanceof Observed.Unseen<SessionDocument> unseen) {
        return Verdict.unknown(unseen);
      }
    }
    Optional<SessionPreferences> standard = read(defaultVersion);
    Optional<SessionPreferences> latest = read(latestVersion);
    Call call = defaultVersion.call();
    if (standard.isEmpty() || latest.isEmpty()) {
      return Verdict.unknown(
          call,
          "a version of the document is absent or is not the JSON of a session document",
          "The session preferences cannot be read.");
    }
    if (!standard.get().equals(latest.get())) {
      return Verdict.unknown(
          call,
          "$DEFAULT logs with "
              + standard.get().logging()
              + ", $LATEST with "
              + latest.get().logging(),
          "The versions $DEFAULT and $LATEST of the session preferences log differently, and either"
              + " may be used.");
    }
    return standard.get().verdict(call);
  }

  private static Optional<SessionPreferences> read(Observed<SessionDocument> version) {
    return version instanceof Observed.Known<SessionDocument> known
        ? of(known.value())
        : Optional.empty();
  }

  private Verdict verdict(Call call) {
    List<String> fixed = destinations().filter(it -> !it.contains("{{")).toList();
    if (!fixed.isEmpty()) {
      return Verdict.met(call, "sessions are logged to " + String.join(" and ", fixed));
    }
    if (destinations().findAny().isPresent()) {
      return Verdict.unknown(
          call,
          "the destination is " + String.join(" and ", destinations().toList()),
          "The session preferences leave the log's destination to the caller.");
    }
    return Verdict.notMet(call, "the preferences name neither a bucket nor a log group");
  }
}
