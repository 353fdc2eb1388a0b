package dev.loginpath.policy;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Request lines as trees: their policies, and how they are decided. */
final class Lines {

  static final List<String> LAYERS =
      List.of(
          "identityPolicies",
          "boundary",
          "sessionPolicy",
          "scps",
          "rcps",
          "resourcePolicy",
          "endpointPolicy");

  private Lines() {}

  static RequestLine parsed(JsonNode line) {
    try {
      return RequestLine.parse(line.toString());
    } catch (RequestLine.MalformedException malformed) {
      throw new IllegalStateException(line.toString(), malformed);
    }
  }

  static Ruling ruling(JsonNode line) {
    RequestLine parsed = parsed(line);
    return Evaluator.decide(parsed.request(), parsed.policies());
  }

  /** Every document of a line, in whatever layer. */
  static List<ObjectNode> documents(JsonNode line) {
    List<ObjectNode> documents = new ArrayList<>();
    LAYERS.forEach(it -> collect(line.path(it), documents));
    return documents;
  }

  private static void collect(JsonNode where, List<ObjectNode> documents) {
    if (where instanceof ObjectNode document) {
      documents.add(document);
    }
    if (where.isArray()) {
      where.forEach(it -> collect(it, documents));
    }
  }

  /** The documents of one layer. */
  static List<ObjectNode> documents(JsonNode line, String layer) {
    List<ObjectNode> documents = new ArrayList<>();
    collect(line.path(layer), documents);
    return documents;
  }
}
