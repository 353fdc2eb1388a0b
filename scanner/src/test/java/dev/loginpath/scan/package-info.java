@NullMarked
package dev.loginpath.scan;

import org.jspecify.annotations.NullMarked;
