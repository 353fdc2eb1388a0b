package dev.loginpath.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Runs whole commands in a folder, and keeps what they say. */
final class Shell {

  final Map<String, String> environment = new HashMap<>();
  private final Path workingDirectory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  Shell(Path workingDirectory) {
    this.workingDirectory = workingDirectory;
    environment.put("LANG", "en_US.UTF-8");
  }

  int run(String... arguments) {
    return runOn("", arguments);
  }

  /** With something on standard input. */
  int runOn(String in, String... arguments) {
    out.reset();
    err.reset();
    Console console =
        new Console(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC),
            workingDirectory,
            name -> environment.getOrDefault(name, ""));
    return Main.run(console, arguments);
  }

  /** What the last command wrote as data. */
  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What the last command told. */
  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
