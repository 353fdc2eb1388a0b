package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.maybe;
import static dev.loginpath.collect.Answers.text;

import dev.loginpath.snapshot.CloudTrailSnapshot;
import dev.loginpath.snapshot.EventSelectors;
import dev.loginpath.snapshot.Trail;
import dev.loginpath.snapshot.TrailDetails;
import dev.loginpath.snapshot.TrailStatus;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;

/**
 * Reads the trails that cover one region, those of other regions and of the organization among
 * them. Such a trail is asked for by its ARN, for its name is known in its home region alone.
 */
final class CloudTrailCollector {

  static final Set<String> ACTIONS =
      Set.of(
          "cloudtrail:DescribeTrails", "cloudtrail:GetEventSelectors", "cloudtrail:GetTrailStatus");

  /**
   * A trail that is listed and then not found contradicts itself: it is unseen, for "absent" would
   * read as a trail that records nothing.
   */
  private static final Set<String> NEVER_ABSENT = Set.of();

  private final CloudTrailClient cloudTrail;
  private final String region;

  CloudTrailCollector(CloudTrailClient cloudTrail, String region) {
    this.cloudTrail = cloudTrail;
    this.region = region;
  }

  CloudTrailSnapshot collect() {
    Observed<List<Trail>> trails = trails();
    return new CloudTrailSnapshot(
        trails,
        Observed.items(trails).stream()
            .map(it -> new TrailDetails(it.arn(), status(it.arn()), eventSelectors(it.arn())))
            .toList());
  }

  /** AWS answers all of them at once: this call has no pages. */
  private Observed<List<Trail>> trails() {
    return Observe.pages(
        Call.of("cloudtrail:DescribeTrails", region),
        () -> Stream.of(cloudTrail.describeTrails(it -> it.includeShadowTrails(true))).iterator(),
        page ->
            page.trailList().stream()
                .filter(it -> it.trailARN() != null)
                .map(CloudTrailCollector::trail)
                .toList(),
        Trail::arn);
  }

  private static Trail trail(software.amazon.awssdk.services.cloudtrail.model.Trail it) {
    return new Trail(
        it.trailARN(),
        text(it.name()),
        text(it.homeRegion()),
        Boolean.TRUE.equals(it.isMultiRegionTrail()),
        Boolean.TRUE.equals(it.isOrganizationTrail()),
        Boolean.TRUE.equals(it.includeGlobalServiceEvents()),
        Boolean.TRUE.equals(it.logFileValidationEnabled()),
        maybe(it.s3BucketName()),
        maybe(it.cloudWatchLogsLogGroupArn()),
        maybe(it.kmsKeyId()));
  }

  private Observed<TrailStatus> status(String arn) {
    return Observe.one(
        new Call("cloudtrail:GetTrailStatus", region, arn),
        NEVER_ABSENT,
        () -> status(cloudTrail.getTrailStatus(it -> it.name(arn))));
  }

  private static Optional<TrailStatus> status(GetTrailStatusResponse it) {
    return Optional.ofNullable(it.isLogging())
        .map(logging ->
            new TrailStatus(
                logging,
                Optional.ofNullable(it.latestDeliveryTime()),
                maybe(it.latestDeliveryError())));
  }

  private Observed<EventSelectors> eventSelectors(String arn) {
    return Observe.one(
        new Call("cloudtrail:GetEventSelectors", region, arn),
        NEVER_ABSENT,
        () ->
            Optional.of(cloudTrail.getEventSelectors(it -> it.trailName(arn)))
                .filter(it -> it.hasEventSelectors() || it.hasAdvancedEventSelectors())
                .map(CloudTrailCollector::selectors));
  }

  private static EventSelectors selectors(GetEventSelectorsResponse it) {
    return new EventSelectors(
        it.eventSelectors().stream().map(CloudTrailCollector::basic).toList(),
        it.advancedEventSelectors().stream().map(CloudTrailCollector::advanced).toList());
  }

  /** What a selector does not say is AWS's default: all management events. */
  private static EventSelectors.Basic basic(EventSelector it) {
    return new EventSelectors.Basic(
        maybe(it.readWriteTypeAsString()).orElse("All"),
        !Boolean.FALSE.equals(it.includeManagementEvents()),
        it.excludeManagementEventSources().stream().sorted().toList());
  }

  private static EventSelectors.Advanced advanced(AdvancedEventSelector it) {
    return new EventSelectors.Advanced(
        maybe(it.name()),
        it.fieldSelectors().stream()
            .map(CloudTrailCollector::field)
            .sorted(Comparator.comparing(EventSelectors.Field::field))
            .toList());
  }

  private static EventSelectors.Field field(AdvancedFieldSelector it) {
    SortedMap<String, List<String>> operators = new TreeMap<>();
    operators.put("Equals", it.equalsValue());
    operators.put("StartsWith", it.startsWith());
    operators.put("EndsWith", it.endsWith());
    operators.put("NotEquals", it.notEquals());
    operators.put("NotStartsWith", it.notStartsWith());
    operators.put("NotEndsWith", it.notEndsWith());
    operators.values().removeIf(List::isEmpty);
    operators.replaceAll((operator, values) -> values.stream().sorted().toList());
    return new EventSelectors.Field(text(it.field()), operators);
  }
}
