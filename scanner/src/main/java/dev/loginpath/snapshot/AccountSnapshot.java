package dev.loginpath.snapshot;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.loginpath.verdict.Observed;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * An account as it was read: the only input of every verdict.
 *
 * @param account the account's id, {@code unknown} where nothing told it
 * @param regionsChosen the user named the regions, so that the list of them decides nothing
 * @param listedPrices the unit prices that AWS was asked for; empty, and perhaps missing in a file,
 *     where it was not
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
    @Added(in = "4.1", without = "{}") AcceleratorSnapshot accelerators,
    List<RegionSnapshot> regions,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<ListedPrice> listedPrices) {
  public AccountSnapshot {
    regions = List.copyOf(regions);
    listedPrices = List.copyOf(listedPrices);
  }

  /** The same account with its regions read otherwise. */
  public AccountSnapshot withRegions(List<RegionSnapshot> read) {
    return new AccountSnapshot(
        schemaVersion,
        toolVersion,
        startedAt,
        finishedAt,
        partition,
        account,
        caller,
        enabledRegions,
        regionsChosen,
        iam,
        organization,
        accelerators,
        read,
        listedPrices);
  }

  /** The major version of the file format, see {@link SnapshotVersion}. */
  public static final int SCHEMA_VERSION = SnapshotVersion.CURRENT.major();

  /** The account's id where nothing that was read tells it. */
  public static final String UNKNOWN_ACCOUNT = "unknown";

  /** The same account with the answers to questions that were asked later. */
  public AccountSnapshot with(Instant later, List<RegionSnapshot> asked, List<ListedPrice> prices) {
    return new AccountSnapshot(
        schemaVersion,
        toolVersion,
        startedAt,
        later,
        partition,
        account,
        caller,
        enabledRegions,
        regionsChosen,
        iam,
        organization,
        accelerators,
        asked,
        prices);
  }

  /** Every call that was made, in no particular order. */
  public Stream<Observed<?>> observations() {
    return Stream.of(
            Stream.<Observed<?>>of(caller, enabledRegions),
            iam.observations(),
            organization.observations(),
            accelerators.observations(),
            regions.stream().flatMap(RegionSnapshot::observations),
            listedPrices.stream().map(ListedPrice::usd))
        .flatMap(it -> it);
  }
}
