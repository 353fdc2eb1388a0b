package dev.loginpath.simulator.folder;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
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
      numbered(name, item.locationName(), it -> value(form, it, item)).forEach(list::add);
      return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }
    if (member.marshallingType().equals(MarshallingType.MAP)) {
      MapTrait trait = member.getTrait(MapTrait.class);
      ObjectNode map = JSON.createObjectNode();
      numbered(name, "entry", it -> Optional.ofNullable(form.get(key(it, trait))).map(key -> it))
          .forEach(it ->
              value(form, it + "." + trait.valueLocationName(), trait.valueFieldInfo())
                  .ifPresent(value -> map.set(form.get(key(it, trait)), value)));
      return map.isEmpty() ? Optional.empty() : Optional.of(map);
    }
    if (member.marshallingType().equals(MarshallingType.SDK_POJO)) {
      boolean there = form.keySet().stream().anyMatch(it -> it.startsWith(name + "."));
      return there
          ? Optional.of(structure(form, name + ".", member.constructor().get().sdkFields()))
          : Optional.empty();
    }
    return Optional.ofNullable(form.get(name)).map(it -> JSON.getNodeFactory().stringNode(it));
  }

  private static String key(String entry, MapTrait trait) {
    return entry + "." + trait.keyLocationName();
  }

  /** What is counted under a name, right behind it or behind the word that its items have. */
  private static <T> List<T> numbered(
      String name, String word, Function<String, Optional<T>> read) {
    List<T> items = new ArrayList<>();
    for (String counted : List.of(name + ".", name + "." + word + ".")) {
      Optional<T> item = read.apply(counted + 1);
      for (int index = 2; item.isPresent(); index++) {
        items.add(item.get());
        item = read.apply(counted + index);
      }
    }
    return items;
  }
}
