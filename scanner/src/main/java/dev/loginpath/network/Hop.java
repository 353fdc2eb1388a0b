package dev.loginpath.network;

import dev.loginpath.report.Evidence;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Verdict;
import java.util.List;
import java.util.stream.Stream;

/** One step of a connection on its way. */
sealed interface Hop {

  /** What is asked there, in words that every path shares. */
  String id();

  /** A hop that lets everybody through or nobody. */
  record Gate(String id, Verdict verdict) implements Hop {}

  /**
   * A hop that looks at the address at the other end.
   *
   * @param lets the addresses that get through
   * @param parts what decides there, in the order in which it is told
   * @param refusal what to say where no part names the refusal
   */
  record Filter(String id, Call call, AddressBounds lets, List<Part> parts, String refusal)
      implements Hop {

    private static final int SHOWN = 8;

    public Filter {
      parts = List.copyOf(parts);
    }

    /** Whether any of those who come get through. */
    Verdict judge(AddressBounds coming) {
      AddressBounds out = coming.intersect(lets);
      if (out.possibly().isEmpty()) {
        List<Evidence> refused = evidence(false, coming.possibly());
        return refused.isEmpty() ? Verdict.notMet(call, refusal) : new Verdict.NotMet(refused);
      }
      boolean some = !out.surely().isEmpty();
      if (some || lets.surely().containsAll(coming.possibly())) {
        List<Evidence> let = evidence(true, some ? out.surely() : coming.possibly());
        return let.isEmpty()
            ? Verdict.met(call, "lets " + coming.possibly().brief() + " through")
            : new Verdict.Met(let);
      }
      return Verdict.unknown(lets.isExact() ? coming.doubts() : lets.doubts());
    }

    private List<Evidence> evidence(boolean lets, AddressSet addresses) {
      List<Evidence> first =
          parts.stream()
              .filter(it -> it.lets() == lets && it.addresses().overlaps(addresses))
              .limit(SHOWN + 1L)
              .map(it -> new Evidence(call.toString(), it.label()))
              .distinct()
              .toList();
      return first.size() <= SHOWN
          ? first
          : Stream.concat(
                  first.stream().limit(SHOWN),
                  Stream.of(new Evidence(call.toString(), "and more of the same kind")))
              .toList();
    }
  }

  /**
   * A rule, a route or an entry, and the addresses that it decides.
   *
   * @param label what it is and does: {@code acl-1 inbound entry 90 denies tcp 22}
   */
  record Part(AddressSet addresses, boolean lets, String label) {}
}
