package dev.loginpath.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.house.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How rulings change, or do not, when policies and requests change in a way that is understood. */
class PolicyMetamorphicTest {

  private static final int LINES = Integer.getInteger("lines", 1000);
  private static final JsonMapper JSON = new JsonMapper();

  private static void statementsStay(BiConsumer<ArrayNode, Random> change) {
    for (long seed : Seeds.take(LINES)) {
      ObjectNode line = RandomLines.random(seed);
      Ruling before = Lines.ruling(line);
      Random random = new Random(seed);
      for (ObjectNode document : Lines.documents(line)) {
        if (document.path("Statement") instanceof ArrayNode statements) {
          change.accept(statements, random);
        }
      }
      assertThat(Lines.ruling(line)).as("seed %d", seed).isEqualTo(before);
    }
  }

  private static void replace(ArrayNode statements, List<JsonNode> others) {
    statements.removeAll();
    others.forEach(statements::add);
  }

  @Test
  void orderOfStatementsChangesNothing() {
    statementsStay((statements, random) -> {
      List<JsonNode> shuffled = new ArrayList<>(statements.valueStream().toList());
      Collections.shuffle(shuffled, random);
      replace(statements, shuffled);
    });
  }

  @Test
  void statementSplitByActionOrResourceIsTheSame() {
    for (String element : List.of("Action", "Resource")) {
      statementsStay((statements, random) -> {
        List<JsonNode> split = new ArrayList<>();
        for (JsonNode each : statements) {
          if (each.path(element) instanceof ArrayNode values && !values.isEmpty()) {
            for (JsonNode value : values) {
              split.add(((ObjectNode) each.deepCopy()).set(element, value));
            }
          } else {
            split.add(each);
          }
        }
        replace(statements, split);
      });
    }
  }

  @Test
  void statementThatIsThereTwiceCountsOnce() {
    statementsStay((statements, random) -> {
      List<JsonNode> once = statements.valueStream().toList();
      List<JsonNode> twice = new ArrayList<>(once);
      twice.addAll(once);
      replace(statements, twice);
    });
  }

  @Test
  void policiesMergedIntoOneAreTheSame() {
    for (long seed : Seeds.take(LINES)) {
      ObjectNode line = RandomLines.random(seed);
      Ruling before = Lines.ruling(line);
      Map<String, ObjectNode> byVersion = new HashMap<>();
      ArrayNode merged = JSON.createArrayNode();
      for (JsonNode each : line.path("identityPolicies")) {
        String version = each.path("Version").asString("");
        if (!(each.path("Statement") instanceof ArrayNode statements)) {
          merged.add(each);
        } else if (byVersion.containsKey(version)) {
          ((ArrayNode) byVersion.get(version).path("Statement")).addAll(statements);
        } else {
          byVersion.put(version, (ObjectNode) each);
          merged.add(each);
        }
      }
      line.set("identityPolicies", merged);
      assertThat(Lines.ruling(line)).as("seed %d", seed).isEqualTo(before);
    }
  }

  @Test
  void irrelevantStatementChangesNothing() {
    statementsStay((statements, random) -> {
      ObjectNode other = JSON.createObjectNode();
      other.put("Effect", random.nextBoolean() ? "Allow" : "Deny");
      other.put("Principal", "*");
      other.put("Action", random.nextBoolean() ? "iam:*" : "*");
      boolean about = other.path("Action").asString().equals("*");
      other.put("Resource", about ? "arn:aws:sqs:*:*:queue" : "*");
      statements.insert(random.nextInt(statements.size() + 1), other);
    });
  }

  private static void neverAdds(long seed, Ruling before, Ruling after) {
    if (after == Ruling.ALLOWED) {
      assertThat(before).as("seed %d", seed).isEqualTo(after);
    }
    if (before == Ruling.EXPLICITLY_DENIED) {
      assertThat(after).as("seed %d", seed).isEqualTo(before);
    }
  }

  /** Statements of other lines: what they say fits, and is not known. */
  private static List<ObjectNode> foreign(long seed, String effect, boolean named) {
    List<ObjectNode> statements = new ArrayList<>();
    for (ObjectNode document : Lines.documents(RandomLines.random(seed + 1_000_000))) {
      for (JsonNode each : document.path("Statement")) {
        boolean fits = each.has("Principal") || each.has("NotPrincipal") || !named;
        if (each instanceof ObjectNode statement
            && fits
            && statement.path("Effect").asString("").equals(effect)) {
          statements.add(statement);
        }
      }
    }
    return statements;
  }

  @Test
  void denyAddsNoAccess() {
    for (long seed : Seeds.take(LINES)) {
      ObjectNode line = RandomLines.random(seed);
      Ruling before = Lines.ruling(line);
      for (String layer : Lines.LAYERS) {
        ObjectNode changed = line.deepCopy();
        List<ObjectNode> documents = Lines.documents(changed, layer);
        List<ObjectNode> denies = foreign(seed, "Deny", layer.equals("resourcePolicy"));
        if (!documents.isEmpty()
            && !denies.isEmpty()
            && documents.getFirst().path("Statement") instanceof ArrayNode statements) {
          statements.add(denies.getFirst());
          neverAdds(seed, before, Lines.ruling(changed));
        }
      }
    }
  }

  @Test
  void levelOfServiceControlPoliciesAddsNoAccess() {
    for (long seed : Seeds.take(LINES)) {
      ObjectNode line = RandomLines.random(seed);
      Ruling before = Lines.ruling(line);
      ArrayNode level = JSON.createArrayNode();
      Lines.documents(RandomLines.random(seed + 1_000_000)).forEach(level::add);
      ArrayNode levels = line.withArray("scps");
      levels.insert(new Random(seed).nextInt(levels.size() + 1), level);
      neverAdds(seed, before, Lines.ruling(line));
    }
  }

  @Test
  void widerRangeInAnAllowRemovesNoAccess() {
    int opened = 0;
    for (long seed : Seeds.take(LINES)) {
      ObjectNode line = RandomLines.random(seed);
      ObjectNode allow = JSON.createObjectNode();
      allow.put("Effect", "Allow").put("Action", "*").put("Resource", "*");
      ObjectNode range = allow.putObject("Condition").putObject("IpAddress");
      ObjectNode identity = JSON.createObjectNode();
      identity.putArray("Statement").add(allow);
      line.withArray("identityPolicies").add(identity);
      Ruling narrower = Ruling.IMPLICITLY_DENIED;
      for (int bits = 32; bits >= 0; bits -= 4) {
        range.put("aws:SourceIp", "203.0.113.9/" + bits);
        Ruling wider = Lines.ruling(line);
        if (narrower == Ruling.ALLOWED) {
          assertThat(wider).as("seed %d /%d", seed, bits).isEqualTo(narrower);
        } else if (wider == Ruling.ALLOWED && bits < 32) {
          opened++;
        }
        narrower = wider;
      }
    }
    assertThat(opened).isPositive();
  }

  @Test
  void openValueOnlyMakesUnknown() {
    for (long seed : Seeds.take(LINES)) {
      ObjectNode tree = RandomLines.random(seed);
      RequestLine line = Lines.parsed(tree);
      Ruling before = Lines.ruling(tree);
      List<String> keys = new ArrayList<>(line.request().context().asMap().keySet());
      keys.add("aws:principaltag/none");
      for (String key : keys) {
        Context open = line.request().context().with(Map.of(key, Value.OPEN));
        assertThat(Evaluator.decide(line.request().in(open), line.policies()))
            .as("seed %d without %s", seed, key)
            .isIn(before, Ruling.UNKNOWN);
      }
    }
  }

  @Test
  void unreadablePolicyOnlyMakesUnknown() {
    for (long seed : Seeds.take(LINES)) {
      ObjectNode line = RandomLines.random(seed);
      Ruling before = Lines.ruling(line);
      int documents = Lines.documents(line).size();
      for (int which = 0; which < documents; which++) {
        ObjectNode changed = line.deepCopy();
        Lines.documents(changed).get(which).put("Statement", "unreadable");
        assertThat(Lines.ruling(changed))
            .as("seed %d, document %d", seed, which)
            .isIn(before, Ruling.UNKNOWN);
      }
    }
  }
}
