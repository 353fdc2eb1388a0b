package dev.loginpath.advice;

import dev.loginpath.network.ServiceRange;
import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.AssessedRegion;
import dev.loginpath.path.Assessment;
import dev.loginpath.report.Closing;
import dev.loginpath.report.Decision;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.report.Source;
import dev.loginpath.report.Status;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What may be closed beside the path to keep: a port that the outside reaches. It is safe only
 * where everybody who may come by it is shown to keep another open path; else it says what to do
 * first.
 */
final class LockOut {

  private LockOut() {}

  /** The paths that one port opens are closed together. */
  static List<Closing> closings(AssessedRegion region, AssessedInstance assessed, Assessment kept) {
    List<Assessment> inbound =
        Choice.INBOUND.stream()
            .map(assessed::on)
            .filter(Assessment::leadsIn)
            .filter(it -> it.path() != kept.path())
            .toList();
    if (inbound.isEmpty() || Choice.INBOUND.contains(kept.path())) {
      return List.of();
    }
    List<String> first = first(region, assessed, kept, inbound);
    return List.of(
        new Closing(
            inbound.stream().map(Assessment::path).sorted().toList(),
            first.isEmpty(),
            first,
            new RevokedRules(assessed, inbound).steps()));
  }

  private static List<String> first(
      AssessedRegion region, AssessedInstance assessed, Assessment kept, List<Assessment> closing) {
    List<String> first = new ArrayList<>();
    if (kept.status() != Status.OPEN) {
      first.add("open " + kept.path() + " and log in by it once");
    }
    List<String> doubts = Reliance.doubts(assessed, kept);
    boolean mayBeOpen = kept.status() == Status.OPEN || kept.status() == Status.UNKNOWN;
    if (mayBeOpen && !doubts.isEmpty()) {
      first.add(
          "find out whether "
              + kept.path()
              + " really admits people: "
              + String.join("; ", doubts));
    }
    if (kept.status() == Status.OPEN && needsTheSame(assessed, kept, closing)) {
      first.add("open " + kept.path() + " by a rule of its own: it needs the one that is revoked");
    }
    first.addAll(new RevokedRules(assessed, closing).first());
    SortedSet<String> unproven = new TreeSet<>();
    closing.stream()
        .flatMap(it -> it.sources().stream())
        .filter(it -> !it.proven())
        .forEach(it -> unproven.add(it.value()));
    if (!unproven.isEmpty()) {
      first.add("find out who else may come in: " + String.join(" ", unproven));
    }
    boolean keysCome = !onlyTheService(assessed, closing);
    SortedSet<String> unprovided = new TreeSet<>();
    for (Assessment each : shut(assessed, closing)) {
      for (PrincipalAccess who : each.principals().may().principals()) {
        switch (who.who()) {
          case UNSEEN ->
              first.add(
                  "find out who may use "
                      + each.path()
                      + ": "
                      + String.join("; ", who.conditions()));
          case NAMED -> {
            if (!keepsAnother(assessed, who, closing)) {
              unprovided.add(who.arn());
            }
          }
          case KEY_HOLDERS -> {}
        }
      }
    }
    if (keysCome) {
      first.add(
          "find out who logs in with a key or password, which no API shows, and let them use "
              + kept.path());
    }
    if (!unprovided.isEmpty()) {
      first.add("let these use " + kept.path() + ": " + String.join(", ", unprovided));
    }
    if (!first.isEmpty()) {
      // Who keeps a shell here can still go on.
      first.addAll(onward(region, assessed));
    }
    return first.stream().distinct().toList();
  }

  /** By a path that is open now, stays open, and asks no more of the principal than this one. */
  private static boolean keepsAnother(
      AssessedInstance assessed, PrincipalAccess who, List<Assessment> closing) {
    for (Assessment each : assessed.assessments()) {
      boolean stays =
          Reliance.on(assessed, each)
              && closing.stream().noneMatch(it -> it.path().equals(each.path()))
              && !needsTheSame(assessed, each, closing);
      if (stays) {
        Optional<PrincipalAccess> there =
            each.principals().may().principals().stream()
                .filter(it -> it.arn().equals(who.arn()))
                .findFirst();
        if (there.isPresent() && asksNoMore(there.get(), who)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean asksNoMore(PrincipalAccess there, PrincipalAccess here) {
    return there.decision() == Decision.ALLOWED
        || (there.decision() == Decision.CONDITIONAL
            && here.decision() == Decision.CONDITIONAL
            && here.conditions().containsAll(there.conditions()));
  }

  /** Nobody but EC2 Instance Connect itself comes by the port: keys alone open nothing. */
  private static boolean onlyTheService(AssessedInstance assessed, List<Assessment> closing) {
    ServiceRange service = assessed.subject().network().instanceConnectService();
    List<Source> sources = closing.stream().flatMap(it -> it.sources().stream()).toList();
    return !sources.isEmpty()
        && sources.stream().allMatch(it -> it.proven() && service.holds(it.value()));
  }

  /** A pushed key comes by the same port, and somebody may have it although that is not known. */
  private static List<Assessment> shut(AssessedInstance assessed, List<Assessment> closing) {
    List<Assessment> shut = new ArrayList<>(closing);
    Assessment pushed = assessed.on(PathId.INSTANCE_CONNECT);
    boolean ssh = closing.stream().anyMatch(it -> it.path() == PathId.SSH_DIRECT);
    if (ssh && pushed.status() == Status.UNKNOWN) {
      shut.add(pushed);
    }
    return shut;
  }

  /**
   * Another path ends with the same rules: they admit it too, or an endpoint passes the addresses
   * of its clients on, so that the rules for the outside admit them.
   */
  private static boolean needsTheSame(
      AssessedInstance assessed, Assessment path, List<Assessment> closing) {
    Set<String> endpoints = new TreeSet<>();
    path.sources().forEach(it -> endpoints.add(it.value()));
    boolean preserved =
        Observed.items(assessed.subject().region().ec2().instanceConnectEndpoints()).stream()
            .anyMatch(it -> it.preserveClientIp() && endpoints.contains(it.id()));
    return preserved || dependsOn(path.requirements(), new RevokedRules(assessed, closing).words());
  }

  private static boolean dependsOn(List<Requirement> requirements, Set<String> rules) {
    return requirements.stream()
        .anyMatch(it ->
            it.verdict().evidence().stream()
                    .anyMatch(fact -> rules.stream().anyMatch(fact.fact()::contains))
                || dependsOn(it.children(), rules));
  }

  /** Whoever comes by the port may go on from here. */
  private static List<String> onward(AssessedRegion region, AssessedInstance assessed) {
    SortedSet<String> targets = new TreeSet<>();
    assessed.subject().network().interfacesOf(assessed.subject().instance()).interfaces().stream()
        .map(it -> region.reachedOver().targets().getOrDefault(it.id(), new TreeSet<>()))
        .forEach(targets::addAll);
    List<String> onward = new ArrayList<>();
    if (!targets.isEmpty()) {
      onward.add(
          "see who logs in to "
              + RevokedRules.named(targets)
              + " over this instance, and give them another way");
    }
    if (Observed.gap(region.region().ec2().instances()).isPresent()) {
      onward.add("find out which others are reached over this instance: not all were seen");
    }
    SortedSet<String> doubted = new TreeSet<>(region.reachedOver().doubted());
    doubted.removeAll(targets);
    doubted.remove(assessed.subject().instance().id());
    if (!doubted.isEmpty()) {
      onward.add(
          "find out whether anybody goes on from this instance to "
              + RevokedRules.named(doubted)
              + ": not all ways there are known");
    }
    return onward;
  }
}
