/** Puts the steps together: from a snapshot to a finished report. */
@NullMarked
package dev.loginpath.scan;

import org.jspecify.annotations.NullMarked;
