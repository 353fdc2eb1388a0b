package dev.loginpath.network;

import dev.loginpath.snapshot.BlockPublicAccess;
import dev.loginpath.snapshot.BlockPublicAccessExclusion;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * VPC block public access, which overrides every route and rule, but for the VPCs and subnets that
 * are excluded from it. See <a
 * href="https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html">its
 * basics</a>. In a shared subnet that of its owner applies.
 */
final class PublicBlock {

  private static final Set<String> IN_FORCE = Set.of("create-complete", "update-complete");
  private static final Set<String> GONE =
      Set.of("create-failed", "delete-complete", "disable-complete");

  private final Subnets subnets;
  private final Observed<BlockPublicAccess> setting;
  private final Observed<List<BlockPublicAccessExclusion>> exclusions;

  PublicBlock(Ec2Snapshot ec2, Subnets subnets) {
    this.subnets = subnets;
    this.setting = ec2.blockPublicAccess();
    this.exclusions = ec2.blockPublicAccessExclusions();
  }

  /** Met where the internet may come in to a subnet. */
  Verdict in(String subnetId, String vpcId) {
    return decide(subnetId, vpcId, Set.of("allow-bidirectional"), false);
  }

  /**
   * Met where the internet may come in by a route of its gateway, for which no exclusion of a
   * subnet counts.
   *
   * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/igw-ingress-routing.html">only
   *     those of the VPC do</a>
   */
  Verdict inByGatewayRoute(String subnetId, String vpcId) {
    return decide(subnetId, Set.of("allow-bidirectional"), false, List.of(vpcId));
  }

  /**
   * Met where a subnet may go out to the internet.
   *
   * @param outOnly by a gateway that lets nobody in, a NAT or egress-only internet gateway
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcBlockPublicAccessExclusion.html">allow-egress
   *     applies to the bidirectional mode only</a>
   */
  Verdict out(String subnetId, String vpcId, boolean outOnly) {
    return decide(subnetId, vpcId, Set.of("allow-bidirectional", "allow-egress"), outOnly);
  }

  private Verdict decide(String subnetId, String vpcId, Set<String> allowing, boolean outOnly) {
    return decide(subnetId, allowing, outOnly, List.of(subnetId, vpcId));
  }

  private Verdict decide(
      String subnetId, Set<String> allowing, boolean outOnly, List<String> excludable) {
    Optional<String> owner = subnets.sharedBy(subnetId);
    if (owner.isPresent()) {
      return Verdict.unknown(
          subnets.call().about(subnetId),
          "is shared by account " + owner.get(),
          "The block public access of "
              + owner.get()
              + ", which shares the subnet, applies here and cannot be seen from this account.");
    }
    return switch (setting) {
      case Observed.Absent<BlockPublicAccess> absent ->
          Verdict.met(absent.call(), "VPC block public access is not configured");
      case Observed.Unseen<BlockPublicAccess> unseen -> Verdict.unknown(unseen);
      case Observed.Known<BlockPublicAccess> known -> {
        String mode = known.value().internetGatewayBlockMode();
        if (mode.equals("off") || (mode.equals("block-ingress") && outOnly)) {
          yield Verdict.met(known.call(), "VPC block public access is " + mode);
        }
        yield Set.of("block-bidirectional", "block-ingress").contains(mode)
            ? excluded(
                known.call(),
                mode,
                excludable,
                mode.equals("block-ingress") ? Set.of("allow-bidirectional") : allowing)
            : Verdict.unknown(
                known.call(), "the mode is " + mode, "A mode of block public access is not known.");
      }
    };
  }

  private Verdict excluded(Call call, String mode, List<String> excludable, Set<String> allowing) {
    Optional<BlockPublicAccessExclusion> unsettled = Optional.empty();
    for (BlockPublicAccessExclusion each : Observed.items(exclusions)) {
      boolean names = excludable.stream().anyMatch(it -> each.resourceArn().endsWith("/" + it));
      if (names && IN_FORCE.contains(each.state()) && allowing.contains(each.mode())) {
        return Verdict.met(
            exclusions.call().about(each.id()),
            "excludes " + each.resourceArn() + " from " + mode + " by " + each.mode());
      }
      if (names && !IN_FORCE.contains(each.state()) && !GONE.contains(each.state())) {
        unsettled = Optional.of(each);
      }
    }
    if (unsettled.isPresent()) {
      return Verdict.unknown(
          exclusions.call().about(unsettled.get().id()),
          "is in state " + unsettled.get().state(),
          "An exclusion from block public access is changing.");
    }
    Optional<Cause> gap = Observed.gap(exclusions);
    return gap.isPresent()
        ? Verdict.unknown(List.of(gap.get()))
        : Verdict.notMet(
            call,
            "VPC block public access is "
                + mode
                + (excludable.size() > 1
                    ? ", and excludes neither subnet nor VPC"
                    : ", and does not exclude the VPC"));
  }
}
