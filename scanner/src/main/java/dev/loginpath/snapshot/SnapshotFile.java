package dev.loginpath.snapshot;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import dev.loginpath.file.JsonFile;
import dev.loginpath.file.Readers;
import dev.loginpath.file.UnusableFile;
import dev.loginpath.file.UnusableFile.Problem;
import dev.loginpath.file.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Saves a snapshot as gzipped JSON and loads it again. The same snapshot gives the same bytes: the
 * gzip header carries no time. A file appears whole or not at all, and only its owner may read it.
 */
public final class SnapshotFile {

  private static final String FORMAT = "loginpath-snapshot";

  /** What records work out from their components is not theirs to keep. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultVisibility(it -> it.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
          .build();

  private SnapshotFile() {}

  private record Saved(String format, String schemaVersion, AccountSnapshot snapshot) {}

  /** What is read again; the version was looked at before, and was once a number. */
  private record Envelope(String format, JsonNode schemaVersion, AccountSnapshot snapshot) {}

  public static void save(AccountSnapshot snapshot, Path file) throws IOException {
    WholeFile.write(
        file,
        Readers.OWNER,
        out -> {
          GZIPOutputStream gzip = new GZIPOutputStream(out);
          gzip.write(
              JSON.writeValueAsBytes(
                  new Saved(FORMAT, SnapshotVersion.CURRENT.toString(), snapshot)));
          gzip.finish();
        });
  }

  /** Whether a file says of itself that it is a snapshot, of whatever version or state. */
  public static boolean isOne(Path file) {
    try {
      return FORMAT.equals(JsonFile.open(file).head(Set.of("format")).get("format"));
    } catch (UnusableFile other) {
      return false;
    }
  }

  /** Reads a snapshot; plain JSON is read as well as gzipped. */
  public static AccountSnapshot load(Path file) throws UnusableFile {
    return content(file).value();
  }

  /** The same, with the members that a newer program wrote and this one passes over. */
  public static JsonFile.Content<AccountSnapshot> content(Path path) throws UnusableFile {
    JsonFile file = JsonFile.open(path);
    Map<String, String> head = file.head(Set.of("format", "schemaVersion"));
    if (!FORMAT.equals(head.get("format"))) {
      throw new UnusableFile(Problem.NO_SNAPSHOT, path);
    }
    SnapshotVersion version =
        SnapshotVersion.parse(head.getOrDefault("schemaVersion", ""))
            .orElseThrow(() ->
                new UnusableFile(
                    head.containsKey("schemaVersion") ? Problem.WRONG_MEMBER : Problem.LACKS_MEMBER,
                    path,
                    "/schemaVersion"));
    if (version.major() > SnapshotVersion.CURRENT.major()) {
      throw new UnusableFile(
          Problem.TOO_NEW, path, version.toString(), SnapshotVersion.CURRENT.toString());
    }
    if (version.compareTo(SnapshotVersion.OLDEST) < 0) {
      throw new UnusableFile(
          Problem.TOO_OLD, path, version.toString(), SnapshotVersion.OLDEST.toString());
    }
    // Up to 4.0 a snapshot held more than it was read for.
    boolean older = version.compareTo(SnapshotVersion.CURRENT) < 0;
    JsonFile.Content<Envelope> envelope =
        older ? file.as(Envelope.class, completed(file.tree(), version)) : file.as(Envelope.class);
    return new JsonFile.Content<>(
        envelope.value().snapshot(), older ? List.of() : envelope.unknown());
  }

  private static JsonNode completed(JsonNode envelope, SnapshotVersion version) {
    if (envelope.path("snapshot") instanceof ObjectNode snapshot) {
      new OlderSnapshot(version).complete(snapshot);
    }
    return envelope;
  }
}
