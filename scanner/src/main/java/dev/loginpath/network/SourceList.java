package dev.loginpath.network;

import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.snapshot.GroupRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The sources of a way as the report lists them: each range with what lets it in. */
final class SourceList {

  private SourceList() {}

  static List<Source> of(AddressReach reach) {
    List<Source> sources = new ArrayList<>();
    Optional<String> address = Optional.of(reach.address());
    for (AddressReach.Entry entry : reach.entries()) {
      if (entry.rule().map(GroupRule::peer).orElse(null) instanceof GroupRule.Group group) {
        List<String> via = via(entry.addresses(), List.of(entry), reach.door().hops());
        sources.add(new Source(SourceKind.SECURITY_GROUP, group.groupId(), address, via));
      }
    }
    List<AddressReach.Entry> ranges =
        reach.entries().stream()
            .filter(it -> !(it.rule().map(GroupRule::peer).orElse(null) instanceof GroupRule.Group))
            .toList();
    List<String> cidrs = reach.door().shown().cidrs();
    Overlaps overlaps = new Overlaps(cidrs);
    ranges.forEach(it -> overlaps.put(it.addresses(), it.hop()));
    reach.door().hops().forEach(it -> overlaps.put(it.addresses(), it.label()));
    for (int i = 0; i < cidrs.size(); i++) {
      sources.add(new Source(reach.door().kind(), cidrs.get(i), address, overlaps.of(i)));
    }
    // The exact set is not known where something could not be read: that is said too.
    Stream.concat(
            reach.requirement().verdict().causesOfDoubt().stream(), reach.door().doubts().stream())
        .distinct()
        .forEach(it -> sources.add(Source.unknown(it.reason(), address)));
    return sources;
  }

  private static List<String> via(
      AddressSet addresses, List<AddressReach.Entry> entries, List<Hop.Part> hops) {
    TreeSet<String> via = new TreeSet<>();
    entries.stream()
        .filter(it -> it.addresses().overlaps(addresses))
        .forEach(it -> via.add(it.hop()));
    hops.stream()
        .filter(it -> it.addresses().overlaps(addresses))
        .forEach(it -> via.add(it.label()));
    return List.copyOf(via);
  }
}
