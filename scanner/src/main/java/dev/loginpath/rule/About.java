package dev.loginpath.rule;

import dev.loginpath.report.Severity;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a rule's page and findings say of it. Every element is required. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface About {

  /** The worst that a violation can be. */
  Severity severity();

  /** Sentence case, under ten words, the wished-for state, no period. */
  String title();

  /** Why it matters: full sentences. */
  String why();

  /** What to do, in one sentence. */
  String fix();

  /** What is a violation, full sentences. */
  String violation();

  /** When the rule cannot tell, full sentences. */
  String unknown();
}
