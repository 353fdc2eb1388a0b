package dev.loginpath.file;

import dev.loginpath.file.UnusableFile.Problem;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;

/** A file of JSON, plain or gzipped, that anybody may have made or damaged. */
public final class JsonFile {

  /** More than any account needs; a snapshot of 10,000 instances has some ten. */
  private static final int MOST_MEBIBYTES = 512;

  /** JSON of AWS shrinks to a twentieth; what shrinks to a thousandth is made to fill memory. */
  private static final long MOST_GROWTH = 100;

  private static final long ALWAYS_READ = 16L << 20;

  private final Path path;
  private final byte[] bytes;

  private JsonFile(Path path, byte[] bytes) {
    this.path = path;
    this.bytes = bytes;
  }

  /**
   * What was read.
   *
   * @param unknown the members that this program does not know, as JSON pointers, in their order
   */
  public record Content<T>(T value, List<String> unknown) {
    public Content {
      unknown = List.copyOf(unknown);
    }
  }

  /** Reads the bytes of a file, and nothing of what they mean. */
  public static JsonFile open(Path path) throws UnusableFile {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes((MOST_MEBIBYTES << 20) + 1);
      if (bytes.length > MOST_MEBIBYTES << 20) {
        throw new UnusableFile(Problem.TOO_LARGE, path, Integer.toString(MOST_MEBIBYTES));
      }
      return new JsonFile(path, bytes);
    } catch (NoSuchFileException missing) {
      throw new UnusableFile(Problem.MISSING, path);
    } catch (IOException unreadable) {
      throw new UnusableFile(Problem.UNREADABLE, path, String.valueOf(unreadable.getMessage()));
    }
  }

  /**
   * The scalars that stand right under the root, by their names, as far as these are wanted; reads
   * no further than needed.
   */
  public Map<String, String> head(Set<String> wanted) throws UnusableFile {
    Map<String, String> found = new TreeMap<>();
    try (InputStream in = content();
        JsonParser parser = StrictJson.MAPPER.createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return found;
      }
      while (found.size() < wanted.size() && parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (wanted.contains(name) && value.isScalarValue()) {
          found.put(name, parser.getString());
        }
        parser.skipChildren();
      }
      return found;
    } catch (JacksonException | IOException broken) {
      throw broken(broken);
    }
  }

  /** Reads the whole file, and tells which member is not as it should be. */
  public <T> Content<T> as(Class<T> type) throws UnusableFile {
    Unknown unknown = new Unknown();
    ObjectReader reader = StrictJson.MAPPER.readerFor(type).withHandler(unknown);
    try (InputStream in = content()) {
      return new Content<>(reader.readValue(in), unknown.pointers);
    } catch (JacksonException | IOException broken) {
      throw broken(broken);
    }
  }

  /** The same of a tree that was read from this file and mended since. */
  public <T> Content<T> as(Class<T> type, JsonNode tree) throws UnusableFile {
    Unknown unknown = new Unknown();
    ObjectReader reader = StrictJson.MAPPER.readerFor(type).withHandler(unknown);
    try {
      return new Content<>(reader.readValue(tree), unknown.pointers);
    } catch (JacksonException broken) {
      throw broken(broken);
    }
  }

  /** The whole file as it stands. */
  public JsonNode tree() throws UnusableFile {
    try (InputStream in = content()) {
      return StrictJson.MAPPER.readTree(in);
    } catch (JacksonException | IOException broken) {
      throw broken(broken);
    }
  }

  private InputStream content() throws IOException {
    InputStream raw = new ByteArrayInputStream(bytes);
    boolean gzipped = bytes.length > 2 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
    return gzipped
        ? new Bounded(new GZIPInputStream(raw), Math.max(ALWAYS_READ, bytes.length * MOST_GROWTH))
        : raw;
  }

  private UnusableFile broken(Exception broken) {
    if (broken instanceof Bounded.Exceeded || broken.getCause() instanceof Bounded.Exceeded) {
      return new UnusableFile(Problem.TOO_LARGE, path, Integer.toString(MOST_MEBIBYTES));
    }
    if (isOfGzip(broken) || isOfGzip(broken.getCause())) {
      return new UnusableFile(Problem.BROKEN_GZIP, path);
    }
    if (broken instanceof StreamReadException unreadable) {
      TokenStreamLocation at = unreadable.getLocation();
      boolean begun = at != null && (at.getLineNr() > 1 || at.getColumnNr() > 2);
      return begun
          ? new UnusableFile(
              Problem.CUT_OFF,
              path,
              Integer.toString(at.getLineNr()),
              Integer.toString(at.getColumnNr()))
          : new UnusableFile(Problem.NO_JSON, path);
    }
    if (broken instanceof JacksonException member && member.getPath() != null) {
      return StrictJson.unusable(path, member);
    }
    return new UnusableFile(Problem.NO_JSON, path);
  }

  /** Jackson tells otherwise of text that ends early; these come from below it. */
  private static boolean isOfGzip(@Nullable Throwable broken) {
    return broken instanceof EOFException || broken instanceof ZipException;
  }

  /** Passes over members that nothing knows, and keeps where they stand. */
  private static final class Unknown extends DeserializationProblemHandler {

    final List<String> pointers = new ArrayList<>();

    @Override
    public boolean handleUnknownProperty(
        DeserializationContext context,
        JsonParser parser,
        ValueDeserializer<?> deserializer,
        Object bean,
        String name) {
      pointers.add(parser.streamReadContext().pathAsPointer().toString());
      parser.skipChildren();
      return true;
    }
  }
}
