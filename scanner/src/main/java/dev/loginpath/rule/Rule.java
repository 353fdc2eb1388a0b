package dev.loginpath.rule;

import dev.loginpath.path.AssessedRegion;
import java.util.List;
import java.util.SortedSet;

/**
 * Judges one region. Each resource that breaks the rule, or of which that cannot be told, is one
 * judgement; a resource that keeps it is none.
 */
public interface Rule {

  /** The API calls without which the rule cannot tell. */
  SortedSet<String> calls();

  List<Judgement> judge(AssessedRegion region);

  default About about() {
    return getClass().getAnnotation(About.class);
  }

  /**
   * The class's name in kebab case: one name for the class, its test, its page and its findings.
   */
  default String id() {
    return getClass()
        .getSimpleName()
        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .toLowerCase(java.util.Locale.ROOT);
  }
}
