package dev.loginpath.host;

import java.util.List;
import java.util.Optional;

/**
 * Which types of bare metal have a serial console: all but those of a dated table. No Mac has one
 * yet; of one that the table does not know nothing is said.
 */
public final class MetalConsoles {

  private static final Table TABLE = SupportTables.read("metal-consoles.json", Table.class);

  private MetalConsoles() {}

  private record Table(String asOf, List<String> without) {}

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
