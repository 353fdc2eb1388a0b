package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/** One EC2 instance and every login path onto it that was assessed. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record InstanceReport(
    String id,
    String arn,
    String account,
    String region,
    Optional<String> name,
    String state,
    SortedMap<String, String> tags,
    Optional<String> vpc,
    Optional<String> subnet,
    List<String> addresses,
    Platform platform,
    List<PathAssessment> paths,
    Optional<Recommendation> recommendation,
    Optional<Placement> placement,
    Optional<ManagedBy> managedBy) {

  public InstanceReport {
    addresses = List.copyOf(addresses);
    paths = List.copyOf(paths);
  }

  /** The same instance with some of its paths. */
  public InstanceReport only(Predicate<PathAssessment> wanted) {
    return new InstanceReport(
        id,
        arn,
        account,
        region,
        name,
        state,
        tags,
        vpc,
        subnet,
        addresses,
        platform,
        paths.stream().filter(wanted).toList(),
        recommendation,
        placement,
        managedBy);
  }
}
