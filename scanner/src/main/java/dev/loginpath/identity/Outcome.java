package dev.loginpath.identity;

import dev.loginpath.policy.Value;
import dev.loginpath.report.Decision;
import java.util.List;
import java.util.Map;

/**
 * What a principal may do, where it may do it at all.
 *
 * @param conditions what must hold around the call, in words; all of them
 * @param choices what the caller has to pick, in words
 * @param via the statements that allow it
 * @param witness values of the keys that nobody knows with which the call goes through; none where
 *     it is unknown
 */
public record Outcome(
    Decision decision,
    List<String> conditions,
    List<String> choices,
    List<String> via,
    Map<String, Value> witness) {

  public Outcome {
    conditions = List.copyOf(conditions);
    choices = List.copyOf(choices);
    via = List.copyOf(via);
    witness = Map.copyOf(witness);
  }

  static Outcome unknown(List<String> reasons, List<String> via) {
    return new Outcome(Decision.UNKNOWN, reasons, List.of(), via, Map.of());
  }
}
