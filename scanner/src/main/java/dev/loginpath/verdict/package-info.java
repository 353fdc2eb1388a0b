/** The values that everything below speaks in: what AWS told us, and what follows from it. */
@NullMarked
package dev.loginpath.verdict;

import org.jspecify.annotations.NullMarked;
