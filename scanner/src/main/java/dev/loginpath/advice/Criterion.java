package dev.loginpath.advice;

import java.util.Locale;

/**
 * One respect in which a path can be better than another. It speaks only where the facts decide it,
 * so that less knowledge leaves the choice to the criteria that follow.
 */
public enum Criterion {

  /** Sessions are shown to be recorded. */
  RECORDED {
    @Override
    boolean prefers(Candidate one, Candidate other) {
      return one.recorded() && !other.recorded();
    }

    @Override
    String because(Candidate kept, Candidate other) {
      return "sessions by " + other.id() + " are not shown to be recorded";
    }
  },

  /**
   * Fewer principals may use it. Only paths that are ready are compared: who will use one that has
   * to be set up first is decided with it.
   */
  PRINCIPALS {
    @Override
    boolean prefers(Candidate one, Candidate other) {
      return one.ready() && other.ready() && one.principals().surelyBelow(other.principals());
    }

    @Override
    String because(Candidate kept, Candidate other) {
      String more = other.principals().most().isPresent() ? "" : "at least ";
      return "more principals may use "
          + other.id()
          + " ("
          + more
          + other.principals().least().toPlainString()
          + " against "
          + kept.principals().most().orElseThrow().toPlainString()
          + ")";
    }
  },

  /** It is ready. */
  EFFORT {
    @Override
    boolean prefers(Candidate one, Candidate other) {
      return one.ready() && !other.ready();
    }

    @Override
    String because(Candidate kept, Candidate other) {
      return other.id() + " has to be set up or looked after first";
    }
  },

  /** Its means cost less a month; of paths that have to be set up, what that would add. */
  COST {
    @Override
    boolean prefers(Candidate one, Candidate other) {
      return one.path().leadsIn() == other.path().leadsIn() && one.cost().surelyBelow(other.cost());
    }

    @Override
    String because(Candidate kept, Candidate other) {
      return other.id()
          + (other.path().leadsIn() ? " costs " : " would add ")
          + (other.cost().most().isPresent() ? "" : "at least ")
          + Money.shown(other.cost().least())
          + " USD a month, against "
          + Money.shown(kept.cost().most().orElseThrow());
    }
  },

  /** It is the one that is wished for in the instance's situation. */
  PREFERENCE {
    @Override
    boolean prefers(Candidate one, Candidate other) {
      return one.preferred() && !other.preferred();
    }

    @Override
    String because(Candidate kept, Candidate other) {
      return "it is preferred to " + other.id() + " for " + kept.situation().word() + " instances";
    }
  };

  /** The word that options use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A strict order: never both ways, and nothing where the facts do not decide. */
  abstract boolean prefers(Candidate one, Candidate other);

  /** What this says against the other; only where it prefers the kept one. */
  abstract String because(Candidate kept, Candidate other);
}
