@NullMarked
package dev.loginpath.cli;

import org.jspecify.annotations.NullMarked;
