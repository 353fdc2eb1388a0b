package dev.loginpath.policy;

import java.util.Optional;

/**
 * The principal of a request.
 *
 * @param name the user's or role's name without its path
 */
public record Caller(String arn, Kind kind, String partition, String account, String name) {

  /** What a principal is. */
  public enum Kind {
    ROOT,
    USER,
    ROLE,
    SESSION,
    OTHER
  }

  /** From an ARN of IAM or STS; anything else is a principal of its own kind. */
  public static Caller of(String text) {
    Optional<Arn> parsed = Arn.parse(text);
    if (parsed.isEmpty()) {
      return new Caller(text, Kind.OTHER, "", "", text);
    }
    Arn arn = parsed.get();
    String resource = arn.resource();
    Kind kind = Kind.OTHER;
    String name = resource.substring(resource.lastIndexOf('/') + 1);
    if (arn.service().equals("iam")) {
      kind =
          resource.equals("root")
              ? Kind.ROOT
              : resource.startsWith("user/")
                  ? Kind.USER
                  : resource.startsWith("role/") ? Kind.ROLE : Kind.OTHER;
    } else if (arn.service().equals("sts") && resource.startsWith("assumed-role/")) {
      kind = Kind.SESSION;
      String[] parts = resource.split("/", 3);
      name = parts.length > 1 ? parts[1] : resource;
    }
    return new Caller(text, kind, arn.partition(), arn.account(), name);
  }

  /** AWS's own roles are bound by no policy of an organization. */
  boolean isServiceLinked() {
    return switch (kind) {
      case ROLE -> arn.contains(":role/aws-service-role/");
      case SESSION -> name.startsWith("AWSServiceRoleFor");
      case ROOT, USER, OTHER -> false;
    };
  }

  boolean isRole() {
    return kind == Kind.ROLE || kind == Kind.SESSION;
  }
}
