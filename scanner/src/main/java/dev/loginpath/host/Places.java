package dev.loginpath.host;

import dev.loginpath.snapshot.AvailabilityZone;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.Placement;
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
 * Where the instances of a region stand. The name of a zone looks as if it told the kind; only the
 * list of zones says it. See <a
 * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-regions-availability-zones.html">regions
 * and zones</a>.
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

  /** The instance says it itself; its subnet is asked only where the instance names no zone. */
  public Place of(Instance instance) {
    Placement placement = instance.placement();
    Call call = ec2.instances().call().about(instance.id());
    if (placement.outpostArn().isPresent()) {
      return outpost(call, placement.outpostArn().get());
    }
    if (placement.availabilityZone().isPresent()) {
      return zone(placement.availabilityZone().get());
    }
    return instance
        .subnetId()
        .flatMap(it -> Optional.ofNullable(subnets.get(it)))
        .flatMap(this::of)
        .orElseGet(() -> untold(untoldZone(call)));
  }

  private Optional<Place> of(Subnet subnet) {
    Call call = ec2.subnets().call().about(subnet.id());
    return subnet
        .outpostArn()
        .map(it -> outpost(call, it))
        .or(() -> subnet.availabilityZone().map(this::zone));
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

  private Place zone(String name) {
    Call call = ec2.availabilityZones().call().about(name);
    AvailabilityZone zone = zones.get(name);
    if (zone == null) {
      return untold(
          Observed.gap(ec2.availabilityZones())
              .map(it -> Verdict.unknown(List.of(it)))
              .orElseGet(() ->
                  Verdict.unknown(
                      List.of(new Cause.Undecided("The zone " + name + " is not listed.")))));
    }
    String type = zone.type().orElse("");
    String fact =
        name + " is of the type " + type + zone.parent().map(it -> ", of " + it).orElse("");
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
