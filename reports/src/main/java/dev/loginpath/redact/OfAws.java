package dev.loginpath.redact;

import java.util.Set;
import java.util.regex.Pattern;

/** What has the same name in every account. */
final class OfAws {

  private static final Pattern NAME =
      Pattern.compile(
          "(AWS|SSM)-[A-Za-z-]*|AWS(EC2|FleetManager|Support|ConfigRemediation)-.*"
              + "|AWSServiceRoleFor.*|AWSSystemsManager[A-Za-z0-9]*|Amazon(SSM|EC2|EKS|ECS|CloudWatch)[A-Za-z-]*"
              + "|(RCP)?FullAWSAccess|(p-)?(RCP)?FullAWSAccess|AdministratorAccess|PowerUserAccess|ReadOnlyAccess"
              + "|aws-(reserved|service-role)|service-role|[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?"
              + "|com\\.amazonaws\\..*|(us|eu|ap|sa|ca|me|af|il|mx|cn)-[a-z-]+-[0-9]|aws|amazon|default"
              + "|whoever holds a key or password|\\$.*|[*?]*");

  private static final Pattern TAG_KEY = Pattern.compile("Name|aws:.*|eks:.*|elasticbeanstalk:.*");

  private static final Set<String> BLOCKS =
      Set.of(
          "0.0.0.0/0",
          "0.0.0.0",
          "::/0",
          "::",
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "100.64.0.0/10",
          "fc00::/7",
          "fe80::/10");

  private OfAws() {}

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  static boolean isTagKey(String key) {
    return TAG_KEY.matcher(key).matches();
  }

  /** Blocks that tell nothing of an account, and addresses that every host has. */
  static boolean isAddress(String address) {
    return BLOCKS.contains(address)
        || address.startsWith("127.")
        || address.startsWith("169.254.")
        || address.startsWith("fe80:")
        || address.startsWith("fd00:ec2:");
  }
}
