package dev.loginpath.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IamCaseTest {

  private static List<IamCase> edgeCases() {
    return IamCase.edgeCases();
  }

  private static String decided(IamCase each) throws RequestLine.MalformedException {
    RequestLine line = RequestLine.parse(each.line());
    return Evaluator.decide(line.request(), line.policies()).word();
  }

  @ParameterizedTest
  @MethodSource("edgeCases")
  void edgeCaseIsDecidedAsDocumented(IamCase each) throws RequestLine.MalformedException {
    assertThat(decided(each)).isEqualTo(each.expected());
  }

  @Test
  void allEdgeCasesAreThere() {
    assertThat(edgeCases()).hasSize(96);
  }

  @Test
  void generatedRequestsAreDecidedAsExpected() throws RequestLine.MalformedException {
    List<String> wrong = new ArrayList<>();
    List<IamCase> vectors = IamCase.vectors();
    for (IamCase each : vectors) {
      String decided = decided(each);
      if (!decided.equals(each.expected())) {
        wrong.add(each.id() + ": " + decided + " instead of " + each.expected());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(vectors).hasSize(3000);
  }
}
