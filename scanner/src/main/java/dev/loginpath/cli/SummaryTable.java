package dev.loginpath.cli;

import dev.loginpath.render.FindingGroup;
import dev.loginpath.render.Plain;
import dev.loginpath.report.Comparison;
import dev.loginpath.report.Finding;
import dev.loginpath.report.FindingStatus;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Report;
import dev.loginpath.report.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** The report in a screenful: the paths, the worst findings, and what was not seen. */
final class SummaryTable {

  private static final int WORST = 10;
  private static final int WIDEST = 48;

  private final Messages messages;

  SummaryTable(Messages messages) {
    this.messages = messages;
  }

  String of(Report report) {
    StringBuilder text = new StringBuilder();
    String account = report.scan().accounts().getFirst().id();
    line(
        text,
        messages.text(
            "summary",
            Integer.toString(report.summary().instances()),
            account,
            Integer.toString(report.scan().regions().size()),
            String.format(Locale.ROOT, "%.1f", report.summary().coveragePercent())));
    line(text, "");
    paths(report, text);
    keep(report, text);
    line(text, "");
    findings(report, text);
    return text.toString();
  }

  private void paths(Report report, StringBuilder text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> statuses = List.of("open", "latent", "closed", "unknown");
    List<String> header = new ArrayList<>(List.of(messages.text("path")));
    statuses.forEach(it -> header.add(messages.text("status." + it)));
    rows.add(header);
    for (Map.Entry<PathId, SortedMap<String, Integer>> path : report.summary().paths().entrySet()) {
      List<String> row = new ArrayList<>(List.of(path.getKey().word()));
      statuses.forEach(it -> row.add(Integer.toString(path.getValue().getOrDefault(it, 0))));
      rows.add(row);
    }
    table(rows, text);
  }

  private void keep(Report report, StringBuilder text) {
    report
        .comparison()
        .ifPresent(comparison -> {
          for (Comparison.Situation each : comparison.situations()) {
            each.recommended()
                .ifPresent(path ->
                    line(
                        text,
                        messages.text(
                            "summary-keep", messages.text(each.situation()), path, each.why())));
          }
        });
  }

  private void findings(Report report, StringBuilder text) {
    List<Finding> violations =
        report.findings().stream()
            .filter(it -> it.status() == FindingStatus.VIOLATION)
            .sorted(
                Comparator.<Finding, Severity>comparing(Finding::severity)
                    .thenComparing(Finding::region)
                    .thenComparing(it -> it.resource().id())
                    .thenComparing(Finding::rule))
            .toList();
    if (!violations.isEmpty()) {
      List<List<String>> rows = new ArrayList<>();
      List<FindingGroup> groups = FindingGroup.of(report, violations);
      List<FindingGroup> shown = groups.subList(0, Math.min(WORST, groups.size()));
      for (FindingGroup each : shown) {
        Finding first = each.first();
        rows.add(List.of(first.severity().word(), first.region(), who(each), first.rule()));
      }
      table(rows, text);
      int more = violations.size() - shown.stream().mapToInt(it -> it.findings().size()).sum();
      if (more > 0) {
        line(text, messages.text("more", Integer.toString(more)));
      }
    }
    line(
        text,
        messages.text(
            "counts",
            Integer.toString(violations.size()),
            Integer.toString(report.summary().unknown())));
  }

  private String who(FindingGroup group) {
    return group.isMany() && group.owner().isPresent()
        ? messages.text(
            "owned",
            Integer.toString(group.findings().size()),
            group.owner().get().kind().word(),
            group.owner().get().name().orElse(""))
        : group.first().resource().id();
  }

  private static void table(List<List<String>> rows, StringBuilder text) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], width(cell(row.get(column))));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        String cell = cell(row.get(column));
        line.append(cell).append(" ".repeat(widths[column] - width(cell) + 2));
      }
      line(text, line.toString().stripTrailing());
    }
  }

  private static String cell(String text) {
    String clean = Plain.text(text);
    return clean.length() > WIDEST ? clean.substring(0, WIDEST - 1) + "…" : clean;
  }

  /** Terminals show East Asian characters two columns wide. */
  private static int width(String text) {
    return text.codePoints().map(it -> isWide(it) ? 2 : 1).sum();
  }

  private static boolean isWide(int character) {
    return (character >= 0x1100 && character <= 0x115f)
        || (character >= 0x2e80 && character <= 0xa4cf)
        || (character >= 0xac00 && character <= 0xd7a3)
        || (character >= 0xf900 && character <= 0xfaff)
        || (character >= 0xfe30 && character <= 0xfe6f)
        || (character >= 0xff00 && character <= 0xff60)
        || (character >= 0xffe0 && character <= 0xffe6)
        || (character >= 0x1f300 && character <= 0x1faff)
        || (character >= 0x20000 && character <= 0x3fffd);
  }

  private static void line(StringBuilder text, String line) {
    text.append(Plain.line(line)).append(System.lineSeparator());
  }
}
