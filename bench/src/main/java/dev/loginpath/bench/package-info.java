/** Measures what the scanner promises about speed and memory. */
@NullMarked
package dev.loginpath.bench;

import org.jspecify.annotations.NullMarked;
