package dev.loginpath.joined;

import dev.loginpath.report.Outcome;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A region as everything above the snapshot reads it. The snapshot keeps what AWS said, call by
 * call; here the facts that it states twice are one. No outcome of a call changes: a list that was
 * not seen stays unseen, with what other calls tell of its items.
 */
public final class JoinedRegion {

  private JoinedRegion() {}

  /** Every region of an account, joined. */
  public static AccountSnapshot of(AccountSnapshot account) {
    return account.withRegions(account.regions().stream().map(JoinedRegion::of).toList());
  }

  /** One region, joined. */
  public static RegionSnapshot of(RegionSnapshot region) {
    return region.withEc2(of(region.ec2()));
  }

  private static Ec2Snapshot of(Ec2Snapshot read) {
    JoinedInterfaces joined = JoinedInterfaces.of(read.instances(), read.networkInterfaces());
    JoinedSubnets subnets = new JoinedSubnets(read, joined.interfaces());
    Ec2Snapshot ec2 =
        read.joined(
            items(read.instances(), joined.instances()),
            read.networkInterfaces(),
            subnets.subnets(),
            subnets.routeTables(),
            JoinedRules.of(read),
            read.vpcEndpoints(),
            read.instanceConnectEndpoints());
    PlacedInterfaces places = new PlacedInterfaces(ec2);
    List<NetworkInterface> interfaces = joined.interfaces().stream().map(places::place).toList();
    JoinedEndpoints endpoints = new JoinedEndpoints(ec2, interfaces);
    return ec2.joined(
        ec2.instances(),
        items(ec2.networkInterfaces(), interfaces),
        ec2.subnets(),
        ec2.routeTables(),
        ec2.securityGroups(),
        endpoints.interfaceAndGateway(),
        endpoints.instanceConnect());
  }

  /**
   * The same answer with items of which another one tells more. Where it does not tell enough, the
   * item is left out, and the list counts as not read in full.
   */
  static <T> Observed<List<T>> told(
      Observed<List<T>> listed, Function<T, Optional<T>> more, String untold) {
    List<T> told = Observed.items(listed).stream().flatMap(it -> more.apply(it).stream()).toList();
    return listed instanceof Observed.Known<List<T>> known && told.size() < known.value().size()
        ? new Observed.Unseen<>(known.call(), Outcome.ERROR, untold, Optional.of(told))
        : items(listed, told);
  }

  /** The same answer with other items. */
  static <T> Observed<List<T>> items(Observed<List<T>> observed, List<T> items) {
    return switch (observed) {
      case Observed.Known<List<T>> known -> new Observed.Known<>(known.call(), items);
      case Observed.Absent<List<T>> absent -> absent;
      case Observed.Unseen<List<T>> unseen ->
          new Observed.Unseen<>(
              unseen.call(),
              unseen.outcome(),
              unseen.detail(),
              items.isEmpty() ? unseen.soFar() : Optional.of(items));
    };
  }
}
