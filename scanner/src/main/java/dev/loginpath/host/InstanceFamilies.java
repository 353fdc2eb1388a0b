package dev.loginpath.host;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * On what the virtual instances of each family run: a dated table for where the instance types were
 * not seen. A family younger than the table is not in it, and of bare metal it says nothing.
 */
public final class InstanceFamilies {

  private static final Table TABLE = read();

  private InstanceFamilies() {}

  private record Table(String asOf, List<String> nitro, List<String> xen) {}

  private static Table read() {
    String name = "instance-families.json";
    try (InputStream in = InstanceFamilies.class.getResourceAsStream(name)) {
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

  /** {@code nitro} or {@code xen}; empty where the table does not tell. */
  public static Optional<String> hypervisor(String instanceType) {
    int dot = instanceType.indexOf('.');
    if (dot < 0 || instanceType.startsWith("metal", dot + 1)) {
      return Optional.empty();
    }
    String family = instanceType.substring(0, dot);
    return TABLE.nitro().contains(family)
        ? Optional.of("nitro")
        : TABLE.xen().contains(family) ? Optional.of("xen") : Optional.empty();
  }
}
