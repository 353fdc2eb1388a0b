package dev.loginpath.simulator.folder;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
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

  /** Numbers that JSON has no form for; the protocols write them as texts. */
  private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  /** What boto3 puts beside the members of every answer. */
  private static final Set<String> BESIDE = Set.of("ResponseMetadata");

  private Members() {}

  /** What the tree has for the members that travel in one place: the body or the headers. */
  static void each(
      JsonNode tree,
      List<SdkField<?>> members,
      String where,
      MarshallLocation place,
      BiConsumer<SdkField<?>, JsonNode> action) {
    for (SdkField<?> member : members) {
      JsonNode value = tree.path(name(member));
      if (value.isMissingNode() || value.isNull() || member.location() != place) {
        continue;
      }
      if (fits(value, member)) {
        action.accept(member, value);
      } else {
        warn(where + "." + member.memberName() + " has a value of the wrong kind and is left out");
      }
    }
    for (String name : tree.propertyNames()) {
      if (!BESIDE.contains(name) && members.stream().noneMatch(it -> name(it).equals(name))) {
        warn(where + "." + name + " is not in the API's model and is left out");
      }
    }
  }

  static Optional<JsonNode> value(JsonNode tree, SdkField<?> member) {
    return tree.optional(name(member)).filter(it -> fits(it, member));
  }

  /** The API's name of a member: the SDK renames one whose Java name would be a keyword. */
  static String name(SdkField<?> member) {
    return member.memberName().equals("PublicLaunchPermissions") ? "Public" : member.memberName();
  }

  /** Where the members of a member stand, for a warning; items of lists have no name. */
  static String inside(String where, SdkField<?> member) {
    return Optional.ofNullable(member.memberName()).map(it -> where + "." + it).orElse(where);
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
    if (type.equals(MarshallingType.STRING) || type.equals(MarshallingType.DOCUMENT)) {
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
    boolean real = type.equals(MarshallingType.DOUBLE) || type.equals(MarshallingType.FLOAT);
    return value.isNumber()
        || value.asString("").matches("-?[0-9]+(\\.[0-9]+)?")
        || (real && NO_NUMBERS.contains(value.asString("")));
  }

  private static String lower(JsonNode value) {
    return value.asString("").toLowerCase(Locale.ROOT);
  }

  /** The value as text: an XML element's, an attribute's, a header's. */
  static String text(JsonNode value, SdkField<?> member, Format usual) {
    MarshallingType<?> type = member.marshallingType();
    if (type.equals(MarshallingType.INSTANT)) {
      return timestamp(value, member, usual).asString();
    }
    return type.equals(MarshallingType.BOOLEAN) ? lower(value) : string(value);
  }

  /** The value as a scalar of the JSON protocols, whose times are epoch seconds. */
  static JsonNode scalar(JsonNode value, SdkField<?> member) {
    MarshallingType<?> type = member.marshallingType();
    JsonNodeFactory nodes = JSON.getNodeFactory();
    if (type.equals(MarshallingType.INSTANT)) {
      return timestamp(value, member, Format.UNIX_TIMESTAMP);
    }
    if (type.equals(MarshallingType.STRING)) {
      return nodes.stringNode(string(value));
    }
    if (type.equals(MarshallingType.BOOLEAN)) {
      return nodes.booleanNode(lower(value).equals("true"));
    }
    boolean text =
        type.equals(MarshallingType.SDK_BYTES)
            || type.equals(MarshallingType.DOCUMENT)
            || NO_NUMBERS.contains(value.asString(""));
    return value.isString() && !text ? nodes.numberNode(new BigDecimal(value.asString())) : value;
  }

  /** A time in the member's own form, where it has one. */
  private static JsonNode timestamp(JsonNode value, SdkField<?> member, Format usual) {
    Instant time = time(value);
    JsonNodeFactory nodes = JSON.getNodeFactory();
    return switch (member
        .getOptionalTrait(TimestampFormatTrait.class)
        .map(TimestampFormatTrait::format)
        .orElse(usual)) {
      case ISO_8601 -> nodes.stringNode(DateTimeFormatter.ISO_INSTANT.format(time));
      case RFC_822 -> nodes.stringNode(HTTP_DATE.format(time));
      case UNIX_TIMESTAMP_MILLIS -> nodes.numberNode(time.toEpochMilli());
      case UNIX_TIMESTAMP -> {
        BigDecimal seconds =
            BigDecimal.valueOf(time.toEpochMilli()).movePointLeft(3).stripTrailingZeros();
        yield nodes.numberNode(seconds.setScale(Math.max(0, seconds.scale())));
      }
    };
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
