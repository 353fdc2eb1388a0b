package dev.loginpath.render;

import dev.loginpath.report.Decision;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A report turned round: for each principal the paths and instances that it may use. */
final class Logins {

  /** Where one principal may use one path in one way. */
  record Where(PathId path, PrincipalAccess how, List<InstanceReport> instances) {}

  private static final String AWS_MANAGED = "::aws:policy/";

  private final Report report;
  private final Set<String> administrators = new LinkedHashSet<>();
  private final SortedSet<String> managedPolicies = new TreeSet<>();
  private final SortedMap<String, List<Where>> byPrincipal = new TreeMap<>();

  Logins(Report report) {
    this.report = report;
    Map<PathId, Map<String, List<InstanceReport>>> bySet = new LinkedHashMap<>();
    for (InstanceReport instance : report.instances()) {
      for (PathAssessment path : instance.paths()) {
        bySet
            .computeIfAbsent(path.path(), key -> new TreeMap<>())
            .computeIfAbsent(path.principals(), key -> new ArrayList<>())
            .add(instance);
      }
    }
    findAdministrators(bySet);
    bySet.forEach((path, sets) -> turn(path, sets));
  }

  private List<PrincipalAccess> set(String key) {
    return report.principalSets().getOrDefault(key, List.of());
  }

  /** Those who may use everything that IAM has a say in, whatever the instance. */
  private void findAdministrators(Map<PathId, Map<String, List<InstanceReport>>> bySet) {
    boolean first = true;
    for (Map<String, List<InstanceReport>> sets : bySet.values()) {
      for (String key : sets.keySet()) {
        List<PrincipalAccess> members = set(key);
        if (members.stream().noneMatch(PrincipalAccess::namesOne)) {
          continue;
        }
        Set<String> here = new LinkedHashSet<>();
        members.stream().filter(Logins::isUnlimited).forEach(it -> here.add(it.arn()));
        if (first) {
          administrators.addAll(here);
          first = false;
        } else {
          administrators.retainAll(here);
        }
      }
    }
  }

  private static boolean isUnlimited(PrincipalAccess access) {
    return access.decision() == Decision.ALLOWED && access.choices().isEmpty();
  }

  private void turn(PathId path, Map<String, List<InstanceReport>> sets) {
    Map<PrincipalAccess, List<InstanceReport>> byAccess = new LinkedHashMap<>();
    sets.forEach((key, instances) -> {
      for (PrincipalAccess each : set(key)) {
        if (each.namesOne()) {
          byAccess.computeIfAbsent(each, access -> new ArrayList<>()).addAll(instances);
        }
      }
    });
    byAccess.forEach((access, instances) -> {
      access.via().stream()
          .filter(it -> it.contains(AWS_MANAGED))
          .map(it -> it.substring(0, (it + " ").indexOf(' ')))
          .forEach(managedPolicies::add);
      byPrincipal
          .computeIfAbsent(access.arn(), arn -> new ArrayList<>())
          .add(new Where(path, access, instances));
    });
  }

  /** In no set is it missing, and no condition binds it. */
  boolean isAdministrator(PrincipalAccess access) {
    return administrators.contains(access.arn()) && isUnlimited(access);
  }

  /** Sorted by ARN. */
  List<PrincipalAccess> administrators() {
    return byPrincipal.entrySet().stream()
        .filter(it -> administrators.contains(it.getKey()))
        .map(it -> it.getValue().getFirst().how())
        .toList();
  }

  /** The managed policies of AWS that let somebody log in. */
  SortedSet<String> managedPolicies() {
    return managedPolicies;
  }

  /** Everybody but administrators, by ARN. */
  SortedMap<String, List<Where>> others() {
    SortedMap<String, List<Where>> others = new TreeMap<>(byPrincipal);
    others.keySet().removeAll(administrators);
    return others;
  }
}
