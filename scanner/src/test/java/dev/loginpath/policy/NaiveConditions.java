package dev.loginpath.policy;

import static dev.loginpath.policy.NaiveEvaluator.all;
import static dev.loginpath.policy.NaiveEvaluator.any;
import static dev.loginpath.policy.NaiveEvaluator.not;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The condition operators once more, with regular expressions and java.net. */
final class NaiveConditions {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)\\}");

  private final Map<String, JsonNode> context;

  /** The map compares keys without regard to case. */
  NaiveConditions(Map<String, JsonNode> context) {
    this.context = context;
  }

  static String regex(String glob) {
    return quoted(glob).replace("\\*", ".*").replace("\\?", ".");
  }

  private static String quoted(String text) {
    return text.replaceAll("[^A-Za-z0-9:]", "\\\\$0");
  }

  /** A regular expression with the values of variables in it; null where one has none. */
  @Nullable String substituted(String glob) {
    return substituted(glob, true);
  }

  private @Nullable String substituted(String text, boolean wild) {
    StringBuilder regex = new StringBuilder();
    Matcher matcher = VARIABLE.matcher(text);
    int at = 0;
    while (matcher.find()) {
      String before = text.substring(at, matcher.start());
      regex.append(wild ? regex(before) : quoted(before));
      at = matcher.end();
      String value = value(matcher.group(1));
      if (value == null) {
        return null;
      }
      regex.append(quoted(value));
    }
    String rest = text.substring(at);
    return regex + (wild ? regex(rest) : quoted(rest));
  }

  private @Nullable String value(String variable) {
    if (variable.matches("[*?$]")) {
      return variable;
    }
    String[] parts = variable.split(",", 2);
    JsonNode value = context.get(parts[0].strip());
    if (value != null) {
      return value.isString() ? value.asString() : null;
    }
    return parts.length < 2 ? null : parts[1].strip().replaceAll("^'(.*)'$", "$1");
  }

  @Nullable Boolean hold(String written, String key, List<String> wanted, boolean variables) {
    boolean every = written.startsWith("ForAllValues:");
    boolean some = written.startsWith("ForAnyValue:");
    String word = written.substring(written.indexOf(':') + 1);
    boolean ifExists = word.endsWith("IfExists");
    String operator = ifExists ? word.substring(0, word.length() - "IfExists".length()) : word;
    JsonNode given = context.get(key);
    List<String> values = given == null ? List.of() : NaiveEvaluator.texts(given);
    if (wanted.isEmpty() || operator.equals("StringMatches")) {
      return null;
    }
    if (operator.equals("Null")) {
      return wanted.contains(values.isEmpty() ? "true" : "false");
    }
    boolean negated = operator.contains("Not");
    if ((every || some) ? values.stream().allMatch(String::isEmpty) : values.isEmpty()) {
      if (every) {
        return true;
      }
      if (some) {
        return ifExists ? null : Boolean.FALSE;
      }
      return ifExists || negated;
    }
    if (!every && !some && given != null && given.isArray()) {
      return null;
    }
    List<@Nullable Boolean> each = new ArrayList<>();
    for (String value : values) {
      List<@Nullable Boolean> matches = new ArrayList<>();
      for (String one : wanted) {
        matches.add(matches(operator.replace("Not", ""), one, value, variables, negated));
      }
      each.add(negated ? not(any(matches)) : any(matches));
    }
    return every ? all(each) : any(each);
  }

  private @Nullable Boolean matches(
      String operator, String wanted, String given, boolean variables, boolean negated) {
    Boolean unreadable = negated ? null : Boolean.FALSE;
    if (operator.startsWith("Numeric") || operator.startsWith("Date")) {
      boolean numeric = operator.startsWith("Numeric");
      BigDecimal left = numeric ? number(given) : seconds(given);
      BigDecimal right = numeric ? number(wanted) : seconds(wanted);
      return (left == null || right == null)
          ? unreadable
          : Boolean.valueOf(
              compares(operator.replaceAll("Numeric|Date", ""), left.compareTo(right)));
    }
    if (operator.startsWith("Arn")) {
      return arn(wanted, given, variables, unreadable);
    }
    if (operator.equals("IpAddress")) {
      return inside(wanted, given, unreadable);
    }
    if (operator.equals("BinaryEquals")) {
      return sameBytes(wanted, given);
    }
    boolean wild = operator.equals("StringLike");
    String plain = wild ? regex(wanted) : quoted(wanted);
    String regex = variables ? substituted(wanted, wild) : plain;
    if (regex == null) {
      return false;
    }
    boolean bool = operator.equals("Bool");
    boolean ignoreCase = bool || operator.endsWith("IgnoreCase");
    boolean same = given.matches((ignoreCase ? "(?is)" : "(?s)") + regex);
    return same && (!bool || given.matches("(?i)true|false"));
  }

  private static boolean compares(String how, int sign) {
    return switch (how) {
      case "Equals" -> sign == 0;
      case "LessThan" -> sign < 0;
      case "LessThanEquals" -> sign <= 0;
      case "GreaterThan" -> sign > 0;
      case "GreaterThanEquals" -> sign >= 0;
      default -> throw new IllegalArgumentException(how);
    };
  }

  private static @Nullable BigDecimal number(String text) {
    return text.matches("[-+]?[0-9]+(\\.[0-9]+)?(e[0-9]+)?") ? new BigDecimal(text) : null;
  }

  private static @Nullable BigDecimal seconds(String text) {
    if (text.matches("-?[0-9]+(\\.[0-9]+)?") && !text.matches("[0-9]{4}")) {
      return new BigDecimal(text);
    }
    if (!text.matches("[0-9]{4}(-.*)?")) {
      return null;
    }
    String full = text.contains("T") ? text : (text + "-01-01").substring(0, 10) + "T00:00:00Z";
    Instant instant = OffsetDateTime.parse(full).toInstant();
    return BigDecimal.valueOf(instant.getEpochSecond());
  }

  private @Nullable Boolean arn(
      String wanted, String given, boolean variables, @Nullable Boolean unreadable) {
    // No variable of these tests stands before the fifth colon.
    String[] parts = wanted.split(":", 6);
    String[] values = given.split(":", 6);
    if (parts.length < 6) {
      return null;
    }
    if (values.length < 6) {
      return unreadable;
    }
    boolean same = true;
    for (int part = 0; part < 6; part++) {
      String regex = variables ? substituted(parts[part]) : regex(parts[part]);
      same &= regex != null && values[part].matches("(?s)" + regex);
    }
    return same;
  }

  private static @Nullable Boolean inside(
      String wanted, String given, @Nullable Boolean unreadable) {
    byte[] block = bytes(wanted.replaceAll("/.*", ""));
    byte[] address = bytes(given);
    if (block == null || address == null) {
      return unreadable;
    }
    if (block.length != address.length) {
      return false;
    }
    int bits = block.length * 8;
    int prefix = wanted.contains("/") ? Integer.parseInt(wanted.replaceAll(".*/", "")) : bits;
    BigInteger difference = new BigInteger(1, block).xor(new BigInteger(1, address));
    return difference.shiftRight(bits - prefix).signum() == 0;
  }

  private static byte @Nullable [] bytes(String address) {
    if (!address.matches("([0-9]+\\.){3}[0-9]+|[0-9A-Fa-f:]*:[0-9A-Fa-f:]*")) {
      return null;
    }
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException noAddress) {
      return null;
    }
  }

  private static boolean sameBytes(String wanted, String given) {
    try {
      Base64.Decoder decoder = Base64.getDecoder();
      return java.util.Arrays.equals(decoder.decode(wanted), decoder.decode(given));
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
