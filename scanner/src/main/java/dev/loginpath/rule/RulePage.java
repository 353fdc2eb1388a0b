package dev.loginpath.rule;

import java.util.stream.Collectors;

/** The documentation page of a rule, made from the rule itself so that it cannot go stale. */
public final class RulePage {

  private RulePage() {}

  /** Markdown, as it stands in {@code docs/rules/<id>.md}. */
  public static String of(Rule rule) {
    About about = rule.about();
    String calls =
        rule.calls().stream().map(it -> "- `" + it + "`\n").collect(Collectors.joining());
    return """
    # %s

    `%s` · at worst %s

    %s

    ## Violation

    %s

    ## Unknown

    %s

    ## Fix

    %s

    ## Calls it needs

    %s\
    """
        .formatted(
            about.title(),
            rule.id(),
            about.severity().word(),
            about.why(),
            about.violation(),
            about.unknown(),
            about.fix(),
            calls);
  }
}
