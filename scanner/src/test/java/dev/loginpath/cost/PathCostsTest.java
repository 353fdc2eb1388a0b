package dev.loginpath.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.house.PathWord;
import dev.loginpath.network.Lab;
import dev.loginpath.report.CostPart;
import dev.loginpath.report.MonthlyCost;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.report.UnpricedPart;
import dev.loginpath.report.UnpricedReason;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.InstancePlatform;
import dev.loginpath.snapshot.NatGateway;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.VpcEndpoint;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each path costs in small accounts of us-east-1, where an endpoint hour is 0.01. */
class PathCostsTest {

  private static final String HOST = "i-host";

  private final Lab lab =
      new Lab()
          .vpc("vpc-1", "10.0.0.0/16")
          .subnet("subnet-in", "vpc-1", "10.0.0.0/24")
          .subnet("subnet-out", "vpc-1", "10.0.1.0/24")
          .openAcl("acl-1", "vpc-1", "subnet-in", "subnet-out")
          .group("sg-1", "vpc-1", Lab.all("0.0.0.0/0"));

  private Lab isolated() {
    return lab.table("rtb-in", "vpc-1", true, List.of())
        .instance(HOST, "subnet-in", List.of(Lab.address("10.0.0.5")), "sg-1");
  }

  private Lab behindNat() {
    lab.table("rtb-in", "vpc-1", false, List.of("subnet-in"), Lab.route("0.0.0.0/0", "nat-1"))
        .table("rtb-out", "vpc-1", true, List.of(), Lab.route("0.0.0.0/0", "igw-vpc-1"))
        .instance(HOST, "subnet-in", List.of(Lab.address("10.0.0.5")), "sg-1");
    lab.nats.add(
        new NatGateway(
            "nat-1",
            "vpc-1",
            Optional.of("subnet-out"),
            "available",
            true,
            List.of(),
            Optional.empty()));
    return lab;
  }

  private Lab atTheInternet() {
    return lab.table("rtb-out", "vpc-1", true, List.of(), Lab.route("0.0.0.0/0", "igw-vpc-1"))
        .instance(HOST, "subnet-out", List.of(Lab.address("10.0.1.5", "198.51.100.5")), "sg-1");
  }

  private Lab endpoint(String service, String... subnetIds) {
    lab.endpoints.add(
        new VpcEndpoint(
            "vpce-" + service,
            "vpc-1",
            "Interface",
            "com.amazonaws." + Lab.REGION + "." + service,
            "available",
            true,
            Optional.empty(),
            List.of(subnetIds),
            List.of("sg-1"),
            List.of(),
            List.of(),
            Optional.empty()));
    return lab;
  }

  private Instance host() {
    return lab.instances.stream().filter(it -> it.id().equals(HOST)).findFirst().orElseThrow();
  }

  private PathCosts costs(PriceTable prices) {
    RegionSnapshot region = lab.account().regions().getFirst();
    return new PathCosts(prices, region);
  }

  private MonthlyCost cost(PathId path, Source... sources) {
    return cost(PriceTable.builtIn(), new PathUse(path, true, List.of(sources), false));
  }

  private MonthlyCost cost(PriceTable prices, PathUse use) {
    return costs(prices).of(use, lab.network(), host());
  }

  private MonthlyCost added(PathId path) {
    return costs(PriceTable.builtIn()).addedBy(path, lab.network(), host());
  }

  private static void assertAmount(MonthlyCost cost, String usd) {
    assertThat(cost.amount()).contains(new BigDecimal(usd));
  }

  private static void assertUnknown(MonthlyCost cost, UnpricedReason reason, String name) {
    assertThat(cost.amount()).isEmpty();
    assertThat(cost.unpriced())
        .filteredOn(it -> it.reason() == reason)
        .extracting(UnpricedPart::name)
        .anyMatch(it -> it.contains(name));
  }

  private static Source from(SourceKind kind, String value, String address) {
    return new Source(kind, value, Optional.of(address), List.of("i-other is entered by x"));
  }

  @ParameterizedTest
  @EnumSource(
      value = PathId.class,
      names = {"SSH_DIRECT", "RDP_DIRECT", "INSTANCE_CONNECT"})
  void anAddressCostsItsPublicIpv4(PathId path) {
    atTheInternet();
    MonthlyCost cost = cost(path, from(SourceKind.CIDR, "0.0.0.0/0", "198.51.100.5"));
    assertAmount(cost, "3.65");
    assertThat(cost.parts())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.name()).isEqualTo("public IPv4 address");
          assertThat(it.resource()).contains("198.51.100.5");
          assertThat(it.basis()).isEqualTo("1 × 0.005 USD × 730 h");
          assertThat(it.shared()).isEmpty();
        });
    assertThat(cost.currency()).isEqualTo("USD");
    assertThat(cost.pricesAsOf()).isPresent();
  }

  @Test
  void ipv6CostsNothing() {
    isolated();
    assertAmount(cost(PathId.SSH_DIRECT, from(SourceKind.CIDR, "::/0", "2001:db8::5")), "0");
  }

  @Test
  void aPrivateNetworkAloneIsNotFree() {
    isolated();
    assertUnknown(
        cost(PathId.SSH_DIRECT, from(SourceKind.PRIVATE_NETWORK, "10.9.0.0/16", "10.0.0.5")),
        UnpricedReason.NOT_COUNTED,
        "private networks");
  }

  @Test
  void aWayInThatIsNotDecidedIsUnknownUnlessTheAddressIs() {
    isolated();
    PathUse use = new PathUse(PathId.SSH_DIRECT, false, List.of(), false);
    assertUnknown(cost(PriceTable.builtIn(), use), UnpricedReason.UNKNOWN, "way in");
    lab.denied.add("ec2:DescribeNetworkInterfaces");
    assertUnknown(cost(PriceTable.builtIn(), use), UnpricedReason.UNKNOWN, "addresses");
  }

  @ParameterizedTest
  @EnumSource(
      value = PathId.class,
      names = {"SESSION_MANAGER", "SSM_TUNNEL", "RUN_COMMAND", "FLEET_MANAGER_RDP"})
  void endpointsCostInEverySubnet(PathId path) {
    isolated().instance("i-2", "subnet-in", List.of(Lab.address("10.0.0.6")), "sg-1");
    endpoint("ssm", "subnet-in", "subnet-out");
    endpoint("ssmmessages", "subnet-in", "subnet-out");
    MonthlyCost cost = cost(path);
    assertAmount(cost, "29.2");
    assertThat(cost.parts())
        .extracting(CostPart::name)
        .containsExactly("interface endpoint ssm", "interface endpoint ssmmessages");
    assertThat(cost.parts())
        .allSatisfy(it -> {
          assertThat(it.basis()).isEqualTo("2 × 0.01 USD × 730 h");
          assertThat(it.shared()).contains(2);
        });
    assertThat(cost.unpriced()).allMatch(it -> it.reason() == UnpricedReason.USAGE);
    assertThat(cost.unpriced()).extracting(UnpricedPart::detail).contains("0.01 USD per GB");
  }

  @Test
  void ec2messagesCountsWhereItIsThere() {
    isolated();
    endpoint("ssm", "subnet-in");
    endpoint("ssmmessages", "subnet-in");
    endpoint("ec2messages", "subnet-in");
    endpoint("ec2", "subnet-in");
    assertAmount(cost(PathId.SESSION_MANAGER), "21.9");
  }

  @Test
  void aNatGatewayIsSharedByTheVpc() {
    behindNat();
    MonthlyCost cost = cost(PathId.SESSION_MANAGER);
    assertAmount(cost, "32.85");
    assertThat(cost.parts())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.resource()).contains("nat-1");
          assertThat(it.shared()).contains(1);
        });
    assertThat(cost.unpriced())
        .extracting(UnpricedPart::name)
        .contains("data through the NAT gateway", "session logs, where they are kept");
  }

  @Test
  void oneServiceMayTakeAnotherWay() {
    behindNat();
    endpoint("ssmmessages", "subnet-in");
    assertAmount(cost(PathId.SESSION_MANAGER), "40.15");
  }

  @Test
  void thePublicAddressIsAWayOut() {
    atTheInternet();
    assertAmount(cost(PathId.SESSION_MANAGER), "3.65");
  }

  @Test
  void aWayThatIsNotSeenIsUnknownAndNotFree() {
    isolated();
    assertUnknown(cost(PathId.SESSION_MANAGER), UnpricedReason.UNKNOWN, "way to ssmmessages");
    endpoint("ssm", "subnet-in");
    endpoint("ssmmessages", "subnet-in");
    lab.denied.add("ec2:DescribeVpcEndpoints");
    assertUnknown(cost(PathId.SESSION_MANAGER), UnpricedReason.UNKNOWN, "way to ssmmessages");
  }

  @Test
  void howManyShareIsLeftOutWhereNotAllWereListed() {
    behindNat();
    Instance instance = host();
    lab.denied.add("ec2:DescribeInstances");
    MonthlyCost cost =
        costs(PriceTable.builtIn())
            .of(
                new PathUse(PathId.SESSION_MANAGER, true, List.of(), false),
                lab.network(),
                instance);
    assertThat(cost.parts()).allMatch(it -> it.shared().isEmpty());
  }

  private MonthlyCost throughBastion(boolean more) {
    return cost(
        PriceTable.builtIn(),
        new PathUse(
            PathId.SSH_BASTION,
            true,
            List.of(from(SourceKind.INTERFACE, "eni-i-bastion", "10.0.0.5")),
            more));
  }

  @Test
  void aBastionCostsItsHoursAndItsAddress() {
    isolated()
        .instance(
            "i-bastion", "subnet-out", List.of(Lab.address("10.0.1.9", "198.51.100.9")), "sg-1");
    MonthlyCost cost = throughBastion(false);
    assertAmount(cost, "11.242");
    assertThat(cost.parts())
        .extracting(CostPart::name, CostPart::resource, CostPart::shared)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(
                "bastion (t3.micro)", Optional.of("i-bastion"), Optional.of(1)),
            org.assertj.core.api.Assertions.tuple(
                "public IPv4 address", Optional.of("198.51.100.9"), Optional.empty()));
    assertThat(cost.unpriced())
        .extracting(UnpricedPart::name)
        .containsExactly("volumes of i-bastion");
    assertUnknown(throughBastion(true), UnpricedReason.UNKNOWN, "more bastions");
  }

  @Test
  void aPrivateBastionIsEnteredByAWayOfItsOwn() {
    isolated().instance("i-bastion", "subnet-in", List.of(Lab.address("10.0.0.9")), "sg-1");
    MonthlyCost cost = throughBastion(false);
    assertAmount(cost, "7.592");
    assertThat(cost.unpriced()).extracting(UnpricedPart::name).contains("way onto i-bastion");
  }

  @Test
  void aBastionWithALicenceHasNoPrice() {
    isolated().instance("i-bastion", "subnet-in", List.of(Lab.address("10.0.0.9")), "sg-1");
    lab.instances.replaceAll(
        it -> it.id().equals("i-bastion") ? billedAs(it, "Red Hat Enterprise Linux") : it);
    assertUnknown(throughBastion(false), UnpricedReason.NO_PRICE, "i-bastion");
  }

  private static Instance billedAs(Instance it, String details) {
    return new Instance(
        it.id(),
        it.ownerId(),
        it.state(),
        it.launchTime(),
        it.imageId(),
        new InstancePlatform(Optional.empty(), Optional.of(details), Optional.empty()),
        it.instanceType(),
        it.vpcId(),
        it.subnetId(),
        it.placement(),
        it.operator(),
        it.instanceProfileArn(),
        it.keyName(),
        it.metadataOptions(),
        it.networkInterfaceIds(),
        it.tags());
  }

  @ParameterizedTest
  @EnumSource(
      value = PathId.class,
      names = {"INSTANCE_CONNECT_ENDPOINT", "SERIAL_CONSOLE"})
  void someWaysCostNothing(PathId path) {
    isolated();
    assertAmount(cost(path), "0");
    assertAmount(added(path), "0");
  }

  @ParameterizedTest
  @EnumSource(
      value = PathId.class,
      names = {"SSH_DIRECT", "SESSION_MANAGER", "SSH_BASTION"})
  void withoutAPriceThereIsNoAmount(PathId path) {
    atTheInternet()
        .instance(
            "i-bastion", "subnet-out", List.of(Lab.address("10.0.1.9", "198.51.100.9")), "sg-1");
    Source source = from(SourceKind.INTERFACE, "eni-i-bastion", "10.0.1.5");
    MonthlyCost cost = cost(PriceTable.EMPTY, new PathUse(path, true, List.of(source), false));
    assertUnknown(cost, UnpricedReason.NO_PRICE, "public IPv4 address");
    assertThat(cost.parts()).isEmpty();
    assertThat(cost.pricesAsOf()).isEmpty();
  }

  /** Isolated, each path takes what it lacks; an endpoint that is there says how many zones. */
  @ParameterizedTest
  @CsvSource({
    "ssh-direct, 3.65",
    "rdp-direct, 3.65",
    "instance-connect, 3.65",
    "ssh-bastion, 11.242",
    "session-manager, 14.6",
    "run-command, 14.6",
    "ssm-tunnel, 14.6",
    "fleet-manager-rdp, 14.6"
  })
  void whatAPathWouldAdd(@ConvertWith(PathWord.class) PathId path, String usd) {
    isolated();
    assertAmount(added(path), usd);
  }

  @Test
  void whatIsThereAddsNothing() {
    isolated();
    endpoint("ssm", "subnet-in", "subnet-out");
    assertAmount(added(PathId.SESSION_MANAGER), "14.6");
    assertThat(added(PathId.SESSION_MANAGER).parts())
        .extracting(CostPart::name)
        .containsExactly("interface endpoint ssmmessages");
    endpoint("ssmmessages", "subnet-in", "subnet-out");
    assertAmount(added(PathId.SESSION_MANAGER), "0");
    lab.denied.add("ec2:DescribeVpcEndpoints");
    assertUnknown(added(PathId.SESSION_MANAGER), UnpricedReason.UNKNOWN, "way to ssm");
  }

  @Test
  void everyPathIsCosted() {
    isolated();
    for (PathId path : PathId.values()) {
      PathUse use = new PathUse(path, false, List.of(), false);
      MonthlyCost cost = costs(PriceTable.builtIn()).of(use, lab.network(), host());
      assertThat(cost.parts().isEmpty() && cost.unpriced().isEmpty()).as(path.word()).isFalse();
      assertThat(added(path)).isNotNull();
    }
  }
}
