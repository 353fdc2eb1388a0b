@NullMarked
package dev.loginpath.gate;

import org.jspecify.annotations.NullMarked;
