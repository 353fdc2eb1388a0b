package dev.loginpath.simulator.folder;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What a file says to one operation. */
sealed interface FileAnswer {

  /**
   * An answer, whole or in part.
   *
   * @param tree what can be used of it
   * @param pageLeft whether it says itself that there is more
   * @param lost what cannot be used, and why
   */
  record Members(ObjectNode tree, boolean pageLeft, List<String> lost) implements FileAnswer {

    public Members {
      lost = List.copyOf(lost);
    }
  }

  /** AWS's refusal, as it was saved. */
  record Refusal(String code, String message, int status) implements FileAnswer {}

  /** No answer of this operation, and what it was taken for. */
  record Nothing(String takenFor) implements FileAnswer {}
}
