package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.maybe;
import static dev.loginpath.collect.Answers.required;
import static dev.loginpath.collect.Answers.text;

import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.SecurityGroup;
import dev.loginpath.snapshot.SecurityGroupRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Turns what EC2 answers about security groups into records, by group and rule by rule. */
final class GroupRecords {

  private static final String UNTOLD = "The rules of a security group are not told in full.";

  /** Protocols of which no TCP connection is a part have no say, whatever else is told of them. */
  private static final Set<String> TCP = Set.of("tcp", "6");

  private GroupRecords() {}

  static SecurityGroup securityGroup(software.amazon.awssdk.services.ec2.model.SecurityGroup it) {
    return new SecurityGroup(
        required(it.groupId(), "GroupId"),
        text(it.groupName()),
        maybe(it.vpcId()),
        text(it.ownerId()),
        rules(it.ipPermissions()),
        rules(it.ipPermissionsEgress()),
        doubts(it.hasIpPermissions(), it.ipPermissions()),
        doubts(it.hasIpPermissionsEgress(), it.ipPermissionsEgress()));
  }

  private static List<String> doubts(boolean told, List<IpPermission> permissions) {
    return told && permissions.stream().allMatch(GroupRecords::isTold)
        ? List.of()
        : List.of(UNTOLD);
  }

  /** AWS always gives all four lists of peers, the empty ones too. */
  private static boolean isTold(IpPermission it) {
    boolean lists =
        it.hasIpRanges() && it.hasIpv6Ranges() && it.hasPrefixListIds() && it.hasUserIdGroupPairs();
    boolean peers =
        it.ipRanges().stream().map(IpRange::cidrIp).allMatch(GroupRecords::isThere)
            && it.ipv6Ranges().stream().map(Ipv6Range::cidrIpv6).allMatch(GroupRecords::isThere)
            && it.prefixListIds().stream()
                .map(PrefixListId::prefixListId)
                .allMatch(GroupRecords::isThere)
            && it.userIdGroupPairs().stream()
                .map(UserIdGroupPair::groupId)
                .allMatch(GroupRecords::isThere);
    return lists && peers && tellsPorts(it.ipProtocol(), it.fromPort(), it.toPort());
  }

  private static boolean isThere(@Nullable String text) {
    return text != null && !text.isEmpty();
  }

  private static boolean tellsPorts(
      @Nullable String protocol, @Nullable Integer from, @Nullable Integer to) {
    return isThere(protocol) && (!TCP.contains(protocol) || (from != null && to != null));
  }

  private static List<GroupRule> rules(List<IpPermission> permissions) {
    List<GroupRule> rules = new ArrayList<>();
    for (IpPermission permission : permissions) {
      if (tellsPorts(permission.ipProtocol(), permission.fromPort(), permission.toPort())) {
        peers(permission)
            .forEach(peer ->
                rules.add(
                    new GroupRule(
                        text(permission.ipProtocol()),
                        port(permission.fromPort()),
                        port(permission.toPort()),
                        peer)));
      }
    }
    rules.sort(Comparator.comparing(GroupRule::toString));
    return rules;
  }

  private static Stream<GroupRule.Peer> peers(IpPermission permission) {
    return Stream.of(
            permission.ipRanges().stream()
                .filter(it -> isThere(it.cidrIp()))
                .map(it -> new GroupRule.Range(it.cidrIp())),
            permission.ipv6Ranges().stream()
                .filter(it -> isThere(it.cidrIpv6()))
                .map(it -> new GroupRule.Range(it.cidrIpv6())),
            permission.prefixListIds().stream()
                .filter(it -> isThere(it.prefixListId()))
                .map(it -> new GroupRule.List(it.prefixListId())),
            permission.userIdGroupPairs().stream()
                .filter(it -> isThere(it.groupId()))
                .map(it ->
                    new GroupRule.Group(
                        it.groupId(),
                        maybe(it.userId()),
                        maybe(it.vpcPeeringConnectionId()),
                        maybe(it.peeringStatus()))))
        .flatMap(it -> it);
  }

  /** All ports are told as a missing number in one call and as -1 in another. */
  private static Optional<Integer> port(@Nullable Integer port) {
    return Optional.ofNullable(port).filter(it -> it >= 0);
  }

  static SecurityGroupRule securityGroupRule(
      software.amazon.awssdk.services.ec2.model.SecurityGroupRule it) {
    String protocol = required(it.ipProtocol(), "IpProtocol");
    if (TCP.contains(protocol)) {
      required(it.fromPort(), "FromPort");
      required(it.toPort(), "ToPort");
    }
    return new SecurityGroupRule(
        required(it.securityGroupRuleId(), "SecurityGroupRuleId"),
        required(it.groupId(), "GroupId"),
        required(it.isEgress(), "IsEgress"),
        new GroupRule(protocol, port(it.fromPort()), port(it.toPort()), peer(it)));
  }

  private static GroupRule.Peer peer(
      software.amazon.awssdk.services.ec2.model.SecurityGroupRule it) {
    Optional<GroupRule.Peer> range =
        maybe(it.cidrIpv4()).or(() -> maybe(it.cidrIpv6())).map(GroupRule.Range::new);
    return required(
        range
            .or(() -> maybe(it.prefixListId()).map(GroupRule.List::new))
            .or(() ->
                Optional.ofNullable(it.referencedGroupInfo())
                    .filter(group -> isThere(group.groupId()))
                    .map(group ->
                        new GroupRule.Group(
                            group.groupId(),
                            maybe(group.userId()),
                            maybe(group.vpcPeeringConnectionId()),
                            maybe(group.peeringStatus()))))
            .orElse(null),
        "CidrIpv4");
  }
}
