package dev.loginpath.redact;

import dev.loginpath.report.Finding;
import dev.loginpath.report.FindingId;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.report.Report;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Ids that are hashes of what was replaced, made again of what stands for it. */
final class Hashes {

  private Hashes() {}

  static Report again(Report report) {
    SortedMap<String, String> keys = new TreeMap<>();
    SortedMap<String, List<PrincipalAccess>> sets = new TreeMap<>();
    report
        .principalSets()
        .forEach((key, set) -> {
          String made = FindingId.hash(Redaction.JSON.writeValueAsString(set)).substring(0, 16);
          keys.put(key, made);
          sets.put(made, set);
        });
    JsonNode tree = Redaction.JSON.valueToTree(report);
    ObjectNode root = (ObjectNode) tree;
    root.set("principalSets", Redaction.JSON.valueToTree(sets));
    rename(root.path("instances"), keys);
    rename(root.path("hybridNodes"), keys);
    for (JsonNode each : root.path("findings")) {
      ObjectNode finding = (ObjectNode) each;
      finding.put("id", id(report, Redaction.JSON.treeToValue(finding, Finding.class)));
    }
    ObjectNode scan = (ObjectNode) root.path("scan");
    scan.put("id", "");
    scan.put("id", FindingId.hash(Redaction.JSON.writeValueAsString(tree)).substring(0, 16));
    return Redaction.JSON.treeToValue(tree, Report.class);
  }

  private static String id(Report report, Finding finding) {
    return FindingId.of(
        report.scan().partition(),
        finding.account(),
        finding.region(),
        finding.resource().id(),
        finding.path().map(PathId::word).orElse(""),
        finding.rule());
  }

  private static void rename(JsonNode things, Map<String, String> keys) {
    for (JsonNode thing : things) {
      for (JsonNode path : thing.path("paths")) {
        for (String member : List.of("principals", "mayGetThere", "stopped")) {
          String key = path.path(member).asString("");
          if (keys.containsKey(key)) {
            ((ObjectNode) path).put(member, keys.get(key));
          }
        }
      }
    }
  }
}
