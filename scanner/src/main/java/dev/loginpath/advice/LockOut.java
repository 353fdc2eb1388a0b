package dev.loginpath.advice;

import dev.loginpath.network.ServiceRange;
import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.Assessment;
import dev.loginpath.report.Closing;
import dev.loginpath.report.Decision;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.report.Source;
import dev.loginpath.report.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may be closed beside the path to keep: a port that the outside reaches. It is safe only
 * where everybody who may come by it is shown to keep another open path; else it says what to do
 * first.
 */
final class LockOut {

  private static final Pattern RULE = Pattern.compile("^(sgr-[0-9a-z]+) of (sg-[0-9a-z]+) ");

  private LockOut() {}

  /** The paths that one port opens are closed together. */
  static List<Closing> closings(AssessedInstance assessed, Assessment kept) {
    List<Assessment> inbound =
        Choice.INBOUND.stream()
            .map(assessed::on)
            .filter(Assessment::leadsIn)
            .filter(it -> !it.path().equals(kept.path()))
            .toList();
    if (inbound.isEmpty() || Choice.INBOUND.contains(kept.path())) {
      return List.of();
    }
    List<String> first = first(assessed, kept, inbound);
    return List.of(
        new Closing(
            inbound.stream().map(Assessment::path).sorted().toList(),
            first.isEmpty(),
            first,
            steps(assessed, inbound)));
  }

  private static List<String> first(
      AssessedInstance assessed, Assessment kept, List<Assessment> closing) {
    List<String> first = new ArrayList<>();
    if (kept.status() != Status.OPEN) {
      first.add("open " + kept.path() + " and log in by it once");
    }
    boolean keysCome = !onlyTheService(assessed, closing);
    SortedSet<String> unprovided = new TreeSet<>();
    for (Assessment each : closing) {
      for (PrincipalAccess who : each.principals().may().principals()) {
        boolean anybody = who.arn().equals("*");
        boolean keyHolders = anybody && !who.via().isEmpty();
        if (anybody && !keyHolders) {
          first.add(
              "find out who may use " + each.path() + ": " + String.join("; ", who.conditions()));
        } else if (!anybody && !keepsAnother(assessed, who, closing)) {
          unprovided.add(who.arn());
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
    return first.stream().distinct().toList();
  }

  /** By a path that is open now, stays open, and asks no more of the principal than this one. */
  private static boolean keepsAnother(
      AssessedInstance assessed, PrincipalAccess who, List<Assessment> closing) {
    for (Assessment each : assessed.assessments()) {
      boolean stays =
          each.status() == Status.OPEN
              && closing.stream().noneMatch(it -> it.path().equals(each.path()));
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
    return closing.stream()
        .flatMap(it -> it.sources().stream())
        .allMatch(it -> service.holds(it.value()));
  }

  private static List<String> steps(AssessedInstance assessed, List<Assessment> closing) {
    String region = assessed.subject().region().name();
    Set<String> steps = new TreeSet<>();
    for (Assessment each : closing) {
      for (Source source : each.sources()) {
        for (String via : source.via()) {
          Matcher rule = RULE.matcher(via);
          if (rule.find()) {
            steps.add(
                "aws ec2 revoke-security-group-ingress --region "
                    + region
                    + " --group-id "
                    + rule.group(2)
                    + " --security-group-rule-ids "
                    + rule.group(1));
          }
        }
      }
    }
    if (steps.isEmpty()) {
      return List.of(
          "Remove the rules that admit the port, as the sources of the paths name them.");
    }
    return List.copyOf(steps);
  }
}
