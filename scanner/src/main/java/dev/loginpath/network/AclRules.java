package dev.loginpath.network;

import dev.loginpath.snapshot.AclEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * What a network ACL says of TCP in one direction: entries in the order of their numbers, the first
 * that matches decides. See <a
 * href="https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html">network ACL rules</a>.
 */
final class AclRules {

  static final int HIGHEST = 65535;

  /** Below it no system chooses the port of a connection that it opens, unless told to. */
  static final int COMMON = 1024;

  /** A range of ports, and the addresses that an ACL lets through on every port of it. */
  record Span(int from, int to, AddressSet lets) {}

  /** An ACL that is not known: anything may pass. */
  static final AclRules UNTOLD =
      new AclRules(List.of(), List.of(new Span(1, HIGHEST, AddressSet.ALL)));

  private record Rule(AclEntry entry, AddressSet range) {

    boolean covers(int port) {
      return entry.protocol().equals("-1")
          || (entry.fromPort().orElse(0) <= port && port <= entry.toPort().orElse(HIGHEST));
    }
  }

  private final List<Rule> rules;
  private final List<Span> spans;

  private AclRules(List<Rule> rules, List<Span> spans) {
    this.rules = rules;
    this.spans = spans;
  }

  /** The entries of one direction of an ACL, whose ranges are readable. */
  static AclRules of(List<AclEntry> entries, boolean egress) {
    List<Rule> rules =
        entries.stream()
            .filter(it -> it.egress() == egress)
            .filter(it -> List.of("-1", "6", "tcp").contains(it.protocol()))
            .sorted(Comparator.comparingInt(AclEntry::ruleNumber).thenComparing(AclEntry::cidr))
            .map(it -> new Rule(it, AddressSet.of(it.cidr())))
            .toList();
    return new AclRules(rules, spans(rules));
  }

  /** Every port from 1 up, cut where an entry begins or ends. */
  List<Span> spans() {
    return spans;
  }

  /** The addresses that pass on a port; data of others may name one that TCP does not have. */
  AddressSet lets(int port) {
    for (Span span : spans) {
      if (span.from() <= port && port <= span.to()) {
        return span.lets();
      }
    }
    return lets(rules, port);
  }

  /** What each entry decides on a port, for those whom no entry before it decided. */
  List<Hop.Part> parts(int port, String acl) {
    List<Hop.Part> parts = new ArrayList<>();
    AddressSet left = AddressSet.ALL;
    for (Rule rule : rules) {
      if (rule.covers(port)) {
        AddressSet decided = left.intersect(rule.range());
        if (!decided.isEmpty()) {
          AclEntry entry = rule.entry();
          String does = entry.allow() ? " allows tcp " : " denies tcp ";
          parts.add(
              new Hop.Part(
                  decided,
                  entry.allow(),
                  acl + " inbound entry " + entry.ruleNumber() + does + port));
          left = left.minus(rule.range());
        }
      }
    }
    return parts;
  }

  /** One part for each range of ports to which answers leave. */
  List<Hop.Part> answers(String acl) {
    List<Hop.Part> parts = new ArrayList<>();
    for (Span span : joined(spans)) {
      if (!span.lets().isEmpty()) {
        String ports =
            span.from() == 1 && span.to() == HIGHEST
                ? "any port"
                : "ports "
                    + span.from()
                    + "-"
                    + span.to()
                    + (span.to() < COMMON ? ", which clients do not choose by default" : "");
        parts.add(new Hop.Part(span.lets(), true, acl + " outbound allows answers to " + ports));
      }
    }
    return parts;
  }

  private static List<Span> joined(List<Span> spans) {
    List<Span> joined = new ArrayList<>();
    for (Span span : spans) {
      Span last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && last.to() + 1 == span.from() && last.lets().equals(span.lets())) {
        joined.set(joined.size() - 1, new Span(last.from(), span.to(), span.lets()));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }

  private static List<Span> spans(List<Rule> rules) {
    TreeSet<Integer> starts = new TreeSet<>();
    starts.add(1);
    for (Rule rule : rules) {
      if (!rule.entry().protocol().equals("-1")) {
        starts.add(Math.max(1, rule.entry().fromPort().orElse(0)));
        starts.add(rule.entry().toPort().orElse(HIGHEST) + 1);
      }
    }
    List<Span> spans = new ArrayList<>();
    for (int start : starts.headSet(HIGHEST, true)) {
      Integer next = starts.higher(start);
      int end = next == null ? HIGHEST : Math.min(HIGHEST, next - 1);
      spans.add(new Span(start, end, lets(rules, start)));
    }
    return List.copyOf(spans);
  }

  private static AddressSet lets(List<Rule> rules, int port) {
    AddressSet left = AddressSet.ALL;
    AddressSet allowed = AddressSet.EMPTY;
    for (Rule rule : rules) {
      if (rule.covers(port)) {
        if (rule.entry().allow()) {
          allowed = allowed.union(left.intersect(rule.range()));
        }
        left = left.minus(rule.range());
      }
    }
    return allowed;
  }
}
