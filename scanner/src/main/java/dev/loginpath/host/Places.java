package dev.loginpath.host;

import dev.loginpath.report.Evidence;
import dev.loginpath.snapshot.AvailabilityZone;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.Subnet;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the instances of a region stand. The zone is told by the instance and by its subnet; where
 * they differ nothing is said. The kind of a zone is told by the list of zones, and where that was
 * not seen by the form of the zone's name.
 */
public final class Places {

  private final Ec2Snapshot ec2;
  private final Map<String, AvailabilityZone> zones = new HashMap<>();
  private final Map<String, Subnet> subnets = new HashMap<>();

  public Places(Ec2Snapshot ec2) {
    this.ec2 = ec2;
    Observed.items(ec2.availabilityZones()).forEach(it -> zones.putIfAbsent(it.name(), it));
    Observed.items(ec2.subnets()).forEach(it -> subnets.putIfAbsent(it.id(), it));
  }

  /** The instance says it itself, and its subnet does. */
  public Place of(Instance instance) {
    Call call = ec2.instances().call().about(instance.id());
    Optional<Subnet> subnet =
        instance.subnetId().flatMap(it -> Optional.ofNullable(subnets.get(it)));
    Optional<String> outpost = instance.placement().outpostArn();
    if (outpost.isPresent()) {
      return outpost(call, outpost.get());
    }
    Optional<String> subnetsOutpost = subnet.flatMap(Subnet::outpostArn);
    if (subnetsOutpost.isPresent()) {
      return outpost(subnetCall(subnet), subnetsOutpost.get());
    }
    Optional<String> own = instance.placement().availabilityZone();
    Optional<String> subnetsZone = subnet.flatMap(Subnet::availabilityZone);
    Optional<Place> byInstance = own.map(it -> zone(it, call));
    Optional<Place> bySubnet = subnetsZone.map(it -> zone(it, subnetCall(subnet)));
    boolean differ =
        byInstance.isPresent()
            && bySubnet.isPresent()
            && !byInstance.get().kind().equals(bySubnet.get().kind());
    return differ
        ? disagreed(call, own.orElse(""), subnetCall(subnet), subnetsZone.orElse(""))
        : byInstance.or(() -> bySubnet).orElseGet(() -> untold(untoldZone(call)));
  }

  /** Two zones of one kind are no matter. */
  private static Place disagreed(Call call, String own, Call subnetCall, String subnets) {
    return untold(
        new Verdict.Unknown(
            List.of(
                new Evidence(call.toString(), "stands in " + own),
                new Evidence(subnetCall.toString(), "the subnet is in " + subnets)),
            List.of(
                new Cause.Undecided(
                    "ec2:DescribeInstances and ec2:DescribeSubnets do not agree on the zone of an"
                        + " instance."))));
  }

  private Call subnetCall(Optional<Subnet> subnet) {
    return ec2.subnets().call().about(subnet.map(Subnet::id).orElse(""));
  }

  private Verdict untoldZone(Call call) {
    return Observed.gap(ec2.subnets())
        .map(it -> Verdict.unknown(List.of(it)))
        .orElseGet(() ->
            Verdict.unknown(
                call, "no zone is told", "AWS does not tell in which zone the instance is."));
  }

  private static Place outpost(Call call, String arn) {
    return new Place(
        Optional.of(Place.Kind.OUTPOST), Verdict.met(call, "stands on the Outpost " + arn));
  }

  private Place zone(String name, Call toldBy) {
    Call call = ec2.availabilityZones().call().about(name);
    Optional<Place.Kind> byName = ZoneNames.kind(call.region(), name);
    AvailabilityZone zone = zones.get(name);
    if (zone != null && zone.type().isPresent()) {
      return listed(call, name, zone.type().get(), zone.parent());
    }
    Optional<Cause> gap = Observed.gap(ec2.availabilityZones());
    if (byName.isPresent() && (zone != null || gap.isPresent())) {
      String fact = "stands in " + name + ", a name as those of the kind " + byName.get().word();
      return known(byName.get(), toldBy, fact);
    }
    return untold(
        gap.map(it -> Verdict.unknown(List.of(it)))
            .orElseGet(() ->
                zone == null
                    ? Verdict.unknown(
                        List.of(new Cause.Undecided("The zone " + name + " is not listed.")))
                    : Verdict.unknown(call, name + " has no type", "A zone has no known type.")));
  }

  private static Place listed(Call call, String name, String type, Optional<String> parent) {
    String fact = name + " is of the type " + type + parent.map(it -> ", of " + it).orElse("");
    return switch (type) {
      case "availability-zone" -> known(Place.Kind.AVAILABILITY_ZONE, call, fact);
      case "local-zone" -> known(Place.Kind.LOCAL_ZONE, call, fact);
      case "wavelength-zone" -> known(Place.Kind.WAVELENGTH_ZONE, call, fact);
      default ->
          untold(Verdict.unknown(call, name + " has no known type", "A zone has no known type."));
    };
  }

  private static Place known(Place.Kind kind, Call call, String fact) {
    return new Place(Optional.of(kind), Verdict.met(call, fact));
  }

  private static Place untold(Verdict unknown) {
    return new Place(Optional.empty(), unknown);
  }
}
