package dev.loginpath.snapshot;

import dev.loginpath.render.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Saves a snapshot as gzipped JSON and loads it again. The same snapshot gives the same bytes: the
 * gzip header carries no time. A file appears whole or not at all.
 */
public final class SnapshotFile {

  private static final String FORMAT = "loginpath-snapshot";

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private SnapshotFile() {}

  private record Envelope(String format, int schemaVersion, AccountSnapshot snapshot) {}

  /** A file that cannot be used as a snapshot; the message is one line for the user. */
  public static final class UnusableException extends Exception {
    public UnusableException(String message) {
      super(message);
    }
  }

  public static void save(AccountSnapshot snapshot, Path file) throws IOException {
    WholeFile.write(
        file,
        out -> {
          GZIPOutputStream gzip = new GZIPOutputStream(out);
          gzip.write(
              JSON.writeValueAsBytes(
                  new Envelope(FORMAT, AccountSnapshot.SCHEMA_VERSION, snapshot)));
          gzip.finish();
        });
  }

  /** Reads a snapshot; plain JSON is read as well as gzipped. */
  public static AccountSnapshot load(Path file) throws UnusableException {
    JsonNode tree = tree(file);
    if (!tree.path("format").asString("").equals(FORMAT)) {
      throw new UnusableException(
          file + " is not a Loginpath snapshot; make one with: loginpath collect --out " + file);
    }
    int version = tree.path("schemaVersion").asInt(0);
    if (version > AccountSnapshot.SCHEMA_VERSION) {
      throw new UnusableException(
          file
              + " was written by a newer Loginpath (snapshot format "
              + version
              + ", this program reads up to "
              + AccountSnapshot.SCHEMA_VERSION
              + "); update Loginpath or collect again");
    }
    if (version < AccountSnapshot.SCHEMA_VERSION) {
      throw new UnusableException(
          file
              + " was written by an older Loginpath (snapshot format "
              + version
              + ", this program reads "
              + AccountSnapshot.SCHEMA_VERSION
              + "); collect again");
    }
    try {
      return JSON.treeToValue(tree.path("snapshot"), AccountSnapshot.class);
    } catch (JacksonException | NullPointerException | IllegalArgumentException broken) {
      throw new UnusableException(
          file + " is damaged: its content is not that of a snapshot; collect again");
    }
  }

  private static JsonNode tree(Path file) throws UnusableException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readAllBytes();
      boolean gzipped = bytes.length > 2 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
      if (!gzipped) {
        return JSON.readTree(bytes);
      }
      try (InputStream json = new GZIPInputStream(new java.io.ByteArrayInputStream(bytes))) {
        return JSON.readTree(json);
      }
    } catch (NoSuchFileException missing) {
      throw new UnusableException(file + " does not exist");
    } catch (ZipException | java.io.EOFException | JacksonException broken) {
      throw new UnusableException(file + " is damaged: it is neither gzipped nor plain JSON");
    } catch (IOException unreadable) {
      throw new UnusableException(file + " cannot be read: " + unreadable.getMessage());
    }
  }
}
