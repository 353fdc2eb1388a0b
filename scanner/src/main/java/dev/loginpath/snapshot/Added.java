package dev.loginpath.snapshot;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component that snapshots older than a version do not hold. An observation that nobody made is
 * then unseen. Within an answer the component is what {@link #without} says; where that is empty,
 * nothing can stand for it, and the whole answer is unseen: a thing of which one fact was not asked
 * would look as if it had none.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD})
@interface Added {

  /** The first version that holds it. */
  String in();

  /** Of an observation: the call that makes it. */
  String call() default "";

  /** JSON that stands for it and from which no verdict becomes better or worse. */
  String without() default "";
}
