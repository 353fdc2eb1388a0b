package dev.loginpath.network;

import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A way walked hop by hop. Each hop is judged on what the hops before it let through, so that the
 * first one that is not met is the one that breaks the way; those after it are judged as if it were
 * not there, for a reader who wants to know what else is shut.
 *
 * @param hops the verdict of each hop, in the order of the way
 * @param arriving who comes through all of them
 */
record Journey(List<Requirement> hops, AddressBounds arriving) {

  Journey {
    hops = List.copyOf(hops);
  }

  static Journey walk(AddressBounds from, List<Hop> hops) {
    AddressBounds coming = from;
    boolean broken = false;
    List<Requirement> walked = new ArrayList<>();
    for (Hop hop : hops) {
      Verdict verdict;
      AddressBounds through;
      switch (hop) {
        case Hop.Gate gate -> {
          verdict = gate.verdict();
          through =
              switch (verdict) {
                case Verdict.Met met -> coming;
                case Verdict.NotMet notMet -> AddressBounds.NONE;
                case Verdict.Unknown unknown -> doubted(coming, unknown.causes());
              };
        }
        case Hop.Filter filter -> {
          verdict = filter.judge(coming);
          through = coming.intersect(filter.lets());
        }
      }
      walked.add(Requirement.of(hop.id(), verdict));
      if (through.possibly().isEmpty()) {
        broken = true;
      } else {
        coming = through;
      }
    }
    return new Journey(walked, broken ? AddressBounds.NONE : coming);
  }

  private static AddressBounds doubted(AddressBounds coming, List<Cause> causes) {
    List<Cause> doubts = new ArrayList<>(coming.doubts());
    doubts.addAll(causes);
    return AddressBounds.upTo(coming.possibly(), doubts);
  }

  /** What lets anybody through on the way, each part of each hop. */
  static List<Hop.Part> parts(List<Hop> hops) {
    return hops.stream()
        .flatMap(it -> it instanceof Hop.Filter filter ? filter.parts().stream() : Stream.of())
        .filter(Hop.Part::lets)
        .toList();
  }

  Requirement requirement(String id) {
    return Requirement.allOf(id, hops);
  }
}
