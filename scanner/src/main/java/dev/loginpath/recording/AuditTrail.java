package dev.loginpath.recording;

import dev.loginpath.snapshot.EventSelectors;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.Trail;
import dev.loginpath.snapshot.TrailDetails;
import dev.loginpath.snapshot.TrailStatus;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a trail keeps the audit events of a region: login calls are management events that write.
 * Beside it, CloudTrail's event history keeps them for 90 days. See <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html">CloudTrail's
 * concepts</a>.
 */
final class AuditTrail {

  /** The services whose events tell who came. */
  private static final Set<String> LOGINS =
      Set.of(
          "ssm.amazonaws.com",
          "ec2-instance-connect.amazonaws.com",
          "ssm-guiconnect.amazonaws.com");

  private AuditTrail() {}

  static Requirement of(RegionSnapshot region) {
    Observed<List<Trail>> trails = region.cloudTrail().trails();
    List<Requirement> kept = new ArrayList<>();
    for (Trail trail : Observed.items(trails)) {
      if (trail.multiRegion() || trail.homeRegion().equals(region.name())) {
        kept.add(
            Requirement.allOf("trail", List.of(logging(region, trail), events(region, trail))));
      }
    }
    Observed.gap(trails)
        .map(it -> Requirement.of("trail", Verdict.unknown(List.of(it))))
        .ifPresent(kept::add);
    if (kept.isEmpty()) {
      kept.add(
          Requirement.of("trail", Verdict.notMet(trails.call(), "no trail covers the region")));
    }
    return Requirement.anyOf("audit-trail", kept);
  }

  private static Optional<TrailDetails> details(RegionSnapshot region, Trail trail) {
    return region.cloudTrail().details().stream()
        .filter(it -> it.trailArn().equals(trail.arn()))
        .findFirst();
  }

  private static Requirement logging(RegionSnapshot region, Trail trail) {
    Call listed = region.cloudTrail().trails().call().about(trail.name());
    Verdict verdict =
        details(region, trail)
            .map(it -> status(it.status(), trail))
            .orElseGet(() -> notAsked(listed));
    return Requirement.of("trail-logs", verdict);
  }

  private static Verdict notAsked(Call call) {
    return Verdict.unknown(call, "nothing more was asked of it", "A trail was not looked into.");
  }

  private static Verdict status(Observed<TrailStatus> status, Trail trail) {
    return switch (status) {
      case Observed.Known<TrailStatus> known -> {
        Optional<String> error = known.value().deliveryError();
        String name = trail.name();
        if (!known.value().logging()) {
          yield Verdict.notMet(known.call(), name + " is stopped");
        }
        yield error.isEmpty()
            ? Verdict.met(known.call(), name + " is logging")
            : Verdict.notMet(
                known.call(), name + " is logging, and its last delivery failed: " + error.get());
      }
      case Observed.Absent<TrailStatus> absent -> notAsked(absent.call());
      case Observed.Unseen<TrailStatus> unseen -> Verdict.unknown(unseen);
    };
  }

  private static Requirement events(RegionSnapshot region, Trail trail) {
    Call listed = region.cloudTrail().trails().call().about(trail.name());
    Verdict verdict =
        details(region, trail)
            .map(it -> selectors(it.eventSelectors()))
            .orElseGet(() -> notAsked(listed));
    return Requirement.of("trail-holds-events", verdict);
  }

  private static Verdict selectors(Observed<EventSelectors> selectors) {
    return switch (selectors) {
      case Observed.Known<EventSelectors> known -> of(known.call(), known.value());
      case Observed.Absent<EventSelectors> absent -> notAsked(absent.call());
      case Observed.Unseen<EventSelectors> unseen -> Verdict.unknown(unseen);
    };
  }

  private static Verdict of(Call call, EventSelectors selectors) {
    List<EventSelectors.Basic> writes =
        selectors.basic().stream()
            .filter(it -> it.managementEvents() && !it.readWriteType().equals("ReadOnly"))
            .toList();
    boolean basic = writes.stream().anyMatch(it -> leavesLogins(it.excludedSources()));
    if (basic || selectors.advanced().stream().anyMatch(AuditTrail::isWhole)) {
      return Verdict.met(call, "records management events that write");
    }
    if (!writes.isEmpty() || selectors.advanced().stream().anyMatch(AuditTrail::isManagement)) {
      return Verdict.unknown(
          call,
          "records a part of the management events",
          "Whether a trail's selectors of management events hold the login events is not told.");
    }
    return Verdict.notMet(call, "records no management events that write");
  }

  private static boolean isManagement(EventSelectors.Advanced selector) {
    boolean management =
        selector.fields().stream()
            .anyMatch(it ->
                it.field().equals("eventCategory")
                    && it.operators().getOrDefault("Equals", List.of()).contains("Management"));
    boolean readOnly =
        selector.fields().stream()
            .anyMatch(it ->
                it.field().equals("readOnly")
                    && it.operators().getOrDefault("Equals", List.of()).contains("true"));
    return management && !readOnly;
  }

  /** All management events, or all but those of services that CloudTrail may leave out. */
  private static boolean isWhole(EventSelectors.Advanced selector) {
    return isManagement(selector)
        && selector.fields().stream()
            .allMatch(it ->
                it.field().equals("eventCategory")
                    || it.field().equals("readOnly")
                    || (it.field().equals("eventSource")
                        && it.operators().keySet().equals(Set.of("NotEquals"))
                        && leavesLogins(it.operators().getOrDefault("NotEquals", List.of()))));
  }

  private static boolean leavesLogins(List<String> excluded) {
    return excluded.stream().noneMatch(LOGINS::contains);
  }
}
