@NullMarked
package dev.loginpath.snapshot;

import org.jspecify.annotations.NullMarked;
