package dev.loginpath.cli;

import dev.loginpath.file.UnusableFile;
import dev.loginpath.redact.Known;
import dev.loginpath.redact.Redaction;
import dev.loginpath.render.Explanation;
import dev.loginpath.render.JsonRenderer;
import dev.loginpath.render.ReportFile;
import dev.loginpath.report.Finding;
import dev.loginpath.report.HybridNode;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Explains one instance, hybrid node or finding of a finished report: hops, sources, conditions,
 * the fix.
 */
@CommandLine.Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Explain an instance, a hybrid node or a finding of a report.")
final class ExplainCommand extends Command {

  private static final List<String> FORMATS = List.of("text", "json", "mermaid");

  @Parameters(paramLabel = "REPORT", description = "A report.json.")
  private Path file = Path.of("loginpath-report", "report.json");

  @Option(
      names = "--instance",
      paramLabel = "ID",
      description = "The instance or hybrid node to explain.")
  private @Nullable String instance;

  @Option(names = "--path", paramLabel = "PATH", description = "Only this login path of it.")
  private @Nullable String path;

  @Option(names = "--finding", paramLabel = "ID", description = "The finding to explain.")
  private @Nullable String finding;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json or mermaid. Default: ${DEFAULT-VALUE}")
  private String format = "text";

  @Option(
      names = "--redact",
      description = "Replace account ids, names, addresses and ids by pseudonyms, for sharing.")
  private boolean redact;

  ExplainCommand(Console console) {
    super(console);
  }

  @Override
  ExitCode run() throws IOException {
    if ((instance == null) == (finding == null)) {
      throw new UserMistake(ExitCode.USAGE, "explain-what");
    }
    if (!FORMATS.contains(format)) {
      throw new UserMistake(ExitCode.USAGE, "unknown-format", format, String.join(", ", FORMATS));
    }
    Report report = read();
    if (redact) {
      report = redacted(report);
    }
    Explanation explanation = new Explanation(report, messages().language(), console().out());
    if (finding != null) {
      explain(report, explanation, finding);
    } else if (instance != null) {
      Predicate<PathAssessment> paths = wanted(report);
      Optional<HybridNode> node = node(report, instance);
      if (node.isPresent()) {
        write(explanation, node.get(), paths);
      } else {
        write(explanation, find(report, instance), paths);
      }
    }
    return ExitCode.DONE;
  }

  /** Looks for the same thing under its pseudonym. */
  private Report redacted(Report report) {
    Redaction.Redacted redacted = Redaction.of(report, Known.NOTHING);
    if (instance != null) {
      instance = redacted.pseudonym().apply(instance);
    }
    report.findings().stream()
        .filter(it -> it.id().equals(finding))
        .findFirst()
        .ifPresent(it -> finding = redacted.id(it));
    return redacted.report();
  }

  private void write(
      Explanation explanation, InstanceReport instance, Predicate<PathAssessment> paths)
      throws IOException {
    switch (format) {
      case "mermaid" -> explanation.mermaid(instance.paths(), paths);
      case "json" -> console().out().println(JsonRenderer.part(instance.only(paths)));
      default -> explanation.instance(instance, paths);
    }
  }

  private void write(Explanation explanation, HybridNode node, Predicate<PathAssessment> paths)
      throws IOException {
    switch (format) {
      case "mermaid" -> explanation.mermaid(node.paths(), paths);
      case "json" -> console().out().println(JsonRenderer.part(node.only(paths)));
      default -> explanation.node(node, paths);
    }
  }

  private Report read() {
    try {
      return known(file, ReportFile.content(file));
    } catch (UnusableFile unusable) {
      throw UserMistake.of(unusable);
    }
  }

  private static Optional<HybridNode> node(Report report, String id) {
    return report.hybridNodes().stream().filter(it -> it.id().equals(id)).findFirst();
  }

  private static InstanceReport find(Report report, String id) {
    return report.instances().stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new UserMistake(ExitCode.USAGE, "not-in-report", id));
  }

  private Predicate<PathAssessment> wanted(Report report) {
    if (path == null) {
      return it -> true;
    }
    Optional<PathId> asked = PathId.find(path);
    SortedSet<PathId> paths = new TreeSet<>(report.summary().paths().keySet());
    // The summary counts instances alone.
    report.hybridNodes().stream()
        .flatMap(it -> it.paths().stream())
        .map(PathAssessment::path)
        .forEach(paths::add);
    if (asked.filter(paths::contains).isEmpty()) {
      throw new UserMistake(
          ExitCode.USAGE,
          "path-not-in-report",
          path,
          paths.stream().map(PathId::word).collect(Collectors.joining(", ")));
    }
    return it -> it.path() == asked.get();
  }

  private void explain(Report report, Explanation explanation, String id) throws IOException {
    Finding found =
        report.findings().stream()
            .filter(it -> it.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new UserMistake(ExitCode.USAGE, "not-in-report", id));
    if (format.equals("json")) {
      console().out().println(JsonRenderer.part(found));
      return;
    }
    if (format.equals("text")) {
      explanation.finding(found);
    }
    for (InstanceReport each : report.instances()) {
      boolean about = each.id().equals(found.resource().id());
      if (about && found.path().isPresent()) {
        if (format.equals("text")) {
          console().out().println();
        }
        write(explanation, each, it -> it.path().equals(found.path().get()));
      }
    }
  }
}
