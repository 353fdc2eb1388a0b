package dev.loginpath.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests whose rulings were worked out from AWS's documentation, one JSON object a line. */
public record IamCase(String id, String title, String expected, String line) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Written by hand: what engines get wrong. */
  public static List<IamCase> edgeCases() {
    return read("/iam/edge-cases.jsonl");
  }

  /** Generated: how the rules work together. */
  public static List<IamCase> vectors() {
    return read("/iam/vectors.jsonl.gz");
  }

  private static List<IamCase> read(String resource) {
    try (InputStream raw = Objects.requireNonNull(IamCase.class.getResourceAsStream(resource));
        InputStream in = resource.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().map(IamCase::of).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static IamCase of(String line) {
    JsonNode tree = JSON.readTree(line);
    return new IamCase(
        tree.path("id").asString(),
        tree.path("title").asString(""),
        tree.path("expect").asString(),
        line);
  }

  @Override
  public String toString() {
    return id + " " + title;
  }
}
