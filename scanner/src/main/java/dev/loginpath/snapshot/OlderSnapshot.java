package dev.loginpath.snapshot;

import dev.loginpath.report.Outcome;
import dev.loginpath.verdict.Observed;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Completes a snapshot of an older version by what {@link Added} says of each component. What is
 * not added later and missing all the same stays missing: the file is damaged.
 */
final class OlderSnapshot {

  private static final JsonMapper JSON = new JsonMapper();

  /** How much of an answer is left. */
  private enum Whole {
    YES,
    /** Something in it is not told. */
    IN_PART,
    NO;

    Whole and(Whole other) {
      return compareTo(other) > 0 ? this : other;
    }
  }

  private final SnapshotVersion version;
  private final String why;

  OlderSnapshot(SnapshotVersion version) {
    this.version = version;
    this.why = "this snapshot is of format " + version + ", which did not ask";
  }

  void complete(ObjectNode account) {
    record(account, AccountSnapshot.class, "aws-global");
  }

  private Whole record(ObjectNode node, Class<?> type, String region) {
    String within =
        type == RegionSnapshot.class ? node.path("name").asString(region) : region;
    Whole whole = Whole.YES;
    for (RecordComponent each : type.getRecordComponents()) {
      JsonNode member = node.get(each.getName());
      whole =
          whole.and(
              member == null
                  ? add(node, each, within)
                  : value(member, each.getGenericType(), within));
    }
    return whole;
  }

  private Whole add(ObjectNode node, RecordComponent missing, String region) {
    Added added = missing.getAnnotation(Added.class);
    boolean later =
        added != null
            && SnapshotVersion.parse(added.in()).filter(it -> it.compareTo(version) > 0).isPresent();
    if (!later) {
      return Whole.YES;
    }
    if (missing.getType() == Observed.class) {
      node.set(missing.getName(), unseen(added.call(), region));
      return Whole.YES;
    }
    if (!added.without().isEmpty()) {
      node.set(missing.getName(), JSON.readTree(added.without()));
      return missing.getType().isRecord()
          ? value(node.path(missing.getName()), missing.getGenericType(), region)
          : Whole.YES;
    }
    if (missing.getType() == Optional.class) {
      node.putNull(missing.getName());
      return Whole.IN_PART;
    }
    return Whole.NO;
  }

  private ObjectNode unseen(String call, String region) {
    ObjectNode unseen = JsonNodeFactory.instance.objectNode();
    unseen.put("observed", "unseen");
    unseen.putObject("call").put("action", call).put("region", region).put("resource", "");
    return notCalled(unseen);
  }

  private ObjectNode notCalled(ObjectNode unseen) {
    unseen.put("observed", "unseen");
    unseen.put("outcome", Outcome.NOT_CALLED.word());
    unseen.put("detail", why);
    unseen.putNull("soFar");
    return unseen;
  }

  private Whole value(JsonNode node, Type type, String region) {
    if (type instanceof Class<?> plain) {
      return plain.isRecord() && node instanceof ObjectNode object
          ? record(object, plain, region)
          : Whole.YES;
    }
    if (!(type instanceof ParameterizedType generic)
        || !(generic.getRawType() instanceof Class<?> raw)) {
      return Whole.YES;
    }
    List<Type> of = Arrays.asList(generic.getActualTypeArguments());
    if (raw == Observed.class && node instanceof ObjectNode answer) {
      answer(answer, of.getFirst(), region);
      return Whole.YES;
    }
    if (raw == Optional.class) {
      return value(node, of.getFirst(), region);
    }
    boolean map = raw == Map.class || raw == SortedMap.class;
    Whole whole = Whole.YES;
    for (JsonNode each : node) {
      whole = whole.and(value(each, map ? of.getLast() : of.getFirst(), region));
    }
    return whole;
  }

  /** An answer that lacks something is unseen, with what is in it where that can be read. */
  private void answer(ObjectNode answer, Type of, String region) {
    boolean known = answer.has("value");
    JsonNode value = known ? answer.path("value") : answer.path("soFar");
    Whole whole = value(value, of, region);
    if (whole == Whole.YES) {
      return;
    }
    answer.remove("value");
    if (known) {
      notCalled(answer);
    }
    answer.set("soFar", whole == Whole.NO ? JsonNodeFactory.instance.nullNode() : value);
  }
}
