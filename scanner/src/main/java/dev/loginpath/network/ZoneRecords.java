package dev.loginpath.network;

import dev.loginpath.snapshot.HostedZone;
import dev.loginpath.snapshot.HostedZoneRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a hosted zone answers for a name below it, as DNS looks it up. */
record ZoneRecords(String zone, List<HostedZoneRecord> records) {

  /** The name that AWS gives an interface endpoint; it begins with the endpoint's id. */
  private static final Pattern ENDPOINT =
      Pattern.compile("(?:\\*\\.)?(?:[a-z]+\\.)?(vpce-[0-9a-f]+)-[a-z0-9-]+\\..+\\.vpce\\..+");

  private static final Set<String> ADDRESSES = Set.of("A", "AAAA");
  private static final int LONGEST_CHAIN = 8;

  /** What stands at the end of a name. */
  sealed interface Target {
    record Endpoint(String id) implements Target {}

    record Address(String address) implements Target {}

    default String shown() {
      return switch (this) {
        case Endpoint endpoint -> "the endpoint " + endpoint.id();
        case Address address -> "the address " + address.address();
      };
    }
  }

  /** What the zone has for a name. */
  sealed interface Found {
    record Targets(List<Target> targets) implements Found {
      public Targets {
        targets = List.copyOf(targets);
      }
    }

    /** Another name, to be looked up anew. */
    record Name(String name) implements Found {}

    record None() implements Found {}

    /** What cannot be followed. */
    record Other(String why) implements Found {}
  }

  Found of(String name) {
    return of(name, 0);
  }

  private Found of(String name, int depth) {
    if (depth > LONGEST_CHAIN) {
      return new Found.Other("The names of a private zone lead on without end.");
    }
    boolean delegated =
        records.stream()
            .filter(it -> it.type().equals("NS") && !it.name().equals(zone))
            .anyMatch(it -> HostedZone.carries(it.name(), name));
    if (delegated) {
      return new Found.Other("A private zone delegates a name of AWS to name servers.");
    }
    List<HostedZoneRecord> here = matching(name);
    List<HostedZoneRecord> leading =
        here.stream()
            .filter(it -> ADDRESSES.contains(it.type()) || it.type().equals("CNAME"))
            .toList();
    if (leading.isEmpty()) {
      return new Found.None();
    }
    List<Found> found = new ArrayList<>();
    for (HostedZoneRecord each : leading) {
      Found one = each.aliasTarget().map(it -> alias(it, depth)).orElseGet(() -> plain(each));
      if (!found.contains(one)) {
        found.add(one);
      }
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    boolean chosen = leading.stream().anyMatch(it -> it.setIdentifier().isPresent());
    boolean ends = found.stream().allMatch(Found.Targets.class::isInstance);
    return chosen || !ends
        ? new Found.Other(
            "A private zone gives a name of AWS by several records, and which of them is not told.")
        : new Found.Targets(
            found.stream()
                .flatMap(
                    it -> it instanceof Found.Targets all ? all.targets().stream() : Stream.of())
                .distinct()
                .toList());
  }

  private static Found plain(HostedZoneRecord record) {
    if (record.type().equals("CNAME")) {
      return record.values().isEmpty()
          ? new Found.None()
          : new Found.Name(record.values().getFirst());
    }
    return record.values().isEmpty()
        ? new Found.None()
        : new Found.Targets(record.values().stream().<Target>map(Target.Address::new).toList());
  }

  /** Route 53 looks an alias up itself: in the same zone, or AWS's own name of a resource. */
  private Found alias(String target, int depth) {
    if (HostedZone.carries(zone, target) && !matching(target).isEmpty()) {
      return of(target, depth + 1);
    }
    return endpoint(target)
        .<Found>map(it -> new Found.Targets(List.of(it)))
        .orElseGet(() ->
            new Found.Other("A private zone leads a name of AWS to what is not an endpoint."));
  }

  /** The endpoint that a name of AWS's own is of. */
  static Optional<Target> endpoint(String name) {
    Matcher matcher = ENDPOINT.matcher(name);
    return matcher.matches()
        ? Optional.of(new Target.Endpoint(matcher.group(1)))
        : Optional.empty();
  }

  /** The records of the name, else those of the nearest wildcard above that nothing is between. */
  private List<HostedZoneRecord> matching(String name) {
    List<HostedZoneRecord> exact = named(name);
    if (!exact.isEmpty() || exists(name)) {
      return exact;
    }
    for (String above = name; !above.equals(zone); ) {
      int dot = above.indexOf('.');
      if (dot < 0) {
        break;
      }
      above = above.substring(dot + 1);
      List<HostedZoneRecord> wild = named("*." + above);
      if (!wild.isEmpty() || exists(above)) {
        return wild;
      }
    }
    return List.of();
  }

  private List<HostedZoneRecord> named(String name) {
    return records.stream().filter(it -> it.name().equals(name)).toList();
  }

  /** A name exists with everything that is below it. */
  private boolean exists(String name) {
    return records.stream().anyMatch(it -> HostedZone.carries(name, it.name()));
  }
}
