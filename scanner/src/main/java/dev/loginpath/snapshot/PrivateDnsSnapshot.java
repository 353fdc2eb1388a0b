package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.stream.Stream;

/**
 * What may give AWS's names other addresses in the VPCs of a region.
 *
 * @param vpcs of every VPC that instances are in
 * @param profiles of the Profiles that are associated with one of those
 * @param records of the zones that may carry a name of AWS
 */
public record PrivateDnsSnapshot(
    List<VpcHostedZones> vpcs,
    @Added(in = "4.1", call = "route53profiles:ListProfileAssociations")
        Observed<List<ProfileAssociation>> profileAssociations,
    List<ProfileResources> profiles,
    List<HostedZoneRecords> records) {
  public PrivateDnsSnapshot {
    vpcs = List.copyOf(vpcs);
    profiles = List.copyOf(profiles);
    records = List.copyOf(records);
  }

  /** Every call that was made, in no particular order. */
  public Stream<Observed<?>> observations() {
    return Stream.of(
            vpcs.stream().map(VpcHostedZones::zones),
            Stream.of(profileAssociations),
            profiles.stream().map(ProfileResources::resources),
            records.stream().map(HostedZoneRecords::records))
        .flatMap(it -> it);
  }
}
