/** Judges finished reports, and nothing else. */
@NullMarked
package dev.loginpath.gate;

import org.jspecify.annotations.NullMarked;
