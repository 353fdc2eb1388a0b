package dev.loginpath.render;

import dev.loginpath.file.JsonFile;
import dev.loginpath.file.Readers;
import dev.loginpath.file.UnusableFile;
import dev.loginpath.file.UnusableFile.Problem;
import dev.loginpath.file.WholeFile;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A report as a file. */
public final class ReportFile {

  private static final int ENOUGH = 4096;
  private static final String FORMAT = "format";
  private static final String VERSION = "schemaVersion";

  private ReportFile() {}

  /** Reads a finished {@code report.json} of this major version. */
  public static Report read(Path path) throws UnusableFile {
    return content(path).value();
  }

  /** The same, with the members that a newer program wrote and this one passes over. */
  public static JsonFile.Content<Report> content(Path path) throws UnusableFile {
    JsonFile file = JsonFile.open(path);
    // Snapshots have a version too; a format, which stands before it there, no report has.
    Map<String, String> head = file.head(Set.of(FORMAT, VERSION));
    String version = head.getOrDefault(VERSION, "");
    if (head.containsKey(FORMAT) || !version.matches("[0-9]{1,6}\\.[0-9]{1,6}")) {
      throw new UnusableFile(Problem.NO_REPORT, path);
    }
    if (!version.startsWith("1.")) {
      throw new UnusableFile(Problem.TOO_NEW, path, version, Report.SCHEMA_VERSION);
    }
    JsonFile.Content<Report> report = file.as(Report.class);
    refuseDanglingKeys(path, report.value());
    return report;
  }

  /** Whether a file begins as those do that we write; an empty one is anybody's to fill. */
  public static boolean isOurs(Path file, Format format) {
    try (InputStream in = Files.newInputStream(file)) {
      String begin = new String(in.readNBytes(ENOUGH), StandardCharsets.UTF_8);
      return begin.isEmpty()
          || switch (format) {
            case JSON -> begin.contains("\"schemaVersion\"") && begin.contains("\"loginpath\"");
            case HTML -> begin.contains(HtmlRenderer.GENERATOR);
          };
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static void refuseDanglingKeys(Path path, Report report) throws UnusableFile {
    for (int index = 0; index < report.instances().size(); index++) {
      refuse(path, report, "/instances/" + index, report.instances().get(index).paths());
    }
    for (int index = 0; index < report.hybridNodes().size(); index++) {
      refuse(path, report, "/hybridNodes/" + index, report.hybridNodes().get(index).paths());
    }
  }

  private static void refuse(
      Path path, Report report, String of, Iterable<PathAssessment> assessments)
      throws UnusableFile {
    int index = 0;
    for (PathAssessment each : assessments) {
      String at = of + "/paths/" + index++;
      refuse(path, report, at + "/principals", Stream.of(each.principals()));
      refuse(path, report, at + "/mayGetThere", each.mayGetThere().stream());
      refuse(path, report, at + "/stopped", each.stopped().stream());
    }
  }

  private static void refuse(Path path, Report report, String member, Stream<String> keys)
      throws UnusableFile {
    String dangling =
        keys.filter(it -> !report.principalSets().containsKey(it)).findFirst().orElse("");
    if (!dangling.isEmpty()) {
      throw new UnusableFile(Problem.DANGLING_KEY, path, member, dangling);
    }
  }

  /** Writes the report whole or not at all. */
  public static void write(Report report, Renderer renderer, Path file, Readers readers)
      throws IOException {
    WholeFile.write(
        file,
        readers,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          renderer.render(report, writer);
          writer.flush();
        });
  }
}
