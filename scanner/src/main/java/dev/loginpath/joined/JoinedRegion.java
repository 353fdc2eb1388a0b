package dev.loginpath.joined;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Optional;

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

  private static Ec2Snapshot of(Ec2Snapshot ec2) {
    JoinedInterfaces joined = JoinedInterfaces.of(ec2.instances(), ec2.networkInterfaces());
    PlacedInterfaces places = new PlacedInterfaces(ec2);
    List<NetworkInterface> interfaces =
        joined.interfaces().stream().map(places::place).toList();
    JoinedEndpoints endpoints = new JoinedEndpoints(ec2, interfaces);
    return ec2.joined(
        items(ec2.instances(), joined.instances()),
        items(ec2.networkInterfaces(), interfaces),
        JoinedRules.of(ec2),
        endpoints.interfaceAndGateway(),
        endpoints.instanceConnect());
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
