package dev.loginpath.simulator.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.ListTrait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An array without the object around it, as {@code --query 'SecurityGroups'} leaves it. It is read
 * only where it is certain what its items are: each has all that AWS never leaves out, and nothing
 * that items of this kind do not have.
 */
final class BareItems {

  private final Operation operation;
  private final List<ListedItems> listed;

  BareItems(Operation operation, List<ListedItems> listed) {
    this.operation = operation;
    this.listed = listed;
  }

  /** The answer that the array was taken from. */
  Optional<ObjectNode> whole(JsonNode array) {
    if (listed.size() != 1 || array.isEmpty()) {
      return Optional.empty();
    }
    ListedItems items = listed.getFirst();
    SdkField<?> item = item(operation.outputMember(items.list()).orElseThrow());
    List<JsonNode> flat = flat(array);
    if (items.inner().isEmpty()) {
      return flat.stream().allMatch(it -> isItem(it, item, items.always()))
          ? Optional.of(object(array, items.list(), flat))
          : Optional.empty();
    }
    String inner = items.inner().get();
    if (flat.stream().allMatch(it -> isItem(it, item, List.of(inner)))) {
      return Optional.of(object(array, items.list(), flat));
    }
    SdkField<?> innerItem =
        item(
            item.constructor().get().sdkFields().stream()
                .filter(it -> Members.name(it).equals(inner))
                .findFirst()
                .orElseThrow());
    return flat.stream().allMatch(it -> isItem(it, innerItem, items.always()))
        ? Optional.of(object(array, items.list(), List.of(object(array, inner, flat))))
        : Optional.empty();
  }

  private static SdkField<?> item(SdkField<?> list) {
    return list.getTrait(ListTrait.class).memberFieldInfo();
  }

  /** {@code Reservations[*].Instances[*]} leaves lists in a list. */
  private static List<JsonNode> flat(JsonNode array) {
    List<JsonNode> flat = new ArrayList<>();
    for (JsonNode each : array.values()) {
      if (each.isArray()) {
        flat.addAll(each.values());
      } else {
        flat.add(each);
      }
    }
    return flat;
  }

  private static boolean isItem(JsonNode value, SdkField<?> item, List<String> always) {
    List<String> members =
        item.constructor().get().sdkFields().stream().map(Members::name).toList();
    return value.isObject()
        && always.stream().allMatch(it -> value.hasNonNull(it))
        && value.propertyNames().stream().allMatch(members::contains);
  }

  private static ObjectNode object(JsonNode nodes, String member, List<? extends JsonNode> items) {
    ObjectNode object = ((ArrayNode) nodes).objectNode();
    object.putArray(member).addAll(items);
    return object;
  }

  String takenFor(JsonNode array) {
    if (array.isEmpty()) {
      return "an empty array, as --query also leaves where it finds nothing";
    }
    JsonNode first = array.path(0);
    if (first.has("configuration") && first.has("resourceType")) {
      return "items of AWS Config; save the AWS CLI's own answer";
    }
    boolean snakes =
        first.propertyNames().stream().anyMatch(it -> it.matches("[a-z]+(_[a-z0-9]+)+"));
    return snakes
        ? "rows as Steampipe or CloudQuery print them; save the AWS CLI's own answer"
        : "an array, as --query leaves it; save the whole answer";
  }
}
