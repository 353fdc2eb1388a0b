package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * An account as it was read: the only input of every verdict.
 *
 * @param account the account's id, {@code unknown} where nothing told it
 * @param regionsChosen the user named the regions, so that the list of them decides nothing
 */
public record AccountSnapshot(
    int schemaVersion,
    String toolVersion,
    Instant startedAt,
    Instant finishedAt,
    String partition,
    String account,
    Observed<CallerIdentity> caller,
    Observed<List<EnabledRegion>> enabledRegions,
    boolean regionsChosen,
    IamSnapshot iam,
    OrganizationSnapshot organization,
    List<RegionSnapshot> regions) {
  public AccountSnapshot {
    regions = List.copyOf(regions);
  }

  /** The version of the file format that this program writes and reads. */
  public static final int SCHEMA_VERSION = 3;

  /** Every call that was made, in no particular order. */
  public Stream<Observed<?>> observations() {
    return Stream.of(
            Stream.<Observed<?>>of(caller, enabledRegions),
            iam.observations(),
            organization.observations(),
            regions.stream().flatMap(RegionSnapshot::observations))
        .flatMap(it -> it);
  }
}
