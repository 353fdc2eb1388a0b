package dev.loginpath.simulator.folder;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The members of a shape in data that others wrote: what fits the model is converted, the rest is
 * left out with one warning each.
 */
final class Members {

  private static final Logger LOG = LoggerFactory.getLogger(Members.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

  /** The AWS CLI prints these decoded; IAM sends them URL-encoded. */
  private static final Set<String> DOCUMENTS =
      Set.of("PolicyDocument", "AssumeRolePolicyDocument", "Document");

  private Members() {}

  static void each(
      JsonNode tree,
      List<SdkField<?>> members,
      String where,
      BiConsumer<SdkField<?>, JsonNode> action) {
    for (SdkField<?> member : members) {
      JsonNode value = tree.path(name(member));
      if (value.isMissingNode() || value.isNull()) {
        continue;
      }
      if (fits(value, member)) {
        action.accept(member, value);
      } else {
        warn(where + "." + member.memberName() + " has a value of the wrong kind and is left out");
      }
    }
    for (String name : tree.propertyNames()) {
      if (members.stream().noneMatch(it -> name(it).equals(name))) {
        warn(where + "." + name + " is not in the API's model and is left out");
      }
    }
  }

  /** The API's name of a member: the SDK renames one whose Java name would be a keyword. */
  static String name(SdkField<?> member) {
    return member.memberName().equals("PublicLaunchPermissions") ? "Public" : member.memberName();
  }

  private static void warn(String message) {
    if (WARNED.add(message)) {
      LOG.warn(message);
    }
  }

  /** Whether a value can be written as this member; documents may be objects. */
  static boolean fits(JsonNode value, SdkField<?> member) {
    MarshallingType<?> type = member.marshallingType();
    if (type.equals(MarshallingType.LIST)) {
      return value.isArray();
    }
    if (type.equals(MarshallingType.SDK_POJO) || type.equals(MarshallingType.MAP)) {
      return value.isObject();
    }
    if (type.equals(MarshallingType.STRING)) {
      return !value.isNull();
    }
    if (!value.isValueNode() || value.isNull()) {
      return false;
    }
    if (type.equals(MarshallingType.BOOLEAN)) {
      return value.isBoolean() || Set.of("true", "false").contains(lower(value));
    }
    if (type.equals(MarshallingType.INSTANT)) {
      return !time(value).equals(Instant.MIN);
    }
    if (type.equals(MarshallingType.SDK_BYTES)) {
      return value.isString();
    }
    return value.isNumber() || value.asString("").matches("-?[0-9]+(\\.[0-9]+)?");
  }

  private static String lower(JsonNode value) {
    return value.asString("").toLowerCase(Locale.ROOT);
  }

  /** The value as text in a query protocol. */
  static String text(JsonNode value, SdkField<?> member, Service.Protocol protocol) {
    MarshallingType<?> type = member.marshallingType();
    if (type.equals(MarshallingType.INSTANT)) {
      return DateTimeFormatter.ISO_INSTANT.format(time(value));
    }
    if (type.equals(MarshallingType.BOOLEAN)) {
      return lower(value);
    }
    String plain = string(value);
    boolean encoded =
        protocol == Service.Protocol.QUERY
            && DOCUMENTS.contains(String.valueOf(member.memberName()));
    return encoded ? URLEncoder.encode(plain, StandardCharsets.UTF_8).replace("+", "%20") : plain;
  }

  /** The value as a scalar of the JSON protocol, whose times are epoch seconds. */
  static JsonNode scalar(JsonNode value, SdkField<?> member) {
    MarshallingType<?> type = member.marshallingType();
    JsonNodeFactory nodes = JSON.getNodeFactory();
    if (type.equals(MarshallingType.INSTANT)) {
      Instant time = time(value);
      return nodes.numberNode(
          java.math.BigDecimal.valueOf(time.toEpochMilli()).movePointLeft(3).stripTrailingZeros());
    }
    if (type.equals(MarshallingType.STRING)) {
      return nodes.stringNode(string(value));
    }
    if (type.equals(MarshallingType.BOOLEAN)) {
      return nodes.booleanNode(lower(value).equals("true"));
    }
    return value.isString() && !type.equals(MarshallingType.SDK_BYTES)
        ? nodes.numberNode(new java.math.BigDecimal(value.asString()))
        : value;
  }

  private static String string(JsonNode value) {
    return value.isContainer() ? JSON.writeValueAsString(value) : value.asString();
  }

  /** A time as either CLI version or Python prints it: ISO 8601, or seconds since 1970. */
  private static Instant time(JsonNode value) {
    if (value.isNumber()) {
      return Instant.ofEpochMilli(value.decimalValue().movePointRight(3).longValue());
    }
    String text = value.asString("").replaceFirst("(?<=[0-9]) (?=[0-9])", "T");
    try {
      return text.endsWith("Z") ? Instant.parse(text) : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException unreadable) {
      return Instant.MIN;
    }
  }
}
