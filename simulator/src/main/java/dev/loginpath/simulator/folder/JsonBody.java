package dev.loginpath.simulator.folder;

import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A tree in member names as the JSON protocols write it. */
final class JsonBody {

  private static final JsonMapper JSON = new JsonMapper();

  private JsonBody() {}

  static byte[] bytes(JsonNode body) {
    return JSON.writeValueAsBytes(body);
  }

  static ObjectNode structure(JsonNode tree, List<SdkField<?>> members, String where) {
    ObjectNode json = JSON.createObjectNode();
    Members.each(
        tree,
        members,
        where,
        MarshallLocation.PAYLOAD,
        (member, value) -> json.set(member.locationName(), value(value, member, where)));
    return json;
  }

  static JsonNode value(JsonNode value, SdkField<?> member, String where) {
    MarshallingType<?> type = member.marshallingType();
    if (type.equals(MarshallingType.SDK_POJO)) {
      return structure(
          value, member.constructor().get().sdkFields(), Members.inside(where, member));
    }
    if (type.equals(MarshallingType.LIST)) {
      SdkField<?> item = member.getTrait(ListTrait.class).memberFieldInfo();
      ArrayNode list = JSON.createArrayNode();
      value.values().stream()
          .filter(it -> Members.fits(it, item))
          .forEach(it -> list.add(value(it, item, Members.inside(where, member))));
      return list;
    }
    if (type.equals(MarshallingType.MAP)) {
      SdkField<?> item = member.getTrait(MapTrait.class).valueFieldInfo();
      ObjectNode map = JSON.createObjectNode();
      value.properties().stream()
          .filter(it -> Members.fits(it.getValue(), item))
          .forEach(it -> map.set(it.getKey(), value(it.getValue(), item, where)));
      return map;
    }
    return Members.scalar(value, member);
  }
}
