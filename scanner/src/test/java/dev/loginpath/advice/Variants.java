package dev.loginpath.advice;

import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.IamGroup;
import dev.loginpath.snapshot.IamRole;
import dev.loginpath.snapshot.IamUser;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import dev.loginpath.snapshot.NamedPolicy;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.SecurityGroup;
import dev.loginpath.snapshot.SecurityGroupRule;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** The demo account with principals, policies, groups, rules and states varied by a seed. */
final class Variants {

  private static final Map<String, String> SERVICE_LIST =
      Map.of(DemoFolder.TOKYO, "pl-0cd00baf886919adc", DemoFolder.VIRGINIA, "pl-09e5550ec403b9e61");

  private static final List<String> STATEMENTS =
      List.of(
          allow("\"ec2-instance-connect:SendSSHPublicKey\"", "\"*\"", ""),
          allow("\"ec2-instance-connect:*\"", "\"*\"", ""),
          allow(
              "\"ec2-instance-connect:SendSSHPublicKey\"",
              "\"*\"",
              ",\"Condition\":{\"StringEquals\":{\"aws:ResourceTag/env\":\"prod\"}}"),
          allow(
              "\"ec2-instance-connect:SendSSHPublicKey\"",
              "\"*\"",
              ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"}}"),
          allow("\"ssm:StartSession\"", "\"*\"", ""),
          allow("[\"ssm:StartSession\",\"kms:GenerateDataKey\"]", "\"*\"", ""),
          allow(
              "\"ssm:StartSession\"",
              "\"*\"",
              ",\"Condition\":{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}"),
          allow("\"ssm:SendCommand\"", "\"*\"", ""),
          allow("\"*\"", "\"*\"", ""),
          "{\"Effect\":\"Deny\",\"Action\":\"ssm:*\",\"Resource\":\"*\"}",
          "{\"Effect\":\"Deny\",\"Action\":\"ec2-instance-connect:OpenTunnel\",\"Resource\":\"*\"}");

  static final List<String> REGIONS = List.of(DemoFolder.TOKYO, DemoFolder.VIRGINIA);

  private final Random random;

  Variants(long seed) {
    random = new Random(seed);
  }

  private static String allow(String action, String resource, String condition) {
    return "{\"Effect\":\"Allow\",\"Action\":"
        + action
        + ",\"Resource\":"
        + resource
        + condition
        + "}";
  }

  private boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  /** As it is, with nothing of it hidden. */
  DemoAccount account() {
    DemoAccount account = DemoAccount.asItIs().iam(this::principals);
    boolean narrow = once(2);
    for (String region : REGIONS) {
      account = once(2) ? groups(account, region) : OwnGroups.of(account, region);
      account = states(rules(account, region, narrow), region);
      if (once(4) && region.equals(DemoFolder.TOKYO)) {
        account =
            account.each(
                region,
                "ec2.instanceConnectEndpoints",
                (InstanceConnectEndpoint it) -> DemoAccount.with(it, "preserveClientIp", true));
      }
    }
    return new SessionVariants(random).of(account);
  }

  private AuthorizationDetails principals(AuthorizationDetails iam) {
    List<IamUser> users =
        iam.users().stream()
            .filter(it -> once(3))
            .map(it -> DemoAccount.with(it, "inlinePolicies", policies()))
            .toList();
    List<IamGroup> groups =
        iam.groups().stream()
            .map(it -> once(2) ? it : DemoAccount.with(it, "inlinePolicies", policies()))
            .map(it -> once(2) ? it : DemoAccount.with(it, "attachedPolicyArns", List.of()))
            .toList();
    boolean few = once(2);
    List<IamRole> roles =
        iam.roles().stream()
            .filter(it -> !few || it.name().equals("ops") || !it.instanceProfileArns().isEmpty())
            .filter(it -> !it.name().startsWith("AWSReserved") || once(2))
            .map(it ->
                it.name().equals("ops") ? DemoAccount.with(it, "inlinePolicies", policies()) : it)
            .toList();
    return new AuthorizationDetails(users, groups, roles, iam.policies());
  }

  private List<NamedPolicy> policies() {
    List<NamedPolicy> policies = new ArrayList<>();
    if (once(2)) {
      return once(2) ? List.of() : List.of(policy("all", allow("\"*\"", "\"*\"", "")));
    }
    int many = random.nextInt(3);
    for (int index = 0; index < many; index++) {
      String statement = STATEMENTS.get(random.nextInt(STATEMENTS.size()));
      policies.add(policy("p" + index, statement));
    }
    return policies;
  }

  private static NamedPolicy policy(String name, String statement) {
    return new NamedPolicy(name, "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}");
  }

  /** Some rules for port 22 name Instance Connect alone, so that keys open nothing. */
  private DemoAccount rules(DemoAccount account, String region, boolean all) {
    Set<String> narrowed = new java.util.HashSet<>();
    Observed.items(
            account.snapshot().regions().stream()
                .filter(it -> it.name().equals(region))
                .findFirst()
                .orElseThrow()
                .ec2()
                .securityGroups())
        .stream()
        .filter(it -> it.ingress().stream().anyMatch(Variants::comesFromOutside))
        .filter(it -> all || !once(3))
        .forEach(it -> narrowed.add(it.id()));
    GroupRule.Peer service = new GroupRule.List(SERVICE_LIST.getOrDefault(region, ""));
    return account
        .each(
            region,
            "ec2.securityGroups",
            (SecurityGroup it) ->
                narrowed.contains(it.id())
                    ? DemoAccount.with(
                        it,
                        "ingress",
                        it.ingress().stream()
                            .map(rule -> narrow(rule, service))
                            .distinct()
                            .toList())
                    : it)
        .each(
            region,
            "ec2.securityGroupRules",
            (SecurityGroupRule it) ->
                narrowed.contains(it.groupId()) && !it.egress()
                    ? DemoAccount.with(it, "rule", narrow(it.rule(), service))
                    : it);
  }

  private static boolean comesFromOutside(GroupRule rule) {
    return rule.coversTcp(22) && !(rule.peer() instanceof GroupRule.Group);
  }

  private static GroupRule narrow(GroupRule rule, GroupRule.Peer service) {
    return comesFromOutside(rule)
        ? new GroupRule(rule.protocol(), rule.fromPort(), rule.toPort(), service)
        : rule;
  }

  /** Some interfaces have the groups of another one in their VPC as well. */
  private DemoAccount groups(DemoAccount account, String region) {
    List<NetworkInterface> all = new ArrayList<>();
    account.each(
        region,
        "ec2.networkInterfaces",
        (NetworkInterface it) -> {
          all.add(it);
          return it;
        });
    return account.interfaces(
        region,
        it -> {
          NetworkInterface other = all.get(random.nextInt(all.size()));
          boolean share = once(4) && other.vpcId().equals(it.vpcId());
          return share
              ? DemoAccount.with(
                  it,
                  "groupIds",
                  Stream.concat(it.groupIds().stream(), other.groupIds().stream())
                      .distinct()
                      .toList())
              : it;
        });
  }

  private DemoAccount states(DemoAccount account, String region) {
    return account.each(
        region,
        "ec2.instances",
        (Instance it) -> once(8) ? DemoAccount.with(it, "state", "stopped") : it);
  }
}
