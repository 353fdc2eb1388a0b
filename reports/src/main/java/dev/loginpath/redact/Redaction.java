package dev.loginpath.redact;

import dev.loginpath.report.Finding;
import dev.loginpath.report.FindingId;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Report;
import java.util.List;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replaces in a report what tells whose account it is: account ids, names, addresses, ARNs and ids,
 * each by the same pseudonym wherever it stands. What is the same in every account stays, and so do
 * verdicts, counts, regions, times and prices.
 */
public final class Redaction {

  static final JsonMapper JSON =
      JsonMapper.builder().disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS).build();

  private Redaction() {}

  /**
   * A report for others to see.
   *
   * @param pseudonym what stands in it for an original id, or the id itself where nothing does
   */
  public record Redacted(Report report, UnaryOperator<String> pseudonym) {

    /** The id that a finding of the original has here. */
    public String id(Finding original) {
      return FindingId.of(
          report.scan().partition(),
          pseudonym.apply(original.account()),
          original.region(),
          pseudonym.apply(original.resource().id()),
          original.path().map(PathId::word).orElse(""),
          original.rule());
    }
  }

  /** The same report without what tells whose it is. */
  public static Redacted of(Report report, Known known) {
    Pseudonyms pseudonyms = new Pseudonyms();
    known.names().stream()
        .filter(it -> !OfAws.isName(it) && !Tokens.isFormed(it))
        .forEach(it -> pseudonyms.note(Kind.NAME, it));
    known.tagKeys().stream()
        .filter(it -> !OfAws.isTagKey(it))
        .forEach(it -> pseudonyms.note(Kind.TAG, it));
    JsonNode tree = JSON.valueToTree(report);
    Tokens collect =
        new Tokens(
            (kind, original) -> {
              pseudonyms.note(kind, original);
              return original;
            },
            known.addressesOfAws());
    new Walk(collect, it -> it, it -> it).node(tree, "");
    pseudonyms.assign();
    JsonNode redacted = replacing(pseudonyms, known).node(tree, "");
    return new Redacted(
        Hashes.again(JSON.treeToValue(redacted, Report.class)), it -> pseudonyms.of(it).orElse(it));
  }

  private static Walk replacing(Pseudonyms pseudonyms, Known known) {
    Tokens tokens = new Tokens((kind, it) -> pseudonyms.of(it).orElse(it), known.addressesOfAws());
    SortedSet<String> names = pseudonyms.names();
    // A bucket named after the account would be torn apart by the account's own number.
    List<String> around = names.stream().filter(Tokens::isIn).toList();
    Sentences first = new Sentences(around, it -> pseudonyms.of(it).orElse(it));
    Sentences between = new Sentences(names, it -> pseudonyms.of(it).orElse(it));
    return new Walk(tokens, first::replaced, between::replaced);
  }
}
