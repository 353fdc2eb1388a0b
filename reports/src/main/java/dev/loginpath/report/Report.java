package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Everything one scan found: the content of {@code report.json}. Lists are sorted here by account,
 * region and id, so that the same facts give the same bytes.
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Report(
    String schemaVersion,
    Tool tool,
    Scan scan,
    Summary summary,
    List<Coverage> coverage,
    List<InstanceReport> instances,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<HybridNode> hybridNodes,
    SortedMap<String, List<PrincipalAccess>> principalSets,
    List<Finding> findings,
    Optional<Comparison> comparison) {

  /** The version of the contract that this program writes. */
  public static final String SCHEMA_VERSION = "1.0";

  public Report {
    coverage =
        coverage.stream()
            .sorted(
                Comparator.comparing(Coverage::account)
                    .thenComparing(Coverage::region)
                    .thenComparing(Coverage::call)
                    .thenComparing(it -> it.resource().orElse(""))
                    .thenComparing(it -> it.detail().orElse("")))
            .toList();
    instances =
        instances.stream()
            .sorted(
                Comparator.comparing(InstanceReport::account)
                    .thenComparing(InstanceReport::region)
                    .thenComparing(InstanceReport::id))
            .toList();
    hybridNodes =
        hybridNodes.stream()
            .sorted(
                Comparator.comparing(HybridNode::account)
                    .thenComparing(HybridNode::region)
                    .thenComparing(HybridNode::id))
            .toList();
    findings =
        findings.stream()
            .sorted(
                Comparator.comparing(Finding::account)
                    .thenComparing(Finding::region)
                    .thenComparing(it -> it.resource().id())
                    .thenComparing(Finding::rule)
                    .thenComparing(Finding::id))
            .toList();
  }
}
