package dev.loginpath.joined;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.PathId;
import dev.loginpath.report.Status;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.NetworkInterface.Member;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.snapshot.SecurityGroup;
import dev.loginpath.snapshot.SecurityGroupRule;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Facts that AWS states twice: either will do, a disagreement is unknown, and so is neither. */
class JoinedRegionTest {

  private static final String INTERFACES = "ec2.networkInterfaces";
  private static final String RULES = "ec2.securityGroupRules";
  private static final String GROUPS = "ec2.securityGroups";

  private static final DemoAccount DEMO = DemoAccount.asItIs();
  private static final DemoAccount UNLISTED = DEMO.denied(DemoFolder.TOKYO, INTERFACES);

  private static Status status(DemoAccount account, String name, PathId path) {
    return account.path(name, path).status();
  }

  private static Status ssh(DemoAccount account) {
    return status(account, "web", PathId.SSH_DIRECT);
  }

  /** Changes what DescribeInstances says of the web server. */
  private static DemoAccount told(DemoAccount account, UnaryOperator<Instance> change) {
    String id = DEMO.id("web");
    return account.each(
        DemoFolder.TOKYO,
        "ec2.instances",
        (Instance it) -> it.id().equals(id) ? change.apply(it) : it);
  }

  /** Changes what DescribeNetworkInterfaces says of the web server's. */
  private static DemoAccount listed(DemoAccount account, UnaryOperator<NetworkInterface> change) {
    Optional<String> id = Optional.of(DEMO.id("web"));
    return account.each(
        DemoFolder.TOKYO,
        INTERFACES,
        (NetworkInterface it) -> it.instanceId().equals(id) ? change.apply(it) : it);
  }

  private static Instance withoutInterfaces(Instance it) {
    return DemoAccount.with(
        DemoAccount.with(it, "networkInterfaceIds", List.of()), "interfaces", List.of());
  }

  private static Instance withoutPrimary(Instance it) {
    return DemoAccount.with(it, "primary", Optional.empty());
  }

  private static Instance interfaces(Instance it, UnaryOperator<NetworkInterface> change) {
    Instance changed =
        DemoAccount.with(it, "interfaces", it.interfaces().stream().map(change).toList());
    return DemoAccount.with(changed, "primary", it.primary().map(change));
  }

  private static NetworkInterface with(NetworkInterface it, String component, Object value) {
    return DemoAccount.with(it, component, value);
  }

  private static NetworkInterface without(NetworkInterface it, Member member, String component) {
    return with(with(it, component, List.of()), "untold", List.of(member));
  }

  private static NetworkInterface withoutPublicAddress(NetworkInterface it) {
    return with(
        it,
        "privateAddresses",
        it.privateAddresses().stream()
            .map(each -> new PrivateAddress(each.address(), Optional.empty(), Optional.empty()))
            .toList());
  }

  @Test
  void theListOfInterfacesMayBeMissing() {
    assertThat(ssh(UNLISTED)).isEqualTo(Status.OPEN);
    assertThat(status(UNLISTED, "db-sealed", PathId.SSH_DIRECT)).isEqualTo(Status.CLOSED);
    assertThat(UNLISTED.path("web", PathId.SSH_DIRECT).requirements().toString())
        .contains("ec2:DescribeInstances of eni-")
        .doesNotContain("ec2:DescribeNetworkInterfaces of eni-");
  }

  @Test
  void anInstanceMayTellNoInterfaces() {
    DemoAccount silent = told(DEMO, it -> withoutPrimary(withoutInterfaces(it)));
    assertThat(ssh(silent)).isEqualTo(Status.OPEN);
    DemoAccount unattached = listed(silent, it -> with(it, "instanceId", Optional.empty()));
    assertThat(ssh(unattached)).isEqualTo(Status.UNKNOWN);
    assertThat(status(unattached, "web", PathId.INSTANCE_CONNECT_ENDPOINT))
        .isEqualTo(Status.UNKNOWN);
    assertThat(ssh(told(UNLISTED, it -> withoutPrimary(withoutInterfaces(it)))))
        .isEqualTo(Status.UNKNOWN);
  }

  @Test
  void whatAnInstanceSaysItselfIsOfItsPrimaryInterface() {
    DemoAccount alone = told(UNLISTED, JoinedRegionTest::withoutInterfaces);
    assertThat(ssh(alone)).isEqualTo(Status.OPEN);
    DemoAccount noAddress =
        told(
            UNLISTED,
            it -> withoutInterfaces(interfaces(it, JoinedRegionTest::withoutPublicAddress)));
    assertThat(ssh(noAddress)).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void anInterfaceThatOneListLacksIsInDoubt() {
    Optional<String> id = Optional.of(DEMO.id("web"));
    DemoAccount gone =
        DEMO.change(
            DemoFolder.TOKYO,
            INTERFACES,
            (Observed<List<NetworkInterface>> it) ->
                new Observed.Known<>(
                    it.call(),
                    Observed.items(it).stream()
                        .filter(each -> !each.instanceId().equals(id))
                        .toList()));
    assertThat(ssh(gone)).isEqualTo(Status.UNKNOWN);
    assertThat(gone.path("web", PathId.SSH_DIRECT).requirements().toString())
        .contains("ec2:DescribeInstances", "ec2:DescribeNetworkInterfaces does not list");
  }

  @Test
  void aPublicAddressIsReadFromWhoeverTellsIt() {
    DemoAccount byInstance = listed(DEMO, JoinedRegionTest::withoutPublicAddress);
    assertThat(ssh(byInstance)).isEqualTo(Status.OPEN);
    assertThat(byInstance.path("web", PathId.SSH_DIRECT).requirements().toString())
        .contains("ec2:DescribeInstances of eni-");
    assertThat(ssh(told(DEMO, it -> interfaces(it, JoinedRegionTest::withoutPublicAddress))))
        .isEqualTo(Status.OPEN);
  }

  private static NetworkInterface primary(NetworkInterface it, Optional<Boolean> primary) {
    return with(
        it,
        "privateAddresses",
        it.privateAddresses().stream()
            .map(each ->
                new PrivateAddress(
                    each.address(),
                    each.publicAddress(),
                    each.carrierAddress(),
                    each.told(),
                    primary))
            .toList());
  }

  private static List<Optional<Boolean>> primaries(DemoAccount account) {
    Optional<String> id = Optional.of(DEMO.id("web"));
    return JoinedRegion.of(account.snapshot()).regions().stream()
        .flatMap(it -> Observed.items(it.ec2().networkInterfaces()).stream())
        .filter(it -> it.instanceId().equals(id))
        .flatMap(it -> it.privateAddresses().stream())
        .map(PrivateAddress::primary)
        .toList();
  }

  @Test
  void thePrimaryAddressIsReadFromWhoeverTellsIt() {
    List<Optional<Boolean>> yes = List.of(Optional.of(true));
    assertThat(primaries(DEMO)).isEqualTo(yes);
    assertThat(primaries(UNLISTED)).isEqualTo(yes);
    assertThat(primaries(listed(DEMO, it -> primary(it, Optional.empty())))).isEqualTo(yes);
    DemoAccount two = told(DEMO, JoinedRegionTest::withoutPrimary);
    assertThat(primaries(listed(two, it -> primary(it, Optional.of(false)))))
        .as("they differ")
        .containsExactly(Optional.empty());
  }

  @Test
  void publicAddressesThatDifferAreNamedAndUnknown() {
    DemoAccount moved =
        listed(
            DEMO,
            it ->
                with(
                    with(it, "ipv6Addresses", List.of()),
                    "privateAddresses",
                    it.privateAddresses().stream()
                        .map(each ->
                            new PrivateAddress(
                                each.address(), Optional.of("192.0.2.99"), Optional.empty()))
                        .toList()));
    assertThat(ssh(moved)).isEqualTo(Status.UNKNOWN);
    assertThat(moved.path("web", PathId.SSH_DIRECT).requirements().toString())
        .contains(
            "ec2:DescribeNetworkInterfaces and ec2:DescribeInstances do not agree on the public"
                + " address");
  }

  @Test
  void groupsAreReadFromWhoeverTellsThem() {
    UnaryOperator<NetworkInterface> untold = it -> without(it, Member.GROUPS, "groupIds");
    DemoAccount byInstance = listed(DEMO, untold);
    assertThat(ssh(byInstance)).isEqualTo(Status.OPEN);
    assertThat(ssh(told(DEMO, it -> interfaces(it, untold)))).isEqualTo(Status.OPEN);
    assertThat(ssh(told(byInstance, it -> interfaces(it, untold)))).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void groupsThatDifferAreUnknownWhereTheyDecide() {
    DemoAccount regrouped = listed(DEMO, it -> with(it, "groupIds", List.of("sg-0f00d")));
    assertThat(ssh(regrouped)).isEqualTo(Status.UNKNOWN);
    DemoAccount oneMore =
        listed(
            DEMO,
            it ->
                with(
                    it,
                    "groupIds",
                    java.util.stream.Stream.concat(
                            it.groupIds().stream(), java.util.stream.Stream.of("sg-0f00d"))
                        .toList()));
    assertThat(ssh(oneMore)).as("the group that both name admits it").isEqualTo(Status.OPEN);
  }

  @Test
  void theSubnetTellsTheVpc() {
    UnaryOperator<NetworkInterface> nowhere = it -> with(it, "vpcId", Optional.empty());
    DemoAccount bySubnet = told(listed(DEMO, nowhere), it -> interfaces(it, nowhere));
    assertThat(ssh(bySubnet)).isEqualTo(Status.OPEN);
    DemoAccount byWhatStandsInIt =
        bySubnet.each(
            DemoFolder.TOKYO, "ec2.subnets", (Subnet it) -> DemoAccount.with(it, "vpcId", ""));
    assertThat(ssh(byWhatStandsInIt)).isEqualTo(Status.OPEN);
    DemoAccount nowhereAtAll =
        listed(
            told(DEMO, it -> interfaces(it, each -> with(each, "subnetId", Optional.empty()))),
            it -> with(it, "subnetId", Optional.empty()));
    assertThat(ssh(nowhereAtAll)).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void rulesAreReadFromWhicheverCallTellsThem() {
    assertThat(ssh(DEMO.denied(DemoFolder.TOKYO, GROUPS))).isEqualTo(Status.OPEN);
    assertThat(ssh(DEMO.denied(DemoFolder.TOKYO, RULES))).isEqualTo(Status.OPEN);
    assertThat(ssh(DEMO.denied(DemoFolder.TOKYO, GROUPS).denied(DemoFolder.TOKYO, RULES)))
        .isEqualTo(Status.UNKNOWN);
  }

  @Test
  void rulesOfWhichOneCallTellsNotAllAreReadFromTheOther() {
    DemoAccount unread =
        DEMO.each(
            DemoFolder.TOKYO,
            GROUPS,
            (SecurityGroup it) ->
                DemoAccount.with(
                    DemoAccount.with(it, "ingress", List.of()), "ingressDoubts", List.of("no")));
    assertThat(ssh(unread)).isEqualTo(Status.OPEN);
    assertThat(ssh(unread.denied(DemoFolder.TOKYO, RULES))).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void rulesThatDifferAreNamedAndUnknown() {
    DemoAccount revoked =
        DEMO.change(
            DemoFolder.TOKYO,
            RULES,
            (Observed<List<SecurityGroupRule>> it) ->
                new Observed.Known<>(
                    it.call(),
                    Observed.items(it).stream()
                        .filter(each -> each.egress() || !each.rule().coversTcp(22))
                        .toList()));
    assertThat(ssh(revoked)).isEqualTo(Status.UNKNOWN);
    assertThat(revoked.path("web", PathId.SSH_DIRECT).requirements().toString())
        .contains("ec2:DescribeSecurityGroups and ec2:DescribeSecurityGroupRules do not agree");
  }

  @Test
  void theSubnetOfAnEndpointTellsItsVpc() {
    DemoAccount nowhere =
        DEMO.each(
            DemoFolder.TOKYO,
            "ec2.instanceConnectEndpoints",
            (InstanceConnectEndpoint it) -> DemoAccount.with(it, "vpcId", ""));
    assertThat(status(nowhere, "web", PathId.INSTANCE_CONNECT_ENDPOINT)).isEqualTo(Status.OPEN);
    assertThat(
            status(
                nowhere
                    .denied(DemoFolder.TOKYO, "ec2.subnets")
                    .denied(DemoFolder.TOKYO, INTERFACES),
                "web",
                PathId.INSTANCE_CONNECT_ENDPOINT))
        .isEqualTo(Status.UNKNOWN);
  }
}
