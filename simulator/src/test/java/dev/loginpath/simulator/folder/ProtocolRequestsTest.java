package dev.loginpath.simulator.folder;

import static dev.loginpath.simulator.folder.SmithyShapes.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.smithy.model.knowledge.OperationIndex;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.protocoltests.traits.AppliesTo;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestsTrait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** AWS's own cases of its query protocols: what a request says. */
class ProtocolRequestsTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, Service.Protocol> PROTOCOLS =
      Map.of("ec2Query", Service.Protocol.EC2_QUERY, "awsQuery", Service.Protocol.QUERY);

  /** Times stay as they were sent: no parameter of the simulated operations is one. */
  private static final Set<String> LEFT_OUT = Set.of("Ec2TimestampsInput", "QueryTimestampsInput");

  record Case(OperationShape operation, HttpRequestTestCase http) {

    @Override
    public String toString() {
      return http.getProtocol().getName() + " " + http.getId();
    }
  }

  static Stream<Case> cases() {
    return all().filter(it -> !LEFT_OUT.contains(it.http().getId()));
  }

  private static Stream<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (OperationShape operation : new TreeSet<>(MODEL.getOperationShapes())) {
      operation.getTrait(HttpRequestTestsTrait.class).stream()
          .flatMap(it -> it.getTestCases().stream())
          .filter(it -> PROTOCOLS.containsKey(it.getProtocol().getName()))
          .filter(it -> it.getAppliesTo().filter(AppliesTo.CLIENT::equals).isEmpty())
          .filter(it -> it.getBody().isPresent())
          .forEach(it -> cases.add(new Case(operation, it)));
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatAwsReadsIsRead(Case it) {
    assertMet(it);
  }

  @Test
  void whatIsLeftOutIsThereAndNotMet() {
    List<Case> leftOut = all().filter(it -> LEFT_OUT.contains(it.http().getId())).toList();
    assertThat(leftOut).hasSameSizeAs(LEFT_OUT);
    assertThat(leftOut)
        .allSatisfy(
            it -> assertThatThrownBy(() -> assertMet(it)).isInstanceOf(AssertionError.class));
  }

  @Test
  void thereAreCases() {
    assertThat(cases()).hasSize(56);
  }

  private static void assertMet(Case it) {
    SmithyShapes shapes =
        new SmithyShapes(
            Optional.ofNullable(PROTOCOLS.get(it.http().getProtocol().getName())).orElseThrow());
    Shape input = OperationIndex.of(MODEL).expectInputShape(it.operation());
    byte[] body = it.http().getBody().orElseThrow().getBytes(StandardCharsets.UTF_8);
    JsonNode read = RequestReader.query(RequestReader.form(body), shapes.fields(input));
    assertThat(read).isEqualTo(texts(shapes.tree(it.http().getParams(), input)));
  }

  /** A form has texts only, and nothing for what is empty. */
  private static JsonNode texts(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        ObjectNode texts = JSON.createObjectNode();
        object.properties().stream()
            .filter(it -> !(it.getValue().isContainer() && it.getValue().isEmpty()))
            .forEach(it -> texts.set(it.getKey(), texts(it.getValue())));
        yield texts;
      }
      case ArrayNode array -> {
        ArrayNode texts = JSON.createArrayNode();
        array.values().forEach(it -> texts.add(texts(it)));
        yield texts;
      }
      default -> JSON.getNodeFactory().stringNode(node.asString());
    };
  }
}
