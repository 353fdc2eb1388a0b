package dev.loginpath.simulator.folder;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;
import software.amazon.awssdk.core.traits.XmlAttributesTrait;
import tools.jackson.databind.JsonNode;

/** A document as the query protocols and REST-XML write it, element by element. */
final class XmlBody {

  /** The AWS CLI prints these decoded; IAM sends them URL-encoded. */
  private static final Set<String> DOCUMENTS =
      Set.of("PolicyDocument", "AssumeRolePolicyDocument", "Document");

  private final Service.Protocol protocol;
  private final StringBuilder xml =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  XmlBody(Service.Protocol protocol) {
    this.protocol = protocol;
  }

  byte[] bytes() {
    return xml.toString().getBytes(StandardCharsets.UTF_8);
  }

  XmlBody open(String name) {
    return start(name, "");
  }

  XmlBody open(String name, String namespace) {
    return start(name, xmlns(namespace));
  }

  XmlBody close(String name) {
    xml.append("</").append(name).append('>');
    return this;
  }

  XmlBody text(String name, String text) {
    return open(name).content(text).close(name);
  }

  XmlBody content(String text) {
    text.codePoints().forEach(it -> escape(it, xml));
    return this;
  }

  /** The members of a structure, without an element around them. */
  XmlBody members(JsonNode tree, List<SdkField<?>> members, String where) {
    Members.each(
        tree,
        members,
        where,
        MarshallLocation.PAYLOAD,
        (member, value) -> {
          if (!member.containsTrait(XmlAttributeTrait.class)) {
            element(name(member), "", value, member, where);
          }
        });
    return this;
  }

  XmlBody structure(
      String name, String namespace, JsonNode tree, List<SdkField<?>> members, String where) {
    return start(name, xmlns(namespace) + attributes(tree, members, where))
        .members(tree, members, where)
        .close(name);
  }

  /** A member that is the whole document. */
  XmlBody document(JsonNode value, SdkField<?> member, String namespace, String where) {
    element(name(member), xmlns(namespace), value, member, where);
    return this;
  }

  private XmlBody start(String name, String attributes) {
    xml.append('<').append(name).append(attributes).append('>');
    return this;
  }

  private static String name(SdkField<?> member) {
    return member.unmarshallLocationName() == null
        ? member.locationName()
        : member.unmarshallLocationName();
  }

  private void element(
      String name, String attributes, JsonNode value, SdkField<?> member, String where) {
    MarshallingType<?> type = member.marshallingType();
    String inner = Members.inside(where, member);
    if (type.equals(MarshallingType.SDK_POJO)) {
      List<SdkField<?>> members = member.constructor().get().sdkFields();
      start(name, attributes + namespaces(member) + attributes(value, members, inner))
          .members(value, members, inner)
          .close(name);
    } else if (type.equals(MarshallingType.LIST)) {
      list(name, attributes, value, member.getTrait(ListTrait.class), inner);
    } else if (type.equals(MarshallingType.MAP)) {
      map(name, attributes, value, member.getTrait(MapTrait.class), inner);
    } else {
      start(name, attributes).content(text(value, member)).close(name);
    }
  }

  private void list(String name, String attributes, JsonNode value, ListTrait trait, String where) {
    SdkField<?> item = trait.memberFieldInfo();
    String itemName = trait.memberLocationName() == null ? name(item) : trait.memberLocationName();
    if (!trait.isFlattened()) {
      start(name, attributes);
    }
    for (JsonNode element : value.values()) {
      if (Members.fits(element, item)) {
        element(trait.isFlattened() ? name : itemName, "", element, item, where);
      }
    }
    if (!trait.isFlattened()) {
      close(name);
    }
  }

  private void map(String name, String attributes, JsonNode value, MapTrait trait, String where) {
    String entry = trait.isFlattened() ? name : "entry";
    if (!trait.isFlattened()) {
      start(name, attributes);
    }
    value
        .properties()
        .forEach(it -> {
          if (Members.fits(it.getValue(), trait.valueFieldInfo())) {
            open(entry).text(trait.keyLocationName(), it.getKey());
            element(trait.valueLocationName(), "", it.getValue(), trait.valueFieldInfo(), where);
            close(entry);
          }
        });
    if (!trait.isFlattened()) {
      close(name);
    }
  }

  /** The members of a structure that stand in its start tag. */
  private static String attributes(JsonNode tree, List<SdkField<?>> members, String where) {
    StringBuilder attributes = new StringBuilder();
    Members.each(
        tree,
        members,
        where,
        MarshallLocation.PAYLOAD,
        (member, value) -> {
          if (member.containsTrait(XmlAttributeTrait.class)) {
            attributes.append(
                attribute(name(member), Members.text(value, member, Format.ISO_8601)));
          }
        });
    return attributes.toString();
  }

  /** The prefixes that attributes of the member's structure use. */
  private static String namespaces(SdkField<?> member) {
    StringBuilder namespaces = new StringBuilder();
    member
        .getOptionalTrait(XmlAttributesTrait.class)
        .ifPresent(trait ->
            trait
                .attributes()
                .forEach((name, accessors) -> {
                  if (name.startsWith("xmlns:")) {
                    // It is the same for every object.
                    String uri = accessors.attributeGetter().apply(member);
                    namespaces.append(attribute(name, uri));
                  }
                }));
    return namespaces.toString();
  }

  private String text(JsonNode value, SdkField<?> member) {
    String plain = Members.text(value, member, Format.ISO_8601);
    boolean encoded =
        protocol == Service.Protocol.QUERY
            && DOCUMENTS.contains(String.valueOf(member.memberName()));
    return encoded ? URLEncoder.encode(plain, StandardCharsets.UTF_8).replace("+", "%20") : plain;
  }

  private static String xmlns(String namespace) {
    return namespace.isEmpty() ? "" : attribute("xmlns", namespace);
  }

  private static String attribute(String name, String value) {
    StringBuilder attribute = new StringBuilder(" ").append(name).append("=\"");
    value.codePoints().forEach(it -> escape(it, attribute));
    return attribute.append('"').toString();
  }

  /** XML has no form for most control characters: they become the replacement character. */
  private static void escape(int character, StringBuilder xml) {
    switch (character) {
      case '<' -> xml.append("&lt;");
      case '>' -> xml.append("&gt;");
      case '&' -> xml.append("&amp;");
      case '"' -> xml.append("&quot;");
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
}
