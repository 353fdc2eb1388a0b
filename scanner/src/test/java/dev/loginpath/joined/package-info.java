@NullMarked
package dev.loginpath.joined;

import org.jspecify.annotations.NullMarked;
