/** A report for sharing: the same verdicts without account ids, names, addresses and ids. */
@NullMarked
package dev.loginpath.redact;

import org.jspecify.annotations.NullMarked;
