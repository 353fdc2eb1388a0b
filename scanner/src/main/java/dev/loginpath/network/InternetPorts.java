package dev.loginpath.network;

import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * On which TCP ports of an interface the internet comes in. Groups and ACLs change at a few ports
 * only, so that one of each span answers for all of it.
 */
final class InternetPorts {

  private static final int SHOWN = 4;
  private static final AddressSet INTERNET =
      AddressSet.INTERNET_IPV4.union(AddressSet.INTERNET_IPV6);

  private record Span(int from, int to) {}

  /** Interfaces for which the groups and the ACL are the same. */
  private record Place(String subnetId, List<String> groupIds, Set<Integer> but) {}

  /** A span with the way in on its first port. */
  private record Found(Span span, Requirement way, Verdict verdict) {}

  private final Ingress ingress;
  private final Groups groups;
  private final Acls acls;
  private final Predicate<AddressSet> enough;
  private final Map<Place, List<Span>> admitted = new HashMap<>();

  /**
   * The ports on which enough of the internet comes in.
   *
   * @param enough more addresses never make it false
   */
  InternetPorts(Ingress ingress, Groups groups, Acls acls, Predicate<AddressSet> enough) {
    this.ingress = ingress;
    this.groups = groups;
    this.acls = acls;
    this.enough = enough;
  }

  /** All but some ports; empty where the internet surely comes in on none of them. */
  Optional<PublicPorts> of(NetworkInterface to, Set<Integer> but) {
    if (ingress.overInternet(to, AclRules.HIGHEST, true).isEmpty()) {
      return Optional.empty();
    }
    List<Found> met = new ArrayList<>();
    List<Found> unknown = new ArrayList<>();
    Place place = new Place(to.subnetId().orElse(""), to.groupIds(), but);
    for (Span span : admitted.computeIfAbsent(place, this::admitted)) {
      for (AddressReach reach : ingress.overInternet(to, span.from(), true)) {
        Verdict verdict = verdict(reach);
        switch (verdict) {
          case Verdict.Met sure -> met.add(new Found(span, reach.requirement(), verdict));
          case Verdict.Unknown doubted ->
              unknown.add(new Found(span, reach.requirement(), verdict));
          case Verdict.NotMet none -> {}
        }
      }
    }
    List<Found> best = met.isEmpty() ? unknown : met;
    return best.stream()
        .findFirst()
        .map(it -> new PublicPorts(words(best), it.way(), it.verdict()));
  }

  /** The spans on which the groups may let enough of the internet in. */
  private List<Span> admitted(Place place) {
    SortedSet<Integer> starts = new TreeSet<>(groups.ingressStarts(place.groupIds()));
    acls.of(place.subnetId()).answersIn().forEach(it -> starts.add(it.from()));
    place.but().forEach(it -> starts.addAll(List.of(it, it + 1)));
    List<Integer> ports = starts.stream().filter(it -> it >= 1 && it <= AclRules.HIGHEST).toList();
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      int from = ports.get(i);
      int to = i + 1 < ports.size() ? ports.get(i + 1) - 1 : AclRules.HIGHEST;
      AddressSet possibly = groups.ingress(place.groupIds(), from).bounds().possibly();
      if (!place.but().contains(from) && enough.test(possibly.intersect(INTERNET))) {
        spans.add(new Span(from, to));
      }
    }
    return List.copyOf(spans);
  }

  private Verdict verdict(AddressReach reach) {
    Verdict way = reach.requirement().verdict();
    if (!(way instanceof Verdict.Met) || enough.test(reach.sources())) {
      return way;
    }
    List<Cause> doubts = reach.door().doubts();
    return doubts.isEmpty()
        ? Verdict.notMet(groups.call(), "only " + reach.sources().brief() + " comes in")
        : new Verdict.Unknown(way.evidence(), doubts);
  }

  private static String words(List<Found> found) {
    List<Span> joined = new ArrayList<>();
    for (Found each : found) {
      Span span = each.span();
      Span last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && last.to() + 1 >= span.from()) {
        joined.set(joined.size() - 1, new Span(last.from(), Math.max(last.to(), span.to())));
      } else {
        joined.add(span);
      }
    }
    List<String> words =
        new ArrayList<>(
            joined.stream()
                .limit(SHOWN)
                .map(it -> it.from() == it.to() ? "" + it.from() : it.from() + "-" + it.to())
                .toList());
    if (joined.size() > SHOWN) {
      words.add("and more");
    }
    return "tcp " + String.join(", ", words);
  }
}
