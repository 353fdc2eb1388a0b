package dev.loginpath.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.house.Seeds;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The engine against an evaluator that was written separately. */
class NaiveComparisonTest {

  private static final int LINES = Integer.getInteger("lines", 6000);

  @Test
  void bothDecideTheSame() throws RequestLine.MalformedException {
    Map<Ruling, Integer> seen = new EnumMap<>(Ruling.class);
    List<String> different = new ArrayList<>();
    for (long seed : Seeds.take(LINES)) {
      ObjectNode tree = RandomLines.random(seed);
      RequestLine line = RequestLine.parse(tree.toString());
      Ruling ruling = Evaluator.decide(line.request(), line.policies());
      seen.merge(ruling, 1, Integer::sum);
      String naive = new NaiveEvaluator(tree).ruling();
      if (!ruling.word().equals(naive)) {
        different.add("seed " + seed + ": " + ruling.word() + ", naively " + naive + " " + tree);
      }
    }
    assertThat(different.stream().limit(3)).isEmpty();
    // None of the four answers is rare: else the comparison would say little.
    assertThat(seen)
        .hasSize(4)
        .allSatisfy(
            (ruling, times) -> assertThat(times).as(ruling.word()).isGreaterThan(LINES / 25));
  }
}
