package dev.loginpath.simulator.folder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Fills every member of an SDK shape, and prints a shape as the AWS CLI does. */
final class Samples {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Instant TIME = Instant.parse("2026-11-20T08:57:12Z");
  private static final int DEEPEST = 4;

  private int count;

  /** Fills a builder, all members of members included, but those of pages. */
  void fill(SdkPojo builder, int depth) {
    for (SdkField<?> member : builder.sdkFields()) {
      String name = member.memberName();
      boolean ofPaging =
          List.of("NextToken", "nextToken", "Marker", "NextMarker", "IsTruncated").contains(name)
              || name.startsWith("NextRecord");
      if (!ofPaging) {
        Object value = value(member, depth);
        if (value != null) {
          member.set(builder, value);
        }
      }
    }
  }

  private @org.jspecify.annotations.Nullable Object value(SdkField<?> member, int depth) {
    MarshallingType<?> type = member.marshallingType();
    count++;
    if (type.equals(MarshallingType.SDK_POJO)) {
      if (depth >= DEEPEST) {
        return null;
      }
      SdkPojo builder = member.constructor().get();
      fill(builder, depth + 1);
      return ((SdkBuilder<?, ?>) builder).build();
    }
    if (type.equals(MarshallingType.LIST)) {
      Object item = value(member.getTrait(ListTrait.class).memberFieldInfo(), depth);
      return item == null ? null : List.of(item);
    }
    if (type.equals(MarshallingType.MAP)) {
      Object item = value(member.getTrait(MapTrait.class).valueFieldInfo(), depth);
      return item == null ? null : Map.of("key" + count, item);
    }
    if (type.equals(MarshallingType.STRING)) {
      // Policy documents change their form on the wire, which is tested apart.
      return String.valueOf(member.memberName()).endsWith("Document")
          ? "v" + count
          : "<v" + count + " & \"日本\">";
    }
    if (type.equals(MarshallingType.INTEGER)) {
      return count;
    }
    if (type.equals(MarshallingType.LONG)) {
      return (long) count;
    }
    if (type.equals(MarshallingType.BOOLEAN)) {
      return count % 2 == 0;
    }
    if (type.equals(MarshallingType.INSTANT)) {
      return TIME.plusSeconds(count);
    }
    if (type.equals(MarshallingType.DOUBLE)) {
      return count + 0.5;
    }
    if (type.equals(MarshallingType.FLOAT)) {
      return count + 0.5f;
    }
    return null;
  }

  /** The shape as the CLI prints it: member names, and times in ISO 8601. */
  static ObjectNode print(SdkPojo shape) {
    ObjectNode json = JSON.createObjectNode();
    for (SdkField<?> member : shape.sdkFields()) {
      Object value = member.getValueOrDefault(shape);
      boolean empty =
          (value instanceof List<?> list && list.isEmpty())
              || (value instanceof Map<?, ?> map && map.isEmpty());
      String name = member.memberName();
      if (value != null && !empty && !name.equals("IsTruncated")) {
        json.set(name.equals("PublicLaunchPermissions") ? "Public" : name, node(value));
      }
    }
    return json;
  }

  private static JsonNode node(Object value) {
    return switch (value) {
      case SdkPojo pojo -> print(pojo);
      case List<?> list -> {
        ArrayNode array = JSON.createArrayNode();
        new ArrayList<>(list).forEach(it -> array.add(node(it)));
        yield array;
      }
      case Map<?, ?> map -> {
        ObjectNode object = JSON.createObjectNode();
        new LinkedHashMap<>(map).forEach((key, item) -> object.set(key.toString(), node(item)));
        yield object;
      }
      case Instant time -> JSON.getNodeFactory().stringNode(time.toString().replace("Z", "+00:00"));
      default -> JSON.valueToTree(value);
    };
  }
}
