package dev.loginpath.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An ARN in a condition: each of the six parts is a pattern of its own, so that no wildcard crosses
 * a colon but in the last.
 */
final class WantedArn implements Wanted {

  private static final int PARTS = 6;

  private final List<Template> parts;
  private final Truth unreadable;

  WantedArn(String text, boolean variables, Truth unreadable) {
    this.unreadable = unreadable;
    List<Template> templates = new ArrayList<>();
    for (String part : split(text, variables)) {
      templates.add(variables ? Template.withVariables(part) : Template.plain(part));
    }
    this.parts = List.copyOf(templates);
  }

  /** At the first five colons; those inside {@code ${…}} belong to the variable. */
  private static List<String> split(String text, boolean variables) {
    List<String> parts = new ArrayList<>();
    int lastEnd = variables ? text.lastIndexOf('}') : -1;
    int start = 0;
    int at = 0;
    while (at < text.length() && parts.size() < PARTS - 1) {
      if (at < lastEnd && text.startsWith("${", at)) {
        at = text.indexOf('}', at) + 1;
      } else if (text.charAt(at) == ':') {
        parts.add(text.substring(start, at));
        start = ++at;
      } else {
        at++;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  @Override
  public Truth matches(Value value, Context context) {
    if (parts.size() < PARTS) {
      // What a value that is no ARN means is not documented.
      return Truth.UNKNOWN;
    }
    String text = value.texts().getFirst();
    Optional<Arn> given = Arn.parse(text);
    if (given.isEmpty()) {
      return unreadable;
    }
    Arn arn = given.get();
    Truth all = Truth.YES;
    for (int part = 0; part < PARTS && all != Truth.NO; part++) {
      all = all.and(parts.get(part).matches(context, text, arn.from(part), arn.to(part)));
    }
    return all;
  }
}
