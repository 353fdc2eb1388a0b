package dev.loginpath.scan;

import dev.loginpath.gate.Gate;
import dev.loginpath.gate.GateResult;
import dev.loginpath.network.AddressSet;
import dev.loginpath.report.Answer;
import dev.loginpath.report.Closing;
import dev.loginpath.report.Content;
import dev.loginpath.report.Decision;
import dev.loginpath.report.Finding;
import dev.loginpath.report.FindingStatus;
import dev.loginpath.report.HybridNode;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.MonthlyCost;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.report.Recommendation;
import dev.loginpath.report.RecordingReport;
import dev.loginpath.report.Report;
import dev.loginpath.report.Requirement;
import dev.loginpath.report.Severity;
import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.report.Status;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares a report with the report of less knowledge: whatever the second says and the first did
 * not has to be "unknown", and whatever it no longer says has to have an unknown in its place.
 */
final class LessKnowledge {

  /** What a caution or step speaks of: instances, groups, rules, addresses, principals. */
  private static final Pattern NAMED =
      Pattern.compile("\\b(?:i|sg|sgr|eni|vpce|eice)-[0-9a-z]+|\\barn:[^ ,;]+");

  /** Which path is kept may change: what has to be done before is the same. */
  private static final Pattern PATH =
      Pattern.compile("session-manager|instance-connect-endpoint|fleet-manager-rdp");

  /** A command that lets something in, or does away with something. */
  private static final Pattern OPENS =
      Pattern.compile("^aws [a-z0-9]+ (?:authorize|associate|delete|create-instance-connect)-");

  private static final Pattern SAYS_UNKNOWN =
      Pattern.compile(
          "not known|not all|not seen|find out who may use|find out who else|find out which");

  private static final Pattern PUBLIC_MACHINE = Pattern.compile("internet come in to (i-\\w+) on");

  private final Report before;
  private final Report after;
  private final List<String> broken = new ArrayList<>();

  private LessKnowledge(Report before, Report after) {
    this.before = before;
    this.after = after;
  }

  /** What is told better or worse than it was, one line each; empty where the promise holds. */
  static List<String> broken(Report before, Report after) {
    LessKnowledge compared = new LessKnowledge(before, after);
    compared.paths();
    compared.findings();
    compared.recommendations();
    compared.gates();
    return compared.broken;
  }

  private void broken(String kind, String where, Object was, Object is) {
    broken.add(kind + " | " + where + " | was " + was + " | is " + is);
  }

  private static Map<String, PathAssessment> paths(Report report) {
    Map<String, PathAssessment> paths = new LinkedHashMap<>();
    for (InstanceReport instance : report.instances()) {
      String where = instance.region() + " " + instance.id();
      instance.paths().forEach(it -> paths.putIfAbsent(where + " " + it.path(), it));
    }
    for (HybridNode node : report.hybridNodes()) {
      String where = node.region() + " " + node.id();
      node.paths().forEach(it -> paths.putIfAbsent(where + " " + it.path(), it));
    }
    return paths;
  }

  private void paths() {
    Map<String, PathAssessment> left = paths(after);
    Map<String, PathAssessment> known = paths(before);
    known.forEach((where, was) -> {
      PathAssessment is = left.get(where);
      if (is == null) {
        gone(where, was);
        return;
      }
      if (is.status() != Status.UNKNOWN && is.status() != was.status()) {
        broken("status", where, was.status(), is.status());
      }
      sources(where, was, is);
      beside(where, was, is);
      principals(where, was, is);
      if (was.recording().isPresent()) {
        recording(where, was.recording().get(), is.recording());
      }
      cost(where, was, is);
    });
    left.keySet().stream()
        .filter(it -> !known.containsKey(it))
        .forEach(it -> broken("path-appears", it, "none", "there"));
  }

  /** What is not listed any more was listed by a call that the coverage says was not answered. */
  private void gone(String where, PathAssessment was) {
    String region = where.substring(0, where.indexOf(' '));
    boolean said =
        after.coverage().stream()
            .anyMatch(it ->
                it.region().equals(region)
                    && it.outcome() != Outcome.OK
                    && Set.of("ec2:DescribeInstances", "ssm:DescribeInstanceInformation")
                        .contains(it.call()));
    if (!said) {
      broken("path-gone", where, was.status(), "not there");
    }
  }

  private void sources(String where, PathAssessment was, PathAssessment is) {
    boolean hidden = is.sources().stream().anyMatch(it -> it.kind() == SourceKind.UNKNOWN);
    AddressSet reachedBefore = ranges(was.sources());
    AddressSet reachedAfter = ranges(is.sources());
    if (!hidden && !reachedAfter.containsAll(reachedBefore)) {
      broken("source-gone", where, reachedBefore.brief(), reachedAfter.brief());
    }
    if (!reachedBefore.containsAll(reachedAfter)) {
      broken("source-appears", where, reachedBefore.brief(), reachedAfter.brief());
    }
    // Of many bastions some are named; the others are said to be there, and move up.
    boolean more = was.requirements().toString().contains("more-bastions");
    Set<String> namedBefore = named(was.sources());
    Set<String> namedAfter = named(is.sources());
    if (!hidden && !namedAfter.containsAll(namedBefore)) {
      broken("source-gone", where, namedBefore, namedAfter);
    }
    if (!more && !namedBefore.containsAll(namedAfter)) {
      broken("source-appears", where, namedBefore, namedAfter);
    }
  }

  /** Tasks and public machines that are told beside the bastions: of many the first ones. */
  private void beside(String where, PathAssessment was, PathAssessment is) {
    String told = was.requirements().toString();
    String left = is.requirements().toString();
    boolean doubted =
        requirements(is.requirements(), "public-machine").anyMatch(it -> it == Answer.UNKNOWN);
    SortedSet<String> gone = machines(told);
    gone.removeAll(machines(left));
    if (!gone.isEmpty() && !doubted) {
      broken("public-machine-gone", where, gone, "neither there nor doubted");
    }
    SortedSet<String> more = machines(left);
    more.removeAll(machines(told));
    if (!more.isEmpty() && !told.contains("more machines are public")) {
      broken("public-machine-appears", where, machines(told), more);
    }
    boolean task = requirements(was.requirements(), "task").findAny().isPresent();
    if (task && requirements(is.requirements(), "task").findAny().isEmpty()) {
      broken("task-gone", where, "a task", "none");
    }
  }

  private static Stream<Answer> requirements(List<Requirement> all, String id) {
    return all.stream()
        .flatMap(
            it -> it.id().equals(id) ? Stream.of(it.verdict()) : requirements(it.children(), id));
  }

  /** Those of which it is sure. */
  private static SortedSet<String> machines(String requirements) {
    return PUBLIC_MACHINE
        .matcher(requirements)
        .results()
        .map(it -> it.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static AddressSet ranges(List<Source> sources) {
    return sources.stream()
        .filter(it -> it.kind() != SourceKind.UNKNOWN)
        .flatMap(it -> AddressSet.parse(it.value()).stream())
        .reduce(AddressSet.EMPTY, AddressSet::union);
  }

  private static Set<String> named(List<Source> sources) {
    return sources.stream()
        .filter(it -> it.kind() != SourceKind.UNKNOWN)
        .filter(it -> AddressSet.parse(it.value()).isEmpty())
        .map(it -> it.kind().word() + " " + it.value())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void principals(String where, PathAssessment was, PathAssessment is) {
    List<PrincipalAccess> may = set(after, Optional.of(is.principals()));
    List<PrincipalAccess> arrange = set(after, is.mayGetThere());
    List<PrincipalAccess> stopped = set(after, is.stopped());
    List<PrincipalAccess> mayBefore = set(before, Optional.of(was.principals()));
    List<PrincipalAccess> arrangeBefore = set(before, was.mayGetThere());
    List<PrincipalAccess> stoppedBefore = set(before, was.stopped());
    people("may", where, mayBefore, may, hidden(may), may);
    // Who may use it needs to arrange nothing.
    List<PrincipalAccess> either = new ArrayList<>(arrange);
    either.addAll(may);
    people("arrange", where, arrangeBefore, arrange, hidden(either), either);
    List<PrincipalAccess> anywhere = new ArrayList<>(either);
    anywhere.addAll(stopped);
    people("stopped", where, stoppedBefore, stopped, hidden(anywhere), anywhere);
    SortedSet<String> newlyStopped =
        arns(stopped.stream().filter(it -> it.decision() == Decision.DENIED).toList());
    newlyStopped.removeAll(arns(stoppedBefore));
    if (!newlyStopped.isEmpty()) {
      broken("stopped-appears", where, arns(stoppedBefore), newlyStopped);
    }
  }

  private void people(
      String kind,
      String where,
      List<PrincipalAccess> was,
      List<PrincipalAccess> is,
      boolean hidden,
      List<PrincipalAccess> anywhere) {
    SortedSet<String> gone = arns(was);
    gone.removeAll(arns(anywhere));
    gone.remove("*");
    if (!hidden && !gone.isEmpty()) {
      broken(kind + "-gone", where, gone, "neither there nor hidden");
    }
    for (PrincipalAccess each : is) {
      if (each.decision() == Decision.UNKNOWN || each.decision() == Decision.DENIED) {
        continue;
      }
      List<PrincipalAccess> same = was.stream().filter(it -> it.arn().equals(each.arn())).toList();
      boolean asStrict =
          same.stream()
              .anyMatch(it ->
                  it.decision() == Decision.ALLOWED
                      || (it.decision() == Decision.CONDITIONAL
                          && each.decision() == Decision.CONDITIONAL
                          && each.conditions().containsAll(it.conditions())));
      if (!asStrict) {
        broken(kind + "-looser", where + " " + each.arn(), told(same), told(List.of(each)));
      } else if (each.decision() == Decision.CONDITIONAL
          && same.stream().allMatch(it -> it.decision() == Decision.ALLOWED)) {
        broken(kind + "-stricter", where + " " + each.arn(), told(same), told(List.of(each)));
      }
    }
  }

  private static String told(List<PrincipalAccess> all) {
    return all.stream().map(it -> it.decision() + " " + it.conditions()).toList().toString();
  }

  private static boolean hidden(List<PrincipalAccess> who) {
    return who.stream().anyMatch(it -> it.arn().equals("*") && it.decision() == Decision.UNKNOWN);
  }

  private static SortedSet<String> arns(List<PrincipalAccess> who) {
    return who.stream().map(PrincipalAccess::arn).collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<PrincipalAccess> set(Report report, Optional<String> key) {
    return key.map(it -> report.principalSets().getOrDefault(it, List.of())).orElse(List.of());
  }

  private void recording(String where, RecordingReport was, Optional<RecordingReport> left) {
    if (left.isEmpty()) {
      broken("recording-gone", where, was.content(), "none");
      return;
    }
    RecordingReport is = left.get();
    boolean unknown = is.content() == Content.UNKNOWN;
    if (!unknown && is.content() != was.content()) {
      broken("recording", where, was.content(), is.content());
    }
    parts("destination", where, was.destinations(), is.destinations(), unknown);
    boolean others =
        is.requirements().stream()
            .anyMatch(
                it -> it.id().equals("other-session-documents") && it.verdict() == Answer.UNKNOWN);
    parts("bypass", where, was.bypasses(), is.bypasses(), unknown || others);
    parts("audit", where, was.audit(), is.audit(), false);
  }

  private void parts(
      String kind, String where, List<String> was, List<String> is, boolean unknown) {
    if (!unknown && !is.containsAll(was)) {
      broken(kind + "-gone", where, was, is);
    }
    if (!was.containsAll(is)) {
      broken(kind + "-appears", where, was, is);
    }
  }

  private void cost(String where, PathAssessment was, PathAssessment is) {
    Optional<BigDecimal> amount = is.monthlyCost().flatMap(MonthlyCost::amount);
    Optional<BigDecimal> known = was.monthlyCost().flatMap(MonthlyCost::amount);
    if (was.monthlyCost().isPresent() && is.monthlyCost().isEmpty()) {
      broken("cost-gone", where, known, "none");
    }
    if (was.monthlyCost().isPresent() && amount.isPresent() && !amount.equals(known)) {
      broken("cost", where, known, amount);
    }
  }

  private static String key(Finding it) {
    return it.rule() + " " + it.region() + " " + it.resource().id();
  }

  private void findings() {
    Map<String, Finding> known = new LinkedHashMap<>();
    before.findings().forEach(it -> known.put(key(it), it));
    Map<String, Finding> left = new LinkedHashMap<>();
    after.findings().forEach(it -> left.put(key(it), it));
    known.forEach((where, was) -> {
      Finding is = left.getOrDefault(where, left.get(was.rule() + " " + was.region() + " *"));
      if (is == null) {
        broken("finding-gone", where, was.status(), "none");
        return;
      }
      if (is.severity().compareTo(was.severity()) > 0) {
        broken("severity", where, was.severity(), is.severity());
      }
    });
    left.forEach((where, is) -> {
      Finding was = known.get(where);
      boolean proven = was != null && was.status() == FindingStatus.VIOLATION;
      if (is.status() == FindingStatus.VIOLATION && !proven) {
        broken("finding-proven", where, was == null ? "none" : was.status(), is.status());
      }
    });
  }

  private void recommendations() {
    Map<String, Recommendation> left = new LinkedHashMap<>();
    for (InstanceReport each : after.instances()) {
      each.recommendation().ifPresent(it -> left.putIfAbsent(each.region() + " " + each.id(), it));
    }
    Set<String> seen = new TreeSet<>();
    for (InstanceReport each : before.instances()) {
      String where = each.region() + " " + each.id();
      if (!seen.add(where) || !left.containsKey(where)) {
        continue;
      }
      Recommendation is = left.get(where);
      if (each.recommendation().isPresent()) {
        recommendation(where, each.recommendation().get(), is);
      } else if (!is.close().isEmpty()) {
        broken("closing-appears", where, "none", is.close());
      }
    }
  }

  private void recommendation(String where, Recommendation was, Recommendation is) {
    for (Closing closing : is.close()) {
      for (PathId path : closing.paths()) {
        Optional<Closing> known =
            was.close().stream().filter(it -> it.paths().contains(path)).findFirst();
        if (known.isEmpty()) {
          broken("closing-appears", where + " " + path, "none", closing);
        } else {
          closing(where + " " + path, known.get(), closing, is.path().equals(was.path()));
        }
      }
    }
    boolean same = is.path().equals(was.path());
    BigDecimal saved = was.monthlySaving().orElse(BigDecimal.ZERO);
    boolean more = is.monthlySaving().filter(it -> it.compareTo(saved) > 0).isPresent();
    boolean other = is.monthlySaving().filter(it -> it.compareTo(saved) != 0).isPresent();
    if (more || (same && other)) {
      broken("saving", where, was.monthlySaving(), is.monthlySaving());
    }
    for (String step : is.steps()) {
      if (same && OPENS.matcher(step).find() && !was.steps().contains(step)) {
        broken("step-appears", where, was.steps(), step);
      }
    }
  }

  /**
   * What has to be done before a closing.
   *
   * @param same the same path is kept: how to open another one is no question any more
   */
  private void closing(String where, Closing was, Closing is, boolean same) {
    if (is.safe() && !was.safe()) {
      broken("safe", where, was.first(), "safe");
    }
    boolean unknown =
        is.first().stream()
            .filter(it -> !was.first().contains(it))
            .anyMatch(it -> SAYS_UNKNOWN.matcher(it).find());
    for (String caution : was.first()) {
      if (!same && caution.startsWith("open ")) {
        continue;
      }
      List<String> alike = is.first().stream().filter(it -> alike(it, caution)).toList();
      if (alike.isEmpty() && !unknown) {
        broken("caution-gone", where, caution, is.first());
      }
      SortedSet<String> lost = names(List.of(caution));
      lost.removeAll(names(is.first()));
      if (!alike.isEmpty()
          && !lost.isEmpty()
          && !unknown
          && !is.first().toString().contains(" more")) {
        broken("caution-shorter", where, caution, is.first());
      }
    }
    for (String step : is.steps()) {
      boolean acts = step.startsWith("aws ") || step.startsWith("Give up");
      if (acts && !was.steps().contains(step)) {
        broken("step-appears", where, was.steps(), step);
      }
    }
  }

  /** Cautions of one kind begin with the same words, before what they name. */
  private static boolean alike(String one, String other) {
    return kind(one).equals(kind(other));
  }

  private static String kind(String caution) {
    return PATH.matcher(NAMED.matcher(caution).replaceAll("")).replaceAll("").split("[:,]", 2)[0];
  }

  private static SortedSet<String> names(List<String> texts) {
    SortedSet<String> names = new TreeSet<>();
    for (String each : texts) {
      Matcher matcher = NAMED.matcher(each);
      while (matcher.find()) {
        names.add(matcher.group());
      }
    }
    return names;
  }

  /**
   * A gate that failed does not pass: at best it says that it cannot tell. One that passed may
   * fail, where a violation that it let through is no longer shown to be a mild one.
   */
  private void gates() {
    for (Severity severity : Severity.values()) {
      GateResult was = new Gate(severity).judge(before);
      GateResult is = new Gate(severity).judge(after);
      boolean passes = is instanceof GateResult.Passed;
      if (passes && !(was instanceof GateResult.Passed)) {
        broken("gate", severity.word(), was.getClass().getSimpleName(), "Passed");
      }
    }
  }
}
