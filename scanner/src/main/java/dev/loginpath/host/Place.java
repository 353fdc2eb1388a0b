package dev.loginpath.host;

import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What kind of place an instance stands in.
 *
 * @param kind empty where nothing tells
 * @param fact the evidence for it: met where the kind is known
 */
public record Place(Optional<Kind> kind, Verdict fact) {

  /** The kinds of places that AWS has, which differ in what services offer there. */
  public enum Kind {
    AVAILABILITY_ZONE,
    LOCAL_ZONE,
    WAVELENGTH_ZONE,
    OUTPOST;

    /** The word that {@code report.json} uses. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What AWS says of a service in a kind of place. */
  public enum Support {
    /** It is offered there. */
    OFFERED,
    /** A page of AWS says that it is not. */
    REFUSED,
    /** No page says either. */
    UNTOLD
  }

  /** Whether a service is offered where the instance stands; kinds left out are untold. */
  public Requirement offers(String id, String service, Map<Kind, Support> pages) {
    if (kind.isEmpty()) {
      return Requirement.of(id, fact);
    }
    Verdict verdict =
        switch (pages.getOrDefault(kind.get(), Support.UNTOLD)) {
          case OFFERED -> fact;
          case REFUSED -> new Verdict.NotMet(fact.evidence());
          case UNTOLD ->
              new Verdict.Unknown(
                  fact.evidence(),
                  List.of(
                      new Cause.Undecided(
                          "No page of AWS says whether "
                              + service
                              + " is offered in a place of the kind "
                              + kind.get().word()
                              + ".")));
        };
    return Requirement.of(id, verdict);
  }
}
