package dev.loginpath.host;

import java.util.List;
import java.util.Optional;

/**
 * On what the virtual instances of each family run: a dated table for where the instance types were
 * not seen. A family younger than the table is not in it, and of bare metal it says nothing.
 */
public final class InstanceFamilies {

  private static final Table TABLE = SupportTables.read("instance-families.json", Table.class);

  private InstanceFamilies() {}

  private record Table(String asOf, List<String> nitro, List<String> xen) {}

  /** When the table was compiled. */
  public static String asOf() {
    return TABLE.asOf();
  }

  /** {@code nitro} or {@code xen}; empty where the table does not tell. */
  public static Optional<String> hypervisor(String instanceType) {
    int dot = instanceType.indexOf('.');
    if (dot < 0 || MetalConsoles.isMetal(instanceType)) {
      return Optional.empty();
    }
    String family = instanceType.substring(0, dot);
    return TABLE.nitro().contains(family)
        ? Optional.of("nitro")
        : TABLE.xen().contains(family) ? Optional.of("xen") : Optional.empty();
  }
}
