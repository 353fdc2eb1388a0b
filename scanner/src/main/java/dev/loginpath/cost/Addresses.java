package dev.loginpath.cost;

import dev.loginpath.network.Network;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Optional;

/** What the public IPv4 addresses of an instance cost; IPv6 is free. */
final class Addresses {

  static final String FREE = "no charge of its own";

  private static final String NAME = "public IPv4 address";

  private final Inventory inventory;

  Addresses(Inventory inventory) {
    this.inventory = inventory;
  }

  /** Every public IPv4 address, of a stopped instance those that it gets when it starts as well. */
  void bill(Bill bill, Network network, Instance instance) {
    Network.Attached attached = network.interfacesOf(instance);
    for (NetworkInterface each : attached.interfaces()) {
      List<String> known = Inventory.publicAddresses(each).toList();
      known.forEach(it -> bill(bill, Optional.of(it), NAME));
      if (!instance.isRunning()) {
        inventory.publicAddressToCome(each).ifPresent(it -> toCome(bill, each, it));
      }
    }
    attached.doubts().stream()
        .map(Cause::reason)
        .forEach(it -> bill.unknown("addresses of the instance", it));
  }

  private static void toCome(Bill bill, NetworkInterface each, Observed<Boolean> comes) {
    switch (comes) {
      case Observed.Known<Boolean> known -> {
        if (known.value()) {
          bill(bill, Optional.of(each.id()), NAME + ", while the instance runs,");
        }
      }
      case Observed.Absent<Boolean> absent -> {}
      case Observed.Unseen<Boolean> unseen ->
          bill.unknown(NAME + " to come", Cause.of(unseen).reason());
    }
  }

  /** One more address than there is. */
  static void billNew(Bill bill) {
    bill(bill, Optional.empty(), NAME);
  }

  private static void bill(Bill bill, Optional<String> resource, String name) {
    bill.hourly(name, resource, 1, PriceItem.PUBLIC_IPV4_HOUR, Optional.empty());
  }
}
