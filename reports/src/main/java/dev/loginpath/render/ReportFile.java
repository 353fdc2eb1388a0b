package dev.loginpath.render;

import dev.loginpath.report.Report;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A report as a file. */
public final class ReportFile {

  private ReportFile() {}

  /** Writes the report whole or not at all. */
  public static void write(Report report, Renderer renderer, Path file) throws IOException {
    WholeFile.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          renderer.render(report, writer);
          writer.flush();
        });
  }
}
