package dev.loginpath.cli;

import dev.loginpath.file.Readers;
import dev.loginpath.render.Format;
import dev.loginpath.render.ReportFile;
import dev.loginpath.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The files that a report goes to, and standard output. */
final class ReportOutputs {

  /** Names that mean standard output, where the summary makes room. */
  private static final Set<String> STANDARD_OUTPUT =
      Set.of("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1");

  private record Output(Format format, Optional<Path> file) {}

  private final Path json;
  private final Path html;
  private final List<Output> asked;
  private final Readers readers;

  /** Reads the options at once: a mistake in them is told before AWS is read. */
  ReportOutputs(ReportOptions options) {
    this.json = options.out().resolve("report.json");
    this.html = options.out().resolve("report.html");
    this.asked = Arrays.stream(options.outputs()).map(ReportOutputs::output).toList();
    this.readers = options.isPrivate() ? Readers.OWNER : Readers.AS_MASKED;
    refuseUnwritable(options.out());
    if (!options.force()) {
      refuseOthers(json, Format.JSON);
      refuseOthers(html, Format.HTML);
    }
  }

  private static Output output(String text) {
    int equals = text.indexOf('=');
    String word = equals < 0 ? text : text.substring(0, equals);
    Format format =
        Format.find(word)
            .orElseThrow(() -> new UserMistake(ExitCode.USAGE, "unknown-format", word, formats()));
    String file = equals < 0 ? "-" : text.substring(equals + 1);
    try {
      return new Output(
          format, STANDARD_OUTPUT.contains(file) ? Optional.empty() : Optional.of(Path.of(file)));
    } catch (InvalidPathException impossible) {
      throw new UserMistake(ExitCode.USAGE, "unwritable", file);
    }
  }

  private static String formats() {
    return Arrays.stream(Format.values()).map(Format::word).collect(Collectors.joining(", "));
  }

  static void refuseUnwritable(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw new UserMistake(ExitCode.USAGE, "unwritable", folder.toString());
    }
  }

  /** A file of that name in the folder may be anybody's: what we did not write stays. */
  private static void refuseOthers(Path file, Format format) {
    if (Files.isRegularFile(file) && !ReportFile.isOurs(file, format)) {
      throw new UserMistake(ExitCode.USAGE, "not-ours", file.toString());
    }
  }

  /** What a command reads it does not overwrite. */
  void refuseToReplace(Path input) {
    List<Path> files = new ArrayList<>(List.of(json, html));
    asked.forEach(it -> it.file().ifPresent(files::add));
    for (Path each : files) {
      if (isSame(each, input)) {
        throw new UserMistake(ExitCode.USAGE, "output-is-input", each.toString());
      }
    }
  }

  private static boolean isSame(Path file, Path other) {
    try {
      return Files.isRegularFile(file) && Files.isSameFile(file, other);
    } catch (IOException missing) {
      return false;
    }
  }

  boolean useStandardOutput() {
    return asked.stream().anyMatch(it -> it.file().isEmpty());
  }

  void write(Report report, Command command) {
    write(report, command, new Output(Format.JSON, Optional.of(json)));
    write(report, command, new Output(Format.HTML, Optional.of(html)));
    asked.forEach(it -> write(report, command, it));
  }

  private void write(Report report, Command command, Output output) {
    var renderer = output.format().renderer(command.messages().language());
    try {
      if (output.file().isPresent()) {
        ReportFile.write(report, renderer, output.file().get(), readers);
      } else {
        renderer.render(report, command.console().out());
      }
    } catch (IOException unwritable) {
      throw new UserMistake(
          ExitCode.USAGE, "unwritable", output.file().map(Path::toString).orElse("-"));
    }
  }

  void sayWhere(Command command) {
    command.say("written", json.toString(), html.toString());
  }
}
