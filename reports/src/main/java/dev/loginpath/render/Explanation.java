package dev.loginpath.render;

import dev.loginpath.report.Evidence;
import dev.loginpath.report.Finding;
import dev.loginpath.report.HybridNode;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.report.Report;
import dev.loginpath.report.Requirement;
import dev.loginpath.report.Source;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** One instance, hybrid node or finding of a finished report, explained for a terminal. */
public final class Explanation {

  private final Report report;
  private final Words words;
  private final Appendable out;

  /** In the given language. */
  public Explanation(Report report, Locale language, Appendable out) {
    this.report = report;
    this.words = new Words(language);
    this.out = out;
  }

  /**
   * Every wanted path of an instance: its status, its hops, who comes from where, and the whole
   * tree.
   */
  public void instance(InstanceReport instance, Predicate<PathAssessment> wanted)
      throws IOException {
    line(0, instance.name().map(it -> it + " (" + instance.id() + ")").orElse(instance.id()));
    line(1, words.text("region") + ": " + instance.region());
    line(1, words.text("state") + ": " + instance.state());
    if (instance.placement().isPresent()) {
      line(1, words.text("placement") + ": " + OwnerWords.of(words, instance.placement().get()));
    }
    if (instance.managedBy().isPresent()) {
      line(
          1,
          words.text("managed-by") + ": " + OwnerWords.inFull(words, instance.managedBy().get()));
    }
    line(1, words.text("addresses") + ": " + String.join(", ", instance.addresses()));
    paths(instance.paths(), wanted);
    if (instance.recommendation().isPresent()) {
      out.append('\n');
      line(0, words.text("advice.title"));
      lines(new AdviceLines(words).advice(instance.recommendation().get()));
    }
  }

  /** The same of a hybrid node; nothing of EC2 is known of it, and no advice is given. */
  public void node(HybridNode node, Predicate<PathAssessment> wanted) throws IOException {
    line(0, node.id());
    line(1, words.text("region") + ": " + node.region());
    line(1, words.text("agent") + ": " + node.pingStatus());
    if (node.os().isPresent()) {
      String version = node.version().map(it -> " " + it).orElse("");
      line(1, words.text("platform") + ": " + node.os().get() + version);
    }
    paths(node.paths(), wanted);
  }

  private void paths(List<PathAssessment> paths, Predicate<PathAssessment> wanted)
      throws IOException {
    for (PathAssessment path : paths) {
      if (wanted.test(path)) {
        out.append('\n');
        path(path);
      }
    }
  }

  /** The hops of the wanted paths, of an instance or a hybrid node, as flow charts. */
  public void mermaid(List<PathAssessment> paths, Predicate<PathAssessment> wanted)
      throws IOException {
    for (PathAssessment path : paths) {
      if (wanted.test(path)) {
        new Mermaid(words).write(path, out);
      }
    }
  }

  private void lines(List<AdviceLines.Line> lines) throws IOException {
    for (AdviceLines.Line each : lines) {
      for (String text : each.text().lines().toList()) {
        line(1 + each.depth(), text);
      }
    }
  }

  /** What is wrong, how that is known and what to do. */
  public void finding(Finding finding) throws IOException {
    line(0, finding.severity().word() + " " + finding.status().word() + ": " + finding.title());
    line(
        1,
        finding.resource().type() + " " + finding.resource().id() + " (" + finding.region() + ")");
    line(1, finding.message());
    for (Evidence each : finding.evidence()) {
      line(2, each.fact() + " — " + each.source());
    }
    line(1, words.text("fix") + ": " + finding.fix().summary());
    for (String step : finding.fix().steps()) {
      // A file that is shown keeps its lines.
      for (String text : step.lines().toList()) {
        line(2, text);
      }
    }
  }

  private void path(PathAssessment path) throws IOException {
    String status = path.status().word();
    line(
        0,
        Marks.ofStatus(status)
            + " "
            + words.path(path.path())
            + " ("
            + path.path()
            + "): "
            + words.named("status", status));
    HopList hops = HopList.of(path);
    line(1, words.text(hops.kind()));
    int number = 1;
    for (Requirement hop : hops.hops()) {
      line(2, number++ + ". " + title(hop));
      for (Evidence each : hop.evidence()) {
        line(4, each.fact() + " — " + each.source());
      }
    }
    if (!path.sources().isEmpty()) {
      line(1, words.text("sources"));
      for (Source each : path.sources()) {
        String to = each.address().map(it -> " " + words.text("source.to", it)).orElse("");
        line(2, each.kind().word() + " " + each.value() + to);
        for (String via : each.via()) {
          line(4, via);
        }
      }
    }
    principals("principals", Optional.of(path.principals()));
    principals("principals.get-there", path.mayGetThere());
    principals("principals.stopped", path.stopped());
    if (path.recording().isPresent()) {
      line(1, words.text("recording.title"));
      lines(
          new AdviceLines(words)
              .recording(path).stream()
                  .map(it -> new AdviceLines.Line(it.depth() + 1, it.text()))
                  .toList());
      tree(path.recording().get().requirements(), 3);
    }
    if (path.monthlyCost().isPresent()) {
      line(1, words.text("cost"));
      for (String each : new CostLines(words).of(path.monthlyCost().get())) {
        line(2, each);
      }
    }
    line(1, words.text("requirements"));
    tree(path.requirements(), 2);
  }

  private void principals(String title, Optional<String> key) throws IOException {
    if (key.isEmpty()) {
      return;
    }
    PrincipalWords access = new PrincipalWords(words);
    List<PrincipalAccess> principals = report.principalSets().getOrDefault(key.get(), List.of());
    line(1, words.text(title));
    if (principals.isEmpty()) {
      line(2, words.text("principals.nobody"));
    }
    for (PrincipalAccess each : principals) {
      line(2, access.name(each) + ": " + access.decision(each));
      for (String detail : access.details(each)) {
        line(4, detail);
      }
    }
  }

  private void tree(List<Requirement> requirements, int depth) throws IOException {
    for (Requirement each : requirements) {
      line(depth, title(each));
      if (each.join().isEmpty()) {
        for (Evidence evidence : each.evidence()) {
          line(depth + 2, evidence.fact() + " — " + evidence.source());
        }
      }
      tree(each.children(), depth + 1);
    }
  }

  private String title(Requirement requirement) {
    String informative = requirement.informative() ? " (" + words.text("informative") + ")" : "";
    return Marks.of(requirement.verdict())
        + " "
        + words.named("requirement", requirement.id())
        + informative;
  }

  /** Names and tags are of others: what would steer a terminal is shown instead. */
  private void line(int depth, String text) throws IOException {
    out.append(Plain.line("  ".repeat(depth) + text)).append('\n');
  }
}
