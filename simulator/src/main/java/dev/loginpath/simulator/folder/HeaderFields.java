package dev.loginpath.simulator.folder;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.JsonValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import tools.jackson.databind.JsonNode;

/** The members of an answer that the REST protocols write as header fields. */
final class HeaderFields {

  private HeaderFields() {}

  static Map<String, String> of(JsonNode tree, List<SdkField<?>> members, String where) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, String> prefixed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Members.each(
        tree,
        members,
        where,
        MarshallLocation.HEADER,
        (member, value) -> {
          if (member.marshallingType().equals(MarshallingType.MAP)) {
            value
                .properties()
                .forEach(it ->
                    prefixed.put(member.locationName() + it.getKey(), it.getValue().asString("")));
          } else {
            headers.put(member.locationName(), field(value, member));
          }
        });
    // A header with a member of its own is not the map's.
    prefixed.forEach(headers::putIfAbsent);
    return headers;
  }

  private static String field(JsonNode value, SdkField<?> member) {
    if (member.marshallingType().equals(MarshallingType.LIST)) {
      SdkField<?> item = member.getTrait(ListTrait.class).memberFieldInfo();
      return value.values().stream()
          .map(it -> quoted(field(it, item), item))
          .collect(Collectors.joining(", "));
    }
    String text = Members.text(value, member, Format.RFC_822);
    return member.containsTrait(JsonValueTrait.class)
        ? Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
        : text;
  }

  private static String quoted(String text, SdkField<?> item) {
    boolean ambiguous = text.contains(",") || text.contains("\"");
    return ambiguous && item.marshallingType().equals(MarshallingType.STRING)
        ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
        : text;
  }
}
