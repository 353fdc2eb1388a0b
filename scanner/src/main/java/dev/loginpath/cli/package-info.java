/** The command line: the only package that prints, exits, or reads the clock. */
@NullMarked
package dev.loginpath.cli;

import org.jspecify.annotations.NullMarked;
