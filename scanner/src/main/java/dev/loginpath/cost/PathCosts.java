package dev.loginpath.cost;

import dev.loginpath.network.Network;
import dev.loginpath.report.MonthlyCost;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.ServiceSetting;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Optional;

/**
 * What each login path costs a month in one region: the list price of what it uses, at 730 hours.
 * What could not be seen makes the sum unknown, never smaller.
 */
public final class PathCosts {

  /** What a bastion that is yet to come would be. */
  static final String SMALL_INSTANCE = "t3.micro";

  /** Any other billing name holds a licence besides, whose price is another one. */
  private static final String LINUX = "Linux/UNIX";

  private final PriceTable prices;
  private final String region;
  private final Inventory inventory;
  private final Addresses addresses;
  private final AgentWays agentWays;

  public PathCosts(PriceTable prices, RegionSnapshot region) {
    this.prices = prices;
    this.region = region.name();
    this.inventory = new Inventory(region);
    this.addresses = new Addresses(inventory);
    this.agentWays = new AgentWays(inventory, addresses);
  }

  /** What a path that leads in, or may, costs as it is. */
  public MonthlyCost of(PathUse use, Network network, Instance instance) {
    Bill bill = new Bill(prices, region);
    switch (use.path()) {
      case SSH_DIRECT, RDP_DIRECT, INSTANCE_CONNECT -> byAddress(bill, use, network, instance);
      case SSH_BASTION -> byBastion(bill, use, network, instance);
      case SESSION_MANAGER -> {
        agentWays.bill(bill, network, instance, false);
        logs(bill, "session logs, where they are kept");
      }
      case RUN_COMMAND -> {
        agentWays.bill(bill, network, instance, true);
        logs(bill, "command output, where it is kept");
      }
      case SSM_TUNNEL, FLEET_MANAGER_RDP -> agentWays.bill(bill, network, instance, false);
      case INSTANCE_CONNECT_ENDPOINT -> byEndpoint(bill, use);
      case SERIAL_CONSOLE -> bill.free("serial console", Optional.empty(), Addresses.FREE);
    }
    return bill.total();
  }

  /**
   * Of sessions on a hybrid node, whose network is not AWS's. Since 2026-06-30 they need no
   * advanced tier, and are to be paid by use; from when on, one copy of AWS's pages alone tells.
   */
  public static Optional<MonthlyCost> onHybridNode(PathId path, RegionSnapshot region) {
    if (path != PathId.SESSION_MANAGER && path != PathId.SSM_TUNNEL) {
      return Optional.empty();
    }
    Bill bill = new Bill(PriceTable.EMPTY, "");
    bill.notCounted(
        "sessions on hybrid nodes",
        "without the advanced tier since 2026-06-30, paid by use; AWS's pages do not agree from when"
            + " on");
    switch (region.ssm().activationTier()) {
      case Observed.Known<ServiceSetting> known -> {
        if (known.value().value().equals("advanced")) {
          bill.notCounted("advanced tier", "costs by the hour and node, for every hybrid node");
        }
      }
      case Observed.Absent<ServiceSetting> absent -> {}
      case Observed.Unseen<ServiceSetting> unseen ->
          bill.notCounted(
              "advanced tier", "not seen; where it is on, it costs by the hour and node");
    }
    return Optional.of(bill.total());
  }

  /**
   * What it would cost a month to give an instance a path that it lacks. What is there already adds
   * nothing.
   */
  public MonthlyCost addedBy(PathId path, Network network, Instance instance) {
    Bill bill = new Bill(prices, region);
    switch (path) {
      case SSH_DIRECT, RDP_DIRECT, INSTANCE_CONNECT -> {
        Bill there = new Bill(prices, region);
        addresses.bill(there, network, instance);
        MonthlyCost known = there.total();
        boolean none = known.parts().isEmpty() && known.unpriced().isEmpty();
        if (none) {
          Addresses.billNew(bill);
        } else if (known.parts().isEmpty()) {
          known.unpriced().forEach(it -> bill.unknown(it.name(), it.detail()));
        }
      }
      case SSH_BASTION -> {
        bill.hourly(
            "bastion (" + SMALL_INSTANCE + ")",
            Optional.empty(),
            1,
            PriceItem.instanceHour(SMALL_INSTANCE),
            inventory.sharers(instance.vpcId()));
        Addresses.billNew(bill);
      }
      case SESSION_MANAGER, RUN_COMMAND, SSM_TUNNEL, FLEET_MANAGER_RDP ->
          agentWays.billMissing(bill, network, instance);
      case INSTANCE_CONNECT_ENDPOINT ->
          bill.free("Instance Connect Endpoint", Optional.empty(), Addresses.FREE);
      case SERIAL_CONSOLE -> bill.free("serial console", Optional.empty(), Addresses.FREE);
    }
    return bill.total();
  }

  private void byAddress(Bill bill, PathUse use, Network network, Instance instance) {
    addresses.bill(bill, network, instance);
    for (Source source : proven(use)) {
      String address = source.address().orElse("");
      Optional<String> balancer = inventory.loadBalancer(address);
      if (balancer.isPresent()) {
        bill.notCounted(
            "load balancer " + balancer.get(), "costs by the hour and by what goes through it");
      } else if (address.indexOf(':') != address.lastIndexOf(':')) {
        bill.free("public IPv6 address", Optional.of(address), Addresses.FREE);
      } else if (source.kind() == SourceKind.PRIVATE_NETWORK) {
        bill.notCounted(
            "private networks", "VPN, Direct Connect and transit gateways cost by the hour");
      }
    }
    if (!use.leadsIn() && bill.isEmpty()) {
      bill.unknown("way in", "whether and by what the path leads in is not decided");
    }
  }

  private void byBastion(Bill bill, PathUse use, Network network, Instance target) {
    if (!use.leadsIn()) {
      bill.unknown("bastions", "whether any leads there is not decided");
    }
    if (use.more()) {
      bill.unknown("more bastions", "more instances lead there than are named");
    }
    use.sources().stream()
        .filter(it -> use.leadsIn() && !it.proven())
        .forEach(it -> bill.unknown("more bastions", it.value()));
    for (Source source : proven(use)) {
      Optional<Instance> bastion = inventory.instanceOf(source.value());
      if (bastion.isEmpty()) {
        bill.unknown("bastion at " + source.value(), "its instance is not listed");
        continue;
      }
      Instance each = bastion.get();
      bastion(bill, each, target);
      addresses.bill(bill, network, each);
      bill.notCounted("volumes of " + each.id(), "EBS costs by size and kind");
      boolean publicAddress =
          network.interfacesOf(each).interfaces().stream()
              .flatMap(Inventory::publicAddresses)
              .findAny()
              .isPresent();
      if (!publicAddress) {
        bill.notCounted(
            "way onto " + each.id(), "see its own paths: " + String.join("; ", source.via()));
      }
    }
  }

  /** All instances of the target's VPC share it but the bastion itself. */
  private void bastion(Bill bill, Instance bastion, Instance target) {
    String type = bastion.instanceType().orElse("type not told");
    String name = "bastion (" + type + ")";
    String billed = bastion.platform().platformDetails().orElse("not told");
    if (!billed.equals(LINUX) || bastion.instanceType().isEmpty()) {
      bill.noPrice(
          name + " " + bastion.id(), "only Linux is priced, and its billing says: " + billed);
      return;
    }
    boolean inside = bastion.vpcId().equals(target.vpcId());
    bill.hourly(
        name,
        Optional.of(bastion.id()),
        1,
        PriceItem.instanceHour(type),
        inventory.sharers(target.vpcId()).map(it -> inside ? it - 1 : it));
  }

  private static List<Source> proven(PathUse use) {
    return use.sources().stream().filter(Source::proven).toList();
  }

  private static void byEndpoint(Bill bill, PathUse use) {
    String name = "Instance Connect Endpoint";
    List<String> ids = proven(use).stream().map(Source::value).distinct().toList();
    ids.forEach(it -> bill.free(name, Optional.of(it), Addresses.FREE));
    if (ids.isEmpty()) {
      bill.free(name, Optional.empty(), Addresses.FREE);
    }
    bill.usage("data to another Availability Zone", "the endpoint stands in one of them");
  }

  private static void logs(Bill bill, String name) {
    bill.usage(
        name,
        "CloudWatch Logs "
            + bill.rate(PriceItem.LOGS_INGEST_GB, "per GB taken in")
            + " and "
            + bill.rate(PriceItem.LOGS_STORE_GB_MONTH, "per GB and month")
            + "; S3 "
            + bill.rate(PriceItem.S3_STORE_GB_MONTH, "per GB and month")
            + "; a KMS key "
            + bill.rate(PriceItem.KMS_KEY_MONTH, "a month"));
  }
}
