package dev.loginpath.render;

import dev.loginpath.report.Report;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;

/** A report as a file. */
public final class ReportFile {

  private ReportFile() {}

  /** A file that cannot be used as a report; the message is one line for the user. */
  public static final class UnusableException extends Exception {
    UnusableException(String message) {
      super(message);
    }
  }

  /** Reads a finished {@code report.json}. */
  public static Report read(Path file) throws UnusableException {
    try {
      Report report = JsonRenderer.JSON.readValue(Files.readAllBytes(file), Report.class);
      if (!report.schemaVersion().startsWith("1.")) {
        throw new UnusableException(
            file + " is a report of version " + report.schemaVersion() + ", which is not read");
      }
      return report;
    } catch (NoSuchFileException missing) {
      throw new UnusableException(file + " does not exist");
    } catch (IOException unreadable) {
      throw new UnusableException(file + " cannot be read: " + unreadable.getMessage());
    } catch (JacksonException | NullPointerException | IllegalArgumentException broken) {
      throw new UnusableException(file + " is not a report.json of Loginpath, or is damaged");
    }
  }

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
