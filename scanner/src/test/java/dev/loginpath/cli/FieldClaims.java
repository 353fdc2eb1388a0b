package dev.loginpath.cli;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Holds the claims of a situation against the report of it, as any reader of the file would. */
final class FieldClaims {

  private static final String NONE = "none";
  private static final String ABSENT = "absent";

  private final JsonNode report;
  private final Supplier<Integer> gate;

  /**
   * @param gate the exit code under a gate of the lowest severity
   */
  FieldClaims(JsonNode report, Supplier<Integer> gate) {
    this.report = report;
    this.gate = gate;
  }

  /** Empty where the claim holds, else what was expected and what came. */
  Optional<String> missed(JsonNode claim) {
    JsonNode args = claim.path("args");
    List<String> words = new ArrayList<>();
    args.values().forEach(it -> words.add(it.asString("")));
    String subject = words.isEmpty() ? "" : words.getFirst();
    JsonNode last = args.get(args.size() - 1);
    return switch (claim.path("kind").asString("")) {
      case "path" -> oneOf(args.get(2), path(subject, words.get(1)).path("status").asString(""));
      case "rule" -> oneOf(args.get(2), outcome(findings(subject, args.get(1))));
      case "severity" ->
          oneOf(
              args.get(2),
              findings(subject, args.get(1)).stream()
                  .findFirst()
                  .map(it -> it.path("severity").asString(""))
                  .orElse(NONE));
      case "who" ->
          oneOf(args.get(3), decision(path(subject, words.get(1)), "principals", words.get(2)));
      case "arranged" ->
          oneOf(args.get(3), decision(path(subject, words.get(1)), "mayGetThere", words.get(2)));
      case "who-text" ->
          words(
              args.get(2),
              Stream.of("principals", "mayGetThere")
                  .map(it -> principals(path(subject, words.get(1)), it).toString())
                  .toList());
      case "sources" -> same(texts(args.get(2)), sources(path(subject, words.get(1))));
      case "no-source-in" ->
          same(
              new TreeSet<>(), within(address(words.get(2)), sources(path(subject, words.get(1)))));
      case "recorded" ->
          oneOf(
              args.get(2),
              path(subject, words.get(1)).path("recording").path("content").asString(""));
      case "exit" -> oneOf(args.get(1), Integer.toString(gate.get()));
      case "nosafe" -> same(new TreeSet<>(), safeClosings(subject));
      case "coverage" -> coverage(args.get(0), args.get(1));
      case "coverage-or-instances" ->
          report.path("instances").size() >= args.get(2).asInt()
              ? Optional.empty()
              : coverage(args.get(0), args.get(1));
      case "text" -> words(last, textOf(subject));
      case "message" ->
          words(last, coverageOf(subject).map(it -> it.path("detail").asString("")).toList());
      default -> throw new IllegalArgumentException("no such claim: " + claim);
    };
  }

  private JsonNode instance(String id) {
    return report.path("instances").values().stream()
        .filter(it -> it.path("id").asString("").equals(id))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private JsonNode path(String instance, String path) {
    return instance(instance).path("paths").values().stream()
        .filter(it -> it.path("path").asString("").equals(path))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /** Of a rule, and where a resource is named, those that speak of it. */
  private List<JsonNode> findings(String rule, JsonNode resource) {
    return report.path("findings").values().stream()
        .filter(it -> it.path("rule").asString("").equals(rule))
        .filter(it -> List.of("violation", "unknown").contains(it.path("status").asString("")))
        .filter(it -> resource.isNull() || it.toString().contains(resource.asString("")))
        .toList();
  }

  private static String outcome(List<JsonNode> findings) {
    if (findings.isEmpty()) {
      return NONE;
    }
    return findings.stream().anyMatch(it -> it.path("status").asString("").equals("violation"))
        ? "violation"
        : "unknown";
  }

  private JsonNode principals(JsonNode path, String member) {
    return report.path("principalSets").path(path.path(member).asString(""));
  }

  private String decision(JsonNode path, String member, String arn) {
    return principals(path, member).values().stream()
        .filter(it -> it.path("arn").asString("").equals(arn))
        .map(it -> it.path("decision").asString(""))
        .findFirst()
        .orElse(ABSENT);
  }

  private static SortedSet<String> sources(JsonNode path) {
    SortedSet<String> values = new TreeSet<>();
    path.path("sources").values().forEach(it -> values.add(it.path("value").asString("")));
    return values;
  }

  /** The values that are addresses and overlap a range. */
  private static SortedSet<String> within(IPAddress range, SortedSet<String> values) {
    SortedSet<String> overlapping = new TreeSet<>();
    for (String value : values) {
      IPAddress address = value.contains("/") ? address(value) : null;
      if (address != null
          && address.getIPVersion() == range.getIPVersion()
          && address.intersect(range) != null) {
        overlapping.add(value);
      }
    }
    return overlapping;
  }

  private static IPAddress address(String text) {
    return Objects.requireNonNull(new IPAddressString(text).getAddress(), text);
  }

  private SortedSet<String> safeClosings(String instance) {
    SortedSet<String> safe = new TreeSet<>();
    for (JsonNode each : instance(instance).path("recommendation").path("close").values()) {
      if (each.path("safe").asBoolean(false)) {
        safe.add(each.path("paths").toString());
      }
    }
    return safe;
  }

  private Stream<JsonNode> coverageOf(String call) {
    return report.path("coverage").values().stream()
        .filter(it -> it.path("call").asString("").equals(call));
  }

  private Optional<String> coverage(JsonNode call, JsonNode wanted) {
    List<String> outcomes =
        coverageOf(call.asString(""))
            .map(it -> it.path("outcome").asString(""))
            .distinct()
            .sorted()
            .toList();
    return outcomes.stream().anyMatch(texts(wanted)::contains)
        ? Optional.empty()
        : Optional.of("expected " + wanted + ", got " + outcomes);
  }

  /** The instance's part of the report, and the findings that speak of it. */
  private List<String> textOf(String instance) {
    List<String> texts = new ArrayList<>();
    texts.add(instance(instance).toString());
    report.path("findings").values().stream()
        .map(JsonNode::toString)
        .filter(it -> it.contains(instance))
        .forEach(texts::add);
    return texts;
  }

  private static Optional<String> words(JsonNode wanted, List<String> texts) {
    String text = String.join(" ", texts).toLowerCase(Locale.ROOT);
    List<String> missing =
        texts(wanted).stream().filter(it -> !text.contains(it.toLowerCase(Locale.ROOT))).toList();
    return missing.isEmpty() ? Optional.empty() : Optional.of("nowhere said: " + missing);
  }

  private static Optional<String> oneOf(JsonNode wanted, String got) {
    return texts(wanted).contains(got)
        ? Optional.empty()
        : Optional.of("expected one of " + wanted + ", got " + got);
  }

  private static Optional<String> same(SortedSet<String> wanted, SortedSet<String> got) {
    return wanted.equals(got)
        ? Optional.empty()
        : Optional.of("expected " + wanted + ", got " + got);
  }

  private static SortedSet<String> texts(JsonNode list) {
    SortedSet<String> texts = new TreeSet<>();
    list.values().forEach(it -> texts.add(it.asString("")));
    return texts;
  }
}
