package dev.loginpath.host;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which types of bare metal have a serial console: all but those of a dated table. No Mac has one
 * yet; of one that the table does not know nothing is said.
 */
public final class MetalConsoles {

  private static final Table TABLE = read();

  private MetalConsoles() {}

  private record Table(String asOf, List<String> without) {}

  private static Table read() {
    String name = "metal-consoles.json";
    try (InputStream in = MetalConsoles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from this build");
      }
      return JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readValue(in.readAllBytes(), Table.class);
    } catch (IOException unreadable) {
      throw new IllegalStateException(name + " cannot be read", unreadable);
    }
  }

  /** When the table was compiled. */
  public static String asOf() {
    return TABLE.asOf();
  }

  /** As all types of bare metal are called. */
  public static boolean isMetal(String instanceType) {
    return instanceType.startsWith("metal", instanceType.indexOf('.') + 1);
  }

  /** Whether a type of bare metal has one; empty where the table does not tell. */
  public static Optional<Boolean> on(String instanceType) {
    if (TABLE.without().contains(instanceType)) {
      return Optional.of(false);
    }
    return instanceType.startsWith("mac") ? Optional.empty() : Optional.of(true);
  }
}
