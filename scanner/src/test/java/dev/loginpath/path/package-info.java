@NullMarked
package dev.loginpath.path;

import org.jspecify.annotations.NullMarked;
