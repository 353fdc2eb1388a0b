package dev.loginpath.simulator.folder;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An operation as a file names it: in the API's spelling, the command line's or Python's, with or
 * without its service.
 *
 * @param operation lower case, no separators
 */
record OperationName(Service service, String operation) {

  /** What people call a service, and what AWS's own tools do, longest first. */
  private static final Map<String, Service> SPELLINGS = spellings();

  private static Map<String, Service> spellings() {
    Map<String, Service> spellings =
        new TreeMap<>(
            Comparator.comparingInt(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    for (Service service : Service.values()) {
      service.spellings().forEach(it -> spellings.put(squashed(it), service));
    }
    return spellings;
  }

  static String squashed(String name) {
    return name.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
  }

  /**
   * @param inside the service in whose folder the file lies
   */
  static Optional<OperationName> read(Optional<Service> inside, String name) {
    String squashed = squashed(name);
    Optional<OperationName> alone =
        inside.flatMap(it ->
            it.hasOperation(squashed)
                ? Optional.of(new OperationName(it, squashed))
                : Optional.empty());
    if (alone.isPresent()) {
      return alone;
    }
    Optional<OperationName> prefixed =
        SPELLINGS.entrySet().stream()
            .filter(it -> inside.isEmpty() || it.getValue() == inside.get())
            .filter(it -> squashed.startsWith(it.getKey()))
            .map(it -> new OperationName(it.getValue(), squashed.substring(it.getKey().length())))
            .filter(it -> it.service().hasOperation(it.operation()))
            .findFirst();
    if (prefixed.isPresent() || inside.isPresent()) {
      return prefixed;
    }
    List<Service> offering =
        Arrays.stream(Service.values()).filter(it -> it.hasOperation(squashed)).toList();
    return offering.size() == 1
        ? Optional.of(new OperationName(offering.getFirst(), squashed))
        : Optional.empty();
  }

  /** Whether the name begins with a service that is known, whatever follows. */
  static boolean beginsWithAService(String name) {
    int end = name.indexOf('-');
    return end > 0 && SPELLINGS.containsKey(squashed(name.substring(0, end)));
  }
}
