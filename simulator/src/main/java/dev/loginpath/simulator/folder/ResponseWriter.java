package dev.loginpath.simulator.folder;

import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Marshals an answer from its tree in member names, by the SDK's metadata of the shapes. */
final class ResponseWriter {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String REQUEST_ID = "00000000-0000-4000-8000-000000000000";

  private final Operation operation;

  ResponseWriter(Operation operation) {
    this.operation = operation;
  }

  byte[] write(JsonNode answer) {
    return switch (operation.service().protocol()) {
      case JSON, REST_JSON ->
          JSON.writeValueAsBytes(structure(answer, operation.output(), operation.name()));
      case EC2_QUERY ->
          xml(
              open(operation.name() + "Response")
                  + element("requestId", REQUEST_ID)
                  + elements(answer, operation.output(), operation.name())
                  + close(operation.name() + "Response"));
      case QUERY ->
          xml(
              open(operation.name() + "Response")
                  + "<"
                  + operation.name()
                  + "Result>"
                  + elements(answer, operation.output(), operation.name())
                  + close(operation.name() + "Result")
                  + "<ResponseMetadata>"
                  + element("RequestId", REQUEST_ID)
                  + close("ResponseMetadata")
                  + close(operation.name() + "Response"));
      case REST_XML -> payload(answer);
    };
  }

  /**
   * The one member that is the body: its element is the document's root, but for a bucket's policy,
   * which travels as the bare JSON that it is.
   */
  private byte[] payload(JsonNode answer) {
    SdkField<?> member = operation.output().getFirst();
    JsonNode value = answer.path(member.memberName());
    boolean there = !value.isMissingNode() && !value.isNull() && Members.fits(value, member);
    if (operation.name().equals("GetBucketPolicy")) {
      return there
          ? Members.text(value, member, operation.service().protocol())
              .getBytes(StandardCharsets.UTF_8)
          : new byte[0];
    }
    String root = name(member);
    String element =
        there ? element(value, member, root, operation.name()) : "<" + root + ">" + close(root);
    return xml(open(root) + element.substring(root.length() + "<>".length()));
  }

  static byte[] error(Service.Protocol protocol, ApiError error) {
    return switch (protocol) {
      case JSON, REST_JSON ->
          JSON.writeValueAsBytes(
              JSON.createObjectNode().put("__type", error.code()).put("message", error.text()));
      case EC2_QUERY ->
          xml(
              "<Response><Errors><Error>"
                  + element("Code", error.code())
                  + element("Message", error.text())
                  + "</Error></Errors>"
                  + element("RequestID", REQUEST_ID)
                  + "</Response>");
      case REST_XML ->
          xml(
              "<Error>"
                  + element("Code", error.code())
                  + element("Message", error.text())
                  + element("RequestId", REQUEST_ID)
                  + "</Error>");
      case QUERY ->
          xml(
              "<ErrorResponse><Error>"
                  + element("Type", "Sender")
                  + element("Code", error.code())
                  + element("Message", error.text())
                  + "</Error>"
                  + element("RequestId", REQUEST_ID)
                  + "</ErrorResponse>");
    };
  }

  private String open(String name) {
    return "<" + name + " xmlns=\"" + operation.service().namespace() + "\">";
  }

  private static byte[] xml(String content) {
    return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + content)
        .getBytes(StandardCharsets.UTF_8);
  }

  private String elements(JsonNode tree, List<SdkField<?>> members, String where) {
    StringBuilder xml = new StringBuilder();
    Members.each(
        tree,
        members,
        where,
        (member, value) -> xml.append(element(value, member, name(member), where)));
    return xml.toString();
  }

  private static String name(SdkField<?> member) {
    return member.unmarshallLocationName() == null
        ? member.locationName()
        : member.unmarshallLocationName();
  }

  private String element(JsonNode value, SdkField<?> member, String name, String where) {
    MarshallingType<?> type = member.marshallingType();
    if (type.equals(MarshallingType.SDK_POJO)) {
      return "<"
          + name
          + ">"
          + elements(
              value, member.constructor().get().sdkFields(), where + "." + member.memberName())
          + close(name);
    }
    if (type.equals(MarshallingType.LIST)) {
      ListTrait trait = member.getTrait(ListTrait.class);
      SdkField<?> item = trait.memberFieldInfo();
      String itemName =
          trait.memberLocationName() == null ? name(item) : trait.memberLocationName();
      StringBuilder items = new StringBuilder();
      for (JsonNode element : value.values()) {
        if (Members.fits(element, item)) {
          items.append(
              element(
                  element,
                  item,
                  trait.isFlattened() ? name : itemName,
                  where + "." + member.memberName()));
        }
      }
      return trait.isFlattened() ? items.toString() : "<" + name + ">" + items + close(name);
    }
    if (type.equals(MarshallingType.MAP)) {
      MapTrait trait = member.getTrait(MapTrait.class);
      StringBuilder entries = new StringBuilder();
      value
          .properties()
          .forEach(entry ->
              entries
                  .append("<entry>")
                  .append(element(trait.keyLocationName(), entry.getKey()))
                  .append(
                      element(
                          entry.getValue(),
                          trait.valueFieldInfo(),
                          trait.valueLocationName(),
                          where))
                  .append("</entry>"));
      return "<" + name + ">" + entries + close(name);
    }
    return element(name, Members.text(value, member, operation.service().protocol()));
  }

  private static String element(String name, String text) {
    StringBuilder xml = new StringBuilder("<").append(name).append(">");
    text.codePoints().forEach(it -> escape(it, xml));
    return xml.append(close(name)).toString();
  }

  /** XML has no form for most control characters: they become the replacement character. */
  private static void escape(int character, StringBuilder xml) {
    switch (character) {
      case '<' -> xml.append("&lt;");
      case '>' -> xml.append("&gt;");
      case '&' -> xml.append("&amp;");
      case '\r', '\n', '\t' -> xml.append("&#").append(character).append(';');
      default -> {
        boolean legal =
            character >= 0x20
                && !(character >= 0xd800 && character <= 0xdfff)
                && character != 0xfffe
                && character != 0xffff;
        xml.appendCodePoint(legal ? character : 0xfffd);
      }
    }
  }

  private static String close(String name) {
    return "</" + name + ">";
  }

  private ObjectNode structure(JsonNode tree, List<SdkField<?>> members, String where) {
    ObjectNode json = JSON.createObjectNode();
    Members.each(
        tree,
        members,
        where,
        (member, value) -> json.set(member.locationName(), json(value, member, where)));
    return json;
  }

  private JsonNode json(JsonNode value, SdkField<?> member, String where) {
    MarshallingType<?> type = member.marshallingType();
    if (type.equals(MarshallingType.SDK_POJO)) {
      return structure(
          value, member.constructor().get().sdkFields(), where + "." + member.memberName());
    }
    if (type.equals(MarshallingType.LIST)) {
      SdkField<?> item = member.getTrait(ListTrait.class).memberFieldInfo();
      ArrayNode list = JSON.createArrayNode();
      value.values().stream()
          .filter(it -> Members.fits(it, item))
          .forEach(it -> list.add(json(it, item, where + "." + member.memberName())));
      return list;
    }
    if (type.equals(MarshallingType.MAP)) {
      SdkField<?> item = member.getTrait(MapTrait.class).valueFieldInfo();
      ObjectNode map = JSON.createObjectNode();
      value
          .properties()
          .forEach(it -> {
            if (Members.fits(it.getValue(), item)) {
              map.set(it.getKey(), json(it.getValue(), item, where));
            }
          });
      return map;
    }
    return Members.scalar(value, member);
  }
}
