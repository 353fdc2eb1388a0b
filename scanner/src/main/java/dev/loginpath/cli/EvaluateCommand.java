package dev.loginpath.cli;

import dev.loginpath.policy.Evaluator;
import dev.loginpath.policy.Layer;
import dev.loginpath.policy.Policy;
import dev.loginpath.policy.Reasons;
import dev.loginpath.policy.RequestLine;
import dev.loginpath.policy.Truth;
import dev.loginpath.render.Plain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Decides IAM requests, one JSON object a line, as they come. */
@CommandLine.Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Decide IAM requests: one JSON object a line in, one line out.")
final class EvaluateCommand extends Command {

  private static final JsonMapper JSON = new JsonMapper();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The requests; - or nothing for standard input.")
  private String file = "-";

  @Option(names = "--explain", description = "Add the statements that decided.")
  private boolean explain;

  EvaluateCommand(Console console) {
    super(console);
  }

  @Override
  ExitCode run() throws IOException {
    boolean allRead = true;
    try (InputStream in = open();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Writer out = new OutputStreamWriter(console().out(), StandardCharsets.UTF_8);
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
        if (!text.isBlank()) {
          allRead &= answer(number, text, out);
        }
        // Whoever feeds one line at a time waits for its answer.
        if (!lines.ready()) {
          out.flush();
        }
      }
      out.flush();
    }
    return allRead ? ExitCode.DONE : ExitCode.INPUT;
  }

  private InputStream open() throws IOException {
    if (file.equals("-")) {
      return console().in();
    }
    Path path = Path.of(file);
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new UserMistake(ExitCode.INPUT, "unreadable-file", file);
    }
    return Files.newInputStream(path);
  }

  /** One bad line loses no other one. */
  private boolean answer(int number, String line, Writer out) throws IOException {
    RequestLine request;
    try {
      request = RequestLine.parse(line);
    } catch (RequestLine.MalformedException malformed) {
      console()
          .err()
          .println(
              messages()
                  .text(
                      "bad-request-line",
                      Integer.toString(number),
                      String.valueOf(malformed.getMessage())));
      return false;
    }
    out.write(Plain.json(explain ? explained(request) : plain(request)));
    out.write('\n');
    return true;
  }

  private static String plain(RequestLine line) {
    String result = Evaluator.decide(line.request(), line.policies()).word();
    return "{\"id\":" + line.id() + ",\"result\":\"" + result + "\"}";
  }

  private static String explained(RequestLine line) {
    Reasons reasons = Reasons.of(line.request(), line.policies());
    ObjectNode answer = JSON.createObjectNode();
    answer.putRawValue("id", new RawValue(line.id()));
    answer.put("result", reasons.ruling().word());
    ArrayNode statements = answer.putArray("statements");
    for (Reasons.Deciding each : reasons.statements()) {
      ObjectNode statement = statements.addObject();
      statement.put("layer", each.layer().words());
      statement.put("policy", each.statement().policy());
      each.statement().sid().ifPresent(it -> statement.put("sid", it));
      statement.put("statement", each.statement().index());
      statement.put("effect", each.statement().effect().word());
      statement.put("matches", each.matches() == Truth.YES ? "yes" : "unknown");
    }
    for (Policy each : reasons.unreadable()) {
      ObjectNode policy = statements.addObject();
      policy.put("policy", each.name());
      policy.put("unreadable", each.unreadable().orElse(""));
    }
    if (!reasons.withoutAllow().isEmpty()) {
      ArrayNode without = answer.putArray("withoutAllow");
      reasons.withoutAllow().stream().map(Layer::words).forEach(without::add);
    }
    return JSON.writeValueAsString(answer);
  }
}
