package dev.loginpath.render;

import dev.loginpath.report.Evidence;
import dev.loginpath.report.ManagedBy;
import dev.loginpath.report.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where an instance stands and what recreates it, in words for the HTML and the terminal alike. */
final class OwnerWords {

  private OwnerWords() {}

  static String of(Words words, ManagedBy owner) {
    return words.text("owner." + owner.kind().word(), owner.name().orElse(""));
  }

  /** The owner, its template, and what told it. */
  static String inFull(Words words, ManagedBy owner) {
    String facts = owner.evidence().stream().map(Evidence::fact).collect(Collectors.joining("; "));
    String template =
        owner.template().map(it -> ", " + words.text("owner.template", it)).orElse("");
    return of(words, owner) + template + " (" + facts + ")";
  }

  static String of(Words words, Placement placement) {
    List<String> parts = new ArrayList<>();
    placement.zone().ifPresent(parts::add);
    parts.add(words.named("place", placement.kind()));
    placement.outpost().ifPresent(parts::add);
    Stream.of(
            placement.tenancy().filter(it -> !it.equals("default")),
            placement.host(),
            placement.lifecycle())
        .flatMap(Optional::stream)
        .forEach(parts::add);
    return String.join(", ", parts);
  }
}
