package dev.loginpath.simulator.folder;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns a request of any protocol into a tree in the API's member names. */
final class RequestReader {

  private static final JsonMapper JSON = new JsonMapper();

  private RequestReader() {}

  /** The fields of a query request's form body. */
  static Map<String, String> form(byte[] body) {
    Map<String, String> form = new TreeMap<>();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return form;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  static ObjectNode json(byte[] body) {
    try {
      JsonNode tree = JSON.readTree(body);
      return tree instanceof ObjectNode object ? object : JSON.createObjectNode();
    } catch (JacksonException unreadable) {
      throw new ApiError("SerializationException", "The request body is not JSON.");
    }
  }

  static ObjectNode query(Map<String, String> form, List<SdkField<?>> members) {
    return structure(form, "", members);
  }

  private static ObjectNode structure(
      Map<String, String> form, String prefix, List<SdkField<?>> members) {
    ObjectNode tree = JSON.createObjectNode();
    for (SdkField<?> member : members) {
      value(form, prefix + member.locationName(), member)
          .ifPresent(it -> tree.set(member.memberName(), it));
    }
    return tree;
  }

  private static Optional<JsonNode> value(
      Map<String, String> form, String name, SdkField<?> member) {
    if (member.marshallingType().equals(MarshallingType.LIST)) {
      SdkField<?> item = member.getTrait(ListTrait.class).memberFieldInfo();
      ArrayNode list = JSON.createArrayNode();
      for (String separator : List.of(".", ".member.")) {
        int index = 1;
        for (; ; index++) {
          Optional<JsonNode> element = value(form, name + separator + index, item);
          if (element.isEmpty()) {
            break;
          }
          list.add(element.get());
        }
      }
      return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }
    if (member.marshallingType().equals(MarshallingType.SDK_POJO)) {
      boolean there = form.keySet().stream().anyMatch(it -> it.startsWith(name + "."));
      return there
          ? Optional.of(structure(form, name + ".", member.constructor().get().sdkFields()))
          : Optional.empty();
    }
    return Optional.ofNullable(form.get(name)).map(it -> JSON.getNodeFactory().stringNode(it));
  }
}
