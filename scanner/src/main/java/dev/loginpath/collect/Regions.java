package dev.loginpath.collect;

import dev.loginpath.report.Outcome;
import dev.loginpath.snapshot.EnabledRegion;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Which regions to read: those the user names, else all that the account has enabled. */
final class Regions {

  static final Set<String> ACTIONS = Set.of("ec2:DescribeRegions");

  private static final String NOT_ENABLED = "not-opted-in";

  private final String home;
  private final boolean standIn;
  private final Observed<List<EnabledRegion>> listed;

  private Regions(String home, boolean standIn, Observed<List<EnabledRegion>> listed) {
    this.home = home;
    this.standIn = standIn;
    this.listed = listed;
  }

  static Regions ask(Ec2Client ec2, String home, boolean standIn) {
    Observed<List<EnabledRegion>> listed =
        Observe.pages(
            Call.of("ec2:DescribeRegions", home),
            () -> List.of(ec2.describeRegions(it -> it.allRegions(true))).iterator(),
            page ->
                page.regions().stream()
                    .filter(it -> it.regionName() != null)
                    .map(it -> new EnabledRegion(it.regionName(), Answers.text(it.optInStatus())))
                    .toList(),
            EnabledRegion::name);
    return new Regions(home, standIn, someOf(listed));
  }

  /** Every account has regions that are enabled, so that a list of none shows nothing. */
  private static Observed<List<EnabledRegion>> someOf(Observed<List<EnabledRegion>> listed) {
    return listed instanceof Observed.Known<List<EnabledRegion>> known
            && known.value().stream().noneMatch(Regions::isEnabled)
        ? new Observed.Unseen<>(known.call(), Outcome.ERROR, "the list of regions is empty")
        : listed;
  }

  private static boolean isEnabled(EnabledRegion region) {
    return !region.optInStatus().equals(NOT_ENABLED);
  }

  Observed<List<EnabledRegion>> listed() {
    return listed;
  }

  /** Whether the list of regions is ours to guess, so that some of them may be off. */
  boolean isGuess(List<String> chosen) {
    return chosen.isEmpty() && !(listed instanceof Observed.Known<List<EnabledRegion>>);
  }

  List<String> toRead(List<String> chosen) throws CollectException {
    for (String region : chosen) {
      check(region);
    }
    if (!chosen.isEmpty()) {
      return chosen.stream().distinct().sorted().toList();
    }
    if (listed instanceof Observed.Known<List<EnabledRegion>> known) {
      return known.value().stream().filter(Regions::isEnabled).map(EnabledRegion::name).toList();
    }
    // Without a list, the SDK's own regions of the partition are tried one by one.
    return Stream.concat(Stream.of(home), ofPartition().stream()).distinct().sorted().toList();
  }

  private void check(String region) throws CollectException {
    if (listed instanceof Observed.Known<List<EnabledRegion>> known) {
      Optional<EnabledRegion> found =
          known.value().stream().filter(it -> it.name().equals(region)).findFirst();
      if (found.isEmpty()) {
        throw new CollectException.UnknownRegion(
            region, known.value().stream().map(EnabledRegion::name).toList());
      }
      if (!isEnabled(found.get())) {
        throw new CollectException.RegionNotEnabled(region);
      }
    } else if (!standIn && RegionMetadata.of(Region.of(region)) == null) {
      throw new CollectException.UnknownRegion(region, ofPartition());
    }
  }

  private List<String> ofPartition() {
    RegionMetadata metadata = RegionMetadata.of(Region.of(home));
    String partition = metadata == null ? "aws" : metadata.partition().id();
    return Region.regions().stream()
        .filter(it -> !it.isGlobalRegion())
        .filter(it -> RegionMetadata.of(it) != null)
        .filter(it -> RegionMetadata.of(it).partition().id().equals(partition))
        .map(Region::id)
        .sorted()
        .toList();
  }
}
