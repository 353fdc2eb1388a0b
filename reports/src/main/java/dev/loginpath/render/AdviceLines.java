package dev.loginpath.render;

import dev.loginpath.report.Closing;
import dev.loginpath.report.Content;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.Recommendation;
import dev.loginpath.report.RecordingReport;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Advice and recording in words, for the HTML and the terminal alike. */
final class AdviceLines {

  /** A line and how far it is set in. */
  record Line(int depth, String text) {}

  private final Words words;

  AdviceLines(Words words) {
    this.words = words;
  }

  List<Line> recording(PathAssessment path) {
    List<Line> lines = new ArrayList<>();
    if (path.recording().isEmpty()) {
      return lines;
    }
    RecordingReport recording = path.recording().get();
    String content = words.named("content", recording.content().word());
    String where =
        recording.content() == Content.RECORDED || !recording.destinations().isEmpty()
            ? " (" + String.join(", ", recording.destinations()) + ")"
            : "";
    lines.add(new Line(0, words.text("recording.content", content + where)));
    lines.add(
        new Line(
            0,
            recording.audit().isEmpty()
                ? words.text("recording.no-audit")
                : words.text("recording.audit", String.join(", ", recording.audit()))));
    if (!recording.bypasses().isEmpty()) {
      lines.add(
          new Line(0, words.text("recording.bypass", String.join(", ", recording.bypasses()))));
    }
    return lines;
  }

  List<Line> advice(Recommendation advice) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(0, words.text("advice.keep", words.path(advice.path())) + " — " + advice.why()));
    advice
        .monthlySaving()
        .ifPresent(it ->
            lines.add(
                new Line(
                    0,
                    words.text(
                        it.signum() > 0 ? "advice.saves" : "advice.costs",
                        it.abs().setScale(2, RoundingMode.HALF_UP).toPlainString()))));
    advice.steps().forEach(it -> lines.add(new Line(1, it)));
    for (Closing closing : advice.close()) {
      String paths =
          closing.paths().stream().map(it -> words.path(it)).collect(Collectors.joining(", "));
      lines.add(
          new Line(
              0, words.text(closing.safe() ? "advice.close-safe" : "advice.close-later", paths)));
      closing.first().forEach(it -> lines.add(new Line(1, words.text("advice.first", it))));
      closing.steps().forEach(it -> lines.add(new Line(1, it)));
    }
    return lines;
  }
}
