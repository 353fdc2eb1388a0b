package dev.loginpath.advice;

import dev.loginpath.report.Closing;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.SecurityGroup;
import dev.loginpath.snapshot.SecurityGroupRule;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the steps of a closing do.
 *
 * @param rules the ids of the rules that are revoked
 * @param words rules whose ids were not seen, as the sources of the closed paths name them
 * @param addresses the public addresses that are given up
 */
record Obeyed(Set<String> rules, Set<String> words, Set<String> addresses) {

  private static final Pattern RULE = Pattern.compile("--security-group-rule-ids (sgr-[0-9a-z]+)");
  private static final Pattern ADDRESS = Pattern.compile("public IPv4 address ([0-9.]*[0-9])");

  static Obeyed of(InstanceReport instance, Closing closing) {
    Set<String> words =
        instance.paths().stream()
            .filter(it -> closing.paths().contains(it.path()))
            .flatMap(it -> it.sources().stream())
            .flatMap(it -> it.via().stream())
            .filter(it -> it.startsWith("sg-"))
            .collect(Collectors.toCollection(TreeSet::new));
    return new Obeyed(named(closing, RULE), words, named(closing, ADDRESS));
  }

  /** There is nothing to do. */
  boolean isNothing() {
    return rules.isEmpty() && words.isEmpty();
  }

  private boolean isNamed(SecurityGroup group, GroupRule rule) {
    String peer =
        switch (rule.peer()) {
          case GroupRule.Range range -> range.cidr();
          case GroupRule.List list -> list.prefixListId();
          case GroupRule.Group other -> other.groupId();
        };
    String word = group.id() + " " + rule.ports() + " " + peer;
    return words.stream().anyMatch(it -> it.equals(word) || it.startsWith(word + " "));
  }

  private static Set<String> named(Closing closing, Pattern pattern) {
    return closing.steps().stream()
        .flatMap(it -> pattern.matcher(it).results())
        .map(it -> it.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The account once it was done. */
  DemoAccount in(DemoAccount account) {
    DemoAccount changed = account;
    for (String region : Variants.REGIONS) {
      changed = withoutRules(changed, region).interfaces(region, this::withoutAddresses);
    }
    return changed;
  }

  /** The interfaces over which routes lead, of those that lose their address. */
  Set<String> routesOver(DemoAccount account) {
    Set<String> losing = new TreeSet<>();
    Set<String> targets = new TreeSet<>();
    for (RegionSnapshot region : account.snapshot().regions()) {
      Observed.items(region.ec2().networkInterfaces()).stream()
          .filter(it -> !withoutAddresses(it).equals(it))
          .forEach(it -> losing.add(it.id()));
      Observed.items(region.ec2().routeTables()).stream()
          .flatMap(it -> it.routes().stream())
          .forEach(it -> targets.add(it.target()));
    }
    losing.retainAll(targets);
    return losing;
  }

  private DemoAccount withoutRules(DemoAccount account, String region) {
    List<SecurityGroupRule> revoked = new ArrayList<>();
    account.each(
        region,
        "ec2.securityGroupRules",
        (SecurityGroupRule it) -> {
          if (rules.contains(it.id())) {
            revoked.add(it);
          }
          return it;
        });
    return account.each(
        region,
        "ec2.securityGroups",
        (SecurityGroup group) ->
            DemoAccount.with(
                group,
                "ingress",
                group.ingress().stream()
                    .filter(rule -> !isNamed(group, rule))
                    .filter(rule ->
                        revoked.stream()
                            .noneMatch(
                                it -> it.groupId().equals(group.id()) && it.rule().equals(rule)))
                    .toList()));
  }

  private NetworkInterface withoutAddresses(NetworkInterface from) {
    List<PrivateAddress> left =
        from.privateAddresses().stream()
            .map(it ->
                it.publicAddress().filter(addresses::contains).isPresent()
                    ? DemoAccount.with(it, "publicAddress", Optional.empty())
                    : it)
            .toList();
    return DemoAccount.with(from, "privateAddresses", left);
  }
}
