/**
 * Reads AWS into a snapshot: one collector per service. The only package that knows the AWS SDK. A
 * refused call becomes {@code Unseen}, never a guess.
 */
@NullMarked
package dev.loginpath.collect;

import org.jspecify.annotations.NullMarked;
