package dev.loginpath.render;

import dev.loginpath.report.Finding;
import dev.loginpath.report.FindingStatus;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.ManagedBy;
import dev.loginpath.report.OwnerKind;
import dev.loginpath.report.Report;
import dev.loginpath.report.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Findings that say the same of instances which one owner recreates: a thousand instances of a
 * group are one thing to a reader. In {@code report.json} they stay one each.
 *
 * @param owner empty where the finding stands alone
 */
public record FindingGroup(List<Finding> findings, Optional<ManagedBy> owner) {

  public FindingGroup {
    findings = List.copyOf(findings);
  }

  private record Key(
      String rule,
      FindingStatus status,
      Severity severity,
      String message,
      String account,
      String region,
      OwnerKind kind,
      Optional<String> owner,
      String alone) {}

  /** In the order of the first finding of each. */
  public static List<FindingGroup> of(Report report, List<Finding> findings) {
    Map<String, ManagedBy> owners = new HashMap<>();
    for (InstanceReport each : report.instances()) {
      each.managedBy().ifPresent(it -> owners.put(each.arn(), it));
    }
    Map<Object, List<Finding>> groups = new LinkedHashMap<>();
    for (Finding each : findings) {
      Object key =
          Optional.ofNullable(owners.get(each.resource().arn()))
              .<Object>map(it -> key(each, it))
              .orElse(each.id());
      groups.computeIfAbsent(key, it -> new ArrayList<>()).add(each);
    }
    return groups.values().stream()
        .map(it ->
            new FindingGroup(it, Optional.ofNullable(owners.get(it.getFirst().resource().arn()))))
        .toList();
  }

  private static Key key(Finding finding, ManagedBy owner) {
    return new Key(
        finding.rule(),
        finding.status(),
        finding.severity(),
        finding.message(),
        finding.account(),
        finding.region(),
        owner.kind(),
        owner.name(),
        owner.name().isPresent() ? "" : finding.id());
  }

  /** The one that stands for all of them. */
  public Finding first() {
    return findings.getFirst();
  }

  public boolean isMany() {
    return findings.size() > 1;
  }
}
