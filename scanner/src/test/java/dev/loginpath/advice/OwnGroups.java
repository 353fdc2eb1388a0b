package dev.loginpath.advice;

import dev.loginpath.scan.DemoAccount;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.SecurityGroup;
import dev.loginpath.snapshot.SecurityGroupRule;
import dev.loginpath.verdict.Observed;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Gives instances groups of their own, with the rules of those that they shared with others. */
final class OwnGroups {

  private final Set<String> taken = new HashSet<>();

  /** The groups that they are copies of, by their ids. */
  private final Map<String, String> copied = new TreeMap<>();

  private OwnGroups() {}

  static DemoAccount of(DemoAccount account, String region) {
    OwnGroups own = new OwnGroups();
    return account
        .interfaces(region, own::apart)
        .change(region, "ec2.securityGroups", own::groups)
        .change(region, "ec2.securityGroupRules", own::rules);
  }

  /** The first to have a group keeps it. */
  private NetworkInterface apart(NetworkInterface each) {
    if (each.instanceId().isEmpty()) {
      return each;
    }
    return DemoAccount.with(each, "groupIds", each.groupIds().stream().map(this::own).toList());
  }

  private String own(String group) {
    if (taken.add(group)) {
      return group;
    }
    String copy = group + "x" + copied.size();
    copied.put(copy, group);
    return copy;
  }

  private Observed<List<SecurityGroup>> groups(Observed<List<SecurityGroup>> groups) {
    return more(
        groups,
        Observed.items(groups).stream()
            .flatMap(it -> copies(it.id()).map(copy -> DemoAccount.with(it, "id", copy))));
  }

  private Observed<List<SecurityGroupRule>> rules(Observed<List<SecurityGroupRule>> rules) {
    return more(
        rules,
        Observed.items(rules).stream()
            .flatMap(it ->
                copies(it.groupId())
                    .map(copy ->
                        new SecurityGroupRule(
                            it.id() + copy.substring(it.groupId().length()),
                            copy,
                            it.egress(),
                            it.rule()))));
  }

  private Stream<String> copies(String group) {
    return copied.entrySet().stream()
        .filter(it -> it.getValue().equals(group))
        .map(Map.Entry::getKey);
  }

  private static <T> Observed<List<T>> more(Observed<List<T>> listed, Stream<T> copies) {
    return new Observed.Known<>(
        listed.call(), Stream.concat(Observed.items(listed).stream(), copies).toList());
  }
}
