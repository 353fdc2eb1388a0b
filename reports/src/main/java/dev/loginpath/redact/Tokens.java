package dev.loginpath.redact;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in a text what its form tells: ids, ARNs, addresses, and names where a word says so. */
final class Tokens {

  private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  private static final String PREFIXES =
      "i|mi|sg|sgr|vpc|subnet|eni|igw|eigw|cagw|vgw|cgw|vpn|rtb|acl|nat|vpce|vpce-svc|eice|pl|tgw"
          + "|tgw-attach|tgw-rtb|pcx|lt|ami|aki|ari|vol|snap|key|eipalloc|eipassoc|aclassoc|rtbassoc"
          + "|h|r|op|rp|rpassoc|rpr|lgw|lgw-rtb|fleet|dopt|vpcbpa-exclude|cr|pg|eni-attach|core-network|attachment"
          + "|cvpn-endpoint|cvpn-assoc|vae|vagr|ipv4pool-ec2";

  private static final String HEX4 = "[0-9a-fA-F]{1,4}";

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<arn>arn:[a-z-]*:[a-z0-9*-]*:[a-z0-9*-]*:[a-z0-9*]*:[^\\s\"',;)\\]}<>]*[^\\s\"',;)\\]}<>:.])"
              + "|(?<![0-9a-z-])(?<uuid>(?:(?:fleet|sfr|vpce-svc|mi)-)?"
              + UUID
              + ")(?![0-9a-z-])"
              + "|(?<![0-9A-Za-z-])(?<id>(?:"
              + PREFIXES
              + ")-[0-9a-f]{8,17}|(?:o|p)-[a-z0-9]{8,32}|o-[a-z0-9]{4,32}|r-[a-z0-9]{4,32}|ou-[a-z0-9]{4,32}-[a-z0-9]{4,32})(?![0-9A-Za-z])"
              + "|(?<![0-9A-Za-z])(?<unique>A(?:ROA|IDA|KIA|SIA|GPA|NPA|NVA|IPA)[A-Z0-9]{12,}|Z[0-9A-Z]{11,31})(?![0-9A-Za-z])"
              + "|(?<![0-9A-Za-z.-])(?<host>[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*\\.(?:elb|compute|vpce|compute-1)(?:\\.[a-z0-9-]+)?\\.(?:amazonaws\\.com|internal)|[0-9A-Za-z-]+\\.(?:ec2|[a-z0-9-]+\\.compute)\\.internal|[0-9A-Za-z-]+\\.[a-z0-9-]+\\.elb\\.amazonaws\\.com|[0-9A-Za-z-]+\\.(?:dualstack\\.)?awsglobalaccelerator\\.com)"
              + "|(?<=s3://)(?<bucket>[^\\s/,;\"]+)"
              + "|^(?<trail>[^\\s]+)(?= (?:is|is not) logging)"
              + "|(?<=log group )(?<loggroup>/[^\\s,;\"]+)"
              + "|(?<=inline policy |permission set |(?:service|resource) control policies: )(?<policy>[^\\s,;\"]+)"
              + "|(?<=authorises group )(?<accessgroup>.+?)(?= of those who connect to )"
              + "|(?<=inline policy [^ ]{1,128} of (?:group|role|user) )(?<holder>[^\\s,;\"]+)"
              + "|(?<![0-9A-Za-z:.])(?<v6>(?:"
              + HEX4
              + ":){7}"
              + HEX4
              + "(?:/\\d{1,3})?|(?:"
              + HEX4
              + "(?::"
              + HEX4
              + "){0,6})?::(?:"
              + HEX4
              + "(?::"
              + HEX4
              + "){0,6})?(?:/\\d{1,3})?)(?![0-9A-Za-z:])"
              + "|(?<![\\w.])(?<!version |versions |needed is )(?<v4>(?:\\d{1,3}\\.){3}\\d{1,3}(?:/\\d{1,2})?)(?!\\.?\\w)"
              + "|(?<![0-9A-Za-z])(?<account>\\d{12})(?![0-9A-Za-z])");

  private static final Pattern SEGMENT = Pattern.compile("\\$\\{[^}]*}|[*?]+|[:/]|[^:/*?$]+|\\$");

  /** Says what stands for a thing that was found. */
  @FunctionalInterface
  interface Sink {
    String token(Kind kind, String original);
  }

  private final Sink sink;
  private final Set<String> addressesOfAws;

  Tokens(Sink sink, Set<String> addressesOfAws) {
    this.sink = sink;
    this.addressesOfAws = addressesOfAws;
  }

  /**
   * The text with what was found replaced.
   *
   * @param between what becomes of the text between
   */
  String replaced(String text, UnaryOperator<String> between) {
    StringBuilder out = new StringBuilder(text.length());
    Matcher matcher = TOKEN.matcher(text);
    int from = 0;
    while (matcher.find()) {
      out.append(between.apply(text.substring(from, matcher.start())));
      out.append(replacement(matcher));
      from = matcher.end();
    }
    return out.append(between.apply(text.substring(from))).toString();
  }

  /** Whether a text is of one such form from its first to its last character. */
  static boolean isFormed(String text) {
    return TOKEN.matcher(text).matches();
  }

  /** Whether something of such a form is in a text. */
  static boolean isIn(String text) {
    return TOKEN.matcher(text).find();
  }

  private String replacement(Matcher found) {
    String text = found.group();
    if (found.group("arn") != null) {
      return arn(text);
    }
    if (found.group("uuid") != null) {
      return sink.token(Kind.UUID, text);
    }
    if (found.group("id") != null) {
      return OfAws.isName(text) ? text : sink.token(Kind.ID, text);
    }
    if (found.group("unique") != null) {
      return sink.token(Kind.UNIQUE_ID, text);
    }
    if (found.group("host") != null) {
      return sink.token(Kind.HOST, text);
    }
    if (found.group("account") != null) {
      return sink.token(Kind.ACCOUNT, text);
    }
    if (found.group("v4") != null || found.group("v6") != null) {
      return address(text);
    }
    Kind kind =
        found.group("bucket") != null
            ? Kind.BUCKET
            : found.group("loggroup") != null
                ? Kind.LOG_GROUP
                : found.group("trail") != null
                    ? Kind.TRAIL
                    : found.group("policy") != null
                        ? Kind.POLICY
                        : found.group("accessgroup") != null ? Kind.GROUP : Kind.NAME;
    return name(kind, text);
  }

  String name(Kind kind, String name) {
    return OfAws.isName(name) ? name : sink.token(kind, name);
  }

  private String arn(String arn) {
    String[] parts = arn.split(":", 6);
    if (parts[4].equals("aws")) {
      return arn;
    }
    String account = parts[4].matches("\\d{12}") ? sink.token(Kind.ACCOUNT, parts[4]) : parts[4];
    return String.join(
        ":", parts[0], parts[1], parts[2], parts[3], account, resource(parts[2], parts[5]));
  }

  private String resource(String service, String resource) {
    String logGroup = "log-group:";
    if (resource.startsWith(logGroup)) {
      int end = resource.indexOf(':', logGroup.length());
      String name = resource.substring(logGroup.length(), end < 0 ? resource.length() : end);
      return logGroup + literals(Kind.LOG_GROUP, name) + (end < 0 ? "" : resource.substring(end));
    }
    boolean typed = !service.equals("s3") && resource.matches("[a-z-]+[:/].*");
    int begin = typed ? resource.split("[:/]", 2)[0].length() + 1 : 0;
    Kind kind = kind(service, resource.substring(0, begin));
    return resource.substring(0, begin) + literals(kind, resource.substring(begin));
  }

  /** The parts of a resource between what separates them and stands for anything. */
  private String literals(Kind kind, String resource) {
    if (kind == Kind.LOG_GROUP && !resource.matches(".*[*?$].*")) {
      return name(kind, resource);
    }
    return SEGMENT
        .matcher(resource)
        .replaceAll((MatchResult each) -> Matcher.quoteReplacement(segment(kind, each.group())));
  }

  private String segment(Kind kind, String segment) {
    if (segment.matches("[:/*?$].*")) {
      return segment;
    }
    if (segment.matches("[0-9a-f]{16}")) {
      return sink.token(Kind.HEX, segment);
    }
    if (TOKEN.matcher(segment).matches()) {
      return replaced(segment, it -> it);
    }
    boolean wordOfAws = kind == Kind.NAME && segment.matches("net|app|gwy|v?\\d{1,4}");
    return wordOfAws ? segment : name(kind, segment);
  }

  private static Kind kind(String service, String type) {
    return switch (type.isEmpty() ? service : type.substring(0, type.length() - 1)) {
      case "role", "assumed-role" -> Kind.ROLE;
      case "user" -> Kind.USER;
      case "group" -> Kind.GROUP;
      case "policy" -> Kind.POLICY;
      case "instance-profile" -> Kind.PROFILE;
      case "document" -> Kind.DOCUMENT;
      case "trail" -> Kind.TRAIL;
      case "s3" -> Kind.BUCKET;
      default -> Kind.NAME;
    };
  }

  private String address(String text) {
    int slash = text.indexOf('/');
    String base = slash < 0 ? text : text.substring(0, slash);
    String length = slash < 0 ? "" : text.substring(slash);
    if (OfAws.isAddress(text) || addressesOfAws.contains(text)) {
      return text;
    }
    try {
      InetAddress address = InetAddress.getByName(base);
      boolean v6 = base.indexOf(':') >= 0;
      byte[] bytes = address.getAddress();
      boolean own =
          address.isSiteLocalAddress()
              || (v6 && (bytes[0] & 0xfe) == 0xfc)
              || (!v6 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64);
      Kind kind = v6 ? (own ? Kind.PRIVATE6 : Kind.PUBLIC6) : own ? Kind.PRIVATE : Kind.PUBLIC;
      return sink.token(kind, address.getHostAddress()) + length;
    } catch (UnknownHostException none) {
      return text;
    }
  }
}
