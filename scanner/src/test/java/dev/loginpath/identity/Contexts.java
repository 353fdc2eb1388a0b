package dev.loginpath.identity;

import dev.loginpath.identity.IamLab.Who;
import dev.loginpath.policy.Value;
import dev.loginpath.report.PathId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The ways a call can be made: with which credentials, from where, when, and what the caller picks.
 * Keys that a channel sets together are set together. The values meet every condition of {@link
 * RandomAccounts} and miss it.
 */
final class Contexts {

  private static final List<Map<String, Value>> NETWORKS = networks();

  private final List<List<Map<String, Value>>> around = new ArrayList<>();
  private final String policies;

  /**
   * Those of a principal.
   *
   * @param policies the text of all policies: what it does not mention is not varied
   */
  Contexts(Who who, String policies) {
    this.policies = policies.toLowerCase(java.util.Locale.ROOT);
    around.add(credentials(who));
    if (mentions("aws:source") || mentions("aws:vpcsource")) {
      around.add(NETWORKS);
    }
    if (mentions("aws:currenttime") || mentions("aws:epochtime")) {
      List<Map<String, Value>> times = new ArrayList<>();
      for (String each :
          List.of("2026-11-20T09:00:05Z", "2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z")) {
        times.add(Map.of("aws:currenttime", Value.of(each), "aws:epochtime", Value.of(each)));
      }
      around.add(times);
    }
    if (who.kind.equals("role")) {
      values(around, "aws:sourceidentity", true, "alice", "u-0", "u-1", "x");
      if (Clause.document(who.trust).contains("sts:TagSession")) {
        String tag = "aws:principaltag/team";
        boolean none = !who.tags.containsKey("team");
        values(around, tag, none, "dev", "prod", "test", "pre", "0", "1", "2", "3", "4", "x");
      }
    }
  }

  /** Whether a request for an action carries a key that the caller picks. */
  static boolean carries(String action, String key) {
    return switch (key) {
      case "ec2:osuser" -> action.equals("ec2-instance-connect:SendSSHPublicKey");
      case "ec2-instance-connect:remoteport", "ec2-instance-connect:maxtunnelduration" ->
          action.equals("ec2-instance-connect:OpenTunnel");
      case "aws:requesttag/env" -> action.equals("ssm:CreateAssociation");
      default -> true;
    };
  }

  private boolean mentions(String key) {
    return policies.contains(key);
  }

  private void values(
      List<List<Map<String, Value>>> of, String key, boolean mayBeAbsent, String... texts) {
    if (mentions(key)) {
      List<Map<String, Value>> values = new ArrayList<>();
      for (String each : texts) {
        values.add(Map.of(key, Value.of(each)));
      }
      if (mayBeAbsent) {
        values.add(Map.of(key, Value.ABSENT));
      }
      of.add(values);
    }
  }

  private List<Map<String, Value>> credentials(Who who) {
    List<Map<String, Value>> all = new ArrayList<>();
    if (who.kind.equals("user")) {
      all.add(Map.of());
    }
    for (String issued : List.of("2026-11-20T10:00:00Z", "2027-06-01T00:00:00Z")) {
      Map<String, Value> session = new HashMap<>();
      session.put("aws:tokenissuetime", Value.of(issued));
      session.put("aws:multifactorauthpresent", Value.of("false"));
      all.add(Map.copyOf(session));
      if (Clause.document(who.trust).contains("ec2.amazonaws.com")) {
        session.put("ec2:sourceinstancearn", Value.of(RegionLab.arn("i-9")));
        all.add(Map.copyOf(session));
        session.remove("ec2:sourceinstancearn");
      }
      session.put("aws:multifactorauthpresent", Value.of("true"));
      for (String age : List.of("10", "3600", "5000")) {
        session.put("aws:multifactorauthage", Value.of(age));
        all.add(Map.copyOf(session));
      }
    }
    return all;
  }

  private static List<Map<String, Value>> networks() {
    List<Map<String, Value>> networks = new ArrayList<>();
    for (String each :
        List.of(
            "203.0.113.5",
            "203.0.113.200",
            "198.51.100.7",
            "8.8.8.8",
            "2001:db8::1",
            "2001:4860::1")) {
      networks.add(Map.of("aws:sourceip", Value.of(each)));
    }
    for (String endpoint : List.of("vpce-1", "vpce-2")) {
      for (String vpc : List.of("vpc-1", "vpc-2")) {
        for (String address : List.of("10.0.0.9", "192.168.0.9")) {
          networks.add(
              Map.of(
                  "aws:sourcevpce", Value.of(endpoint),
                  "aws:sourcevpc", Value.of(vpc),
                  "aws:vpcsourceip", Value.of(address)));
        }
      }
    }
    return networks;
  }

  private static int size(List<List<Map<String, Value>>> of) {
    return of.stream().mapToInt(List::size).reduce(1, (a, b) -> a * b);
  }

  private static Map<String, Value> combined(List<List<Map<String, Value>>> of, int number) {
    Map<String, Value> all = new HashMap<>();
    int rest = number;
    for (List<Map<String, Value>> each : of) {
      all.putAll(each.get(rest % each.size()));
      rest /= each.size();
    }
    return all;
  }

  /** Everything that the caller does not pick: all of it, or as much by chance. */
  Stream<Map<String, Value>> each(Random random, int atMost) {
    int size = size(around);
    return IntStream.range(0, Math.min(size, atMost))
        .mapToObj(it -> combined(around, size <= atMost ? it : random.nextInt(size)));
  }

  List<Map<String, Value>> around(Random random, int atMost) {
    return each(random, atMost).toList();
  }

  /** Everything that the caller may pick on a path. */
  List<Map<String, Value>> choices(PathId path) {
    List<List<Map<String, Value>>> chosen = new ArrayList<>();
    values(chosen, "aws:useragent", false, "aws-cli/2.1", "other");
    switch (path) {
      case INSTANCE_CONNECT ->
          values(chosen, "ec2:osuser", false, "ubuntu", "root", "u-0", "u-1", "u-2", "u-3", "x");
      case INSTANCE_CONNECT_ENDPOINT -> {
        values(chosen, "ec2-instance-connect:remoteport", false, "22", "3389");
        values(chosen, "ec2-instance-connect:maxtunnelduration", false, "1", "900", "901");
      }
      case RUN_COMMAND -> values(chosen, "aws:requesttag/env", true, "dev", "x");
      default -> {}
    }
    List<Map<String, Value>> all = new ArrayList<>();
    for (int each = 0; each < size(chosen); each++) {
      all.add(combined(chosen, each));
    }
    return all;
  }
}
