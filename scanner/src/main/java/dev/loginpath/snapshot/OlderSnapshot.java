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

  private final SnapshotVersion version;
  private final String why;

  OlderSnapshot(SnapshotVersion version) {
    this.version = version;
    this.why = "this snapshot is of format " + version + ", which did not ask";
  }

  void complete(ObjectNode account) {
    record(account, AccountSnapshot.class, "aws-global");
  }

  /** Completes a record; false where something is missing that nothing stands for. */
  private boolean record(ObjectNode node, Class<?> type, String region) {
    String within = type == RegionSnapshot.class ? node.path("name").asString(region) : region;
    boolean whole = true;
    for (RecordComponent each : type.getRecordComponents()) {
      JsonNode member = node.get(each.getName());
      whole &=
          member == null ? add(node, each, within) : value(member, each.getGenericType(), within);
    }
    return whole;
  }

  private boolean add(ObjectNode node, RecordComponent missing, String region) {
    Added added = missing.getAnnotation(Added.class);
    boolean later =
        added != null
            && SnapshotVersion.parse(added.in())
                .filter(it -> it.compareTo(version) > 0)
                .isPresent();
    if (!later) {
      return true;
    }
    if (missing.getType() == Observed.class) {
      node.set(missing.getName(), unseen(added.call(), region));
      return true;
    }
    if (!added.without().isEmpty()) {
      node.set(missing.getName(), JSON.readTree(added.without()));
      return !missing.getType().isRecord()
          || value(node.path(missing.getName()), missing.getGenericType(), region);
    }
    return false;
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

  private boolean value(JsonNode node, Type type, String region) {
    if (type instanceof Class<?> plain) {
      return !(plain.isRecord() && node instanceof ObjectNode object)
          || record(object, plain, region);
    }
    if (!(type instanceof ParameterizedType generic)
        || !(generic.getRawType() instanceof Class<?> raw)) {
      return true;
    }
    List<Type> of = Arrays.asList(generic.getActualTypeArguments());
    if (raw == Observed.class && node instanceof ObjectNode answer) {
      answer(answer, of.getFirst(), region);
      return true;
    }
    if (raw == Optional.class) {
      return value(node, of.getFirst(), region);
    }
    boolean map = raw == Map.class || raw == SortedMap.class;
    boolean whole = true;
    for (JsonNode each : node) {
      whole &= value(each, map ? of.getLast() : of.getFirst(), region);
    }
    return whole;
  }

  /** An answer that lacks something is unseen. */
  private void answer(ObjectNode answer, Type of, String region) {
    boolean known = answer.has("value");
    JsonNode value = known ? answer.path("value") : answer.path("soFar");
    if (value(value, of, region)) {
      return;
    }
    if (known) {
      answer.remove("value");
      notCalled(answer);
    } else {
      answer.putNull("soFar");
    }
  }
}
