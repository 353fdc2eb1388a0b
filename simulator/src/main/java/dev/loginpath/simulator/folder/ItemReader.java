package dev.loginpath.simulator.folder;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The items of a list that can be read as they are. One with a value of the wrong kind anywhere in
 * it is left out whole and named: without that value it would say something else.
 */
final class ItemReader {

  private final SdkField<?> item;
  private final String name;
  private final Optional<ListedItems> known;
  private final List<String> lost;

  /**
   * @param lost takes what is left out
   */
  ItemReader(SdkField<?> list, Optional<ListedItems> known, List<String> lost) {
    this.item = list.getTrait(ListTrait.class).memberFieldInfo();
    this.name = Members.name(list);
    this.known = known;
    this.lost = lost;
  }

  ArrayNode read(JsonNode list) {
    ArrayNode kept = ((ArrayNode) list).arrayNode();
    int index = 0;
    for (JsonNode each : list.values()) {
      String where = name + "[" + index++ + "]";
      Optional<String> inner = known.flatMap(ListedItems::inner);
      if (inner.isPresent()) {
        nested(each, inner.get(), where).ifPresent(kept::add);
      } else if (isWhole(each, item, where, known.map(ListedItems::id))) {
        kept.add(each);
      }
    }
    return kept;
  }

  private Optional<JsonNode> nested(JsonNode each, String inner, String where) {
    if (!(each instanceof ObjectNode object) || !object.path(inner).isArray()) {
      lost.add(where + " holds no " + inner);
      return Optional.empty();
    }
    ObjectNode rest = object.deepCopy();
    rest.remove(inner);
    Optional<String> misfit = Misfits.in(rest, item, where);
    if (misfit.isPresent()) {
      lost.add(misfit.get());
      return Optional.empty();
    }
    SdkField<?> list =
        item.constructor().get().sdkFields().stream()
            .filter(it -> Members.name(it).equals(inner))
            .findFirst()
            .orElseThrow();
    SdkField<?> innerItem = list.getTrait(ListTrait.class).memberFieldInfo();
    ArrayNode kept = rest.putArray(inner);
    int index = 0;
    for (JsonNode one : object.path(inner).values()) {
      String place = where + "." + inner + "[" + index++ + "]";
      if (isWhole(one, innerItem, place, known.map(ListedItems::id))) {
        kept.add(one);
      }
    }
    return Optional.of(rest);
  }

  private boolean isWhole(
      JsonNode value, SdkField<?> member, String where, Optional<String> identifying) {
    Optional<String> wrong = Misfits.in(value, member, where);
    if (wrong.isEmpty() && saysNothing(value, member)) {
      wrong = Optional.of(where + " holds no member of the API's model");
    }
    if (wrong.isEmpty()) {
      wrong =
          identifying
              .filter(it -> value.path(it).asString("").isEmpty())
              .map(it -> where + " has no " + it);
    }
    wrong.ifPresent(lost::add);
    return wrong.isEmpty();
  }

  /** Whether a structure has none of its members. */
  static boolean saysNothing(JsonNode value, SdkField<?> member) {
    return member.marshallingType().equals(MarshallingType.SDK_POJO)
        && member.constructor().get().sdkFields().stream()
            .map(it -> value.path(Members.name(it)))
            .allMatch(it -> it.isMissingNode() || it.isNull());
  }
}
