package dev.loginpath.simulator.folder;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import tools.jackson.databind.JsonNode;

/**
 * Values that are not of the kind that the API's model has. What cannot be read must not look as if
 * it were not there: a list of texts where objects belong is not an empty list.
 */
final class Misfits {

  /** Texts that the AWS CLI prints as the JSON that is in them. */
  private static final Set<String> JSON_TEXTS =
      Set.of(
          "PolicyDocument",
          "AssumeRolePolicyDocument",
          "Document",
          "Policy",
          "Content",
          "PriceList",
          "AccessPolicies",
          "CloudTrailEvent");

  private Misfits() {}

  /**
   * Where in a value something is of the wrong kind, and what stands there; empty where all is
   * well. A member that is null is one that is not there; in a list, null stands for something.
   */
  static Optional<String> in(JsonNode value, SdkField<?> member, String where) {
    if (!fits(value, member, where)) {
      return Optional.of(where + " holds " + kind(value) + " where " + kind(member) + " belongs");
    }
    MarshallingType<?> type = member.marshallingType();
    if (type.equals(MarshallingType.SDK_POJO)) {
      for (SdkField<?> each : member.constructor().get().sdkFields()) {
        JsonNode part = value.path(Members.name(each));
        if (!part.isMissingNode() && !part.isNull()) {
          Optional<String> misfit = in(part, each, where + "." + Members.name(each));
          if (misfit.isPresent()) {
            return misfit;
          }
        }
      }
    }
    if (type.equals(MarshallingType.LIST)) {
      SdkField<?> item = member.getTrait(ListTrait.class).memberFieldInfo();
      int index = 0;
      for (JsonNode each : value.values()) {
        Optional<String> misfit = in(each, item, where + "[" + index++ + "]");
        if (misfit.isPresent()) {
          return misfit;
        }
      }
    }
    if (type.equals(MarshallingType.MAP)) {
      SdkField<?> item = member.getTrait(MapTrait.class).valueFieldInfo();
      for (Map.Entry<String, JsonNode> each : value.properties()) {
        Optional<String> misfit = in(each.getValue(), item, where + "." + each.getKey());
        if (misfit.isPresent()) {
          return misfit;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean fits(JsonNode value, SdkField<?> member, String where) {
    boolean aText = member.marshallingType().equals(MarshallingType.STRING);
    return Members.fits(value, member)
        && (!aText || !value.isContainer() || (value.isObject() && isJsonText(value, name(where))));
  }

  private static boolean isJsonText(JsonNode value, String name) {
    boolean policy = name.equals("Policy") || name.endsWith("PolicyDocument");
    return JSON_TEXTS.contains(name)
        && (!policy || value.isEmpty() || value.has("Statement") || value.has("Version"));
  }

  private static String name(String where) {
    return where.substring(where.lastIndexOf('.') + 1).replaceFirst("\\[.*", "");
  }

  static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT, POJO -> "an object";
      case STRING, BINARY -> "the text " + Words.first(value.asString(""));
      case NUMBER, BOOLEAN -> "the value " + Words.first(value.asString(""));
      case NULL, MISSING -> "null";
    };
  }

  static String kind(SdkField<?> member) {
    MarshallingType<?> type = member.marshallingType();
    return type.equals(MarshallingType.LIST)
        ? "a list"
        : type.equals(MarshallingType.SDK_POJO) || type.equals(MarshallingType.MAP)
            ? "an object"
            : "a value of type " + type.getTargetClass().getSimpleName();
  }
}
