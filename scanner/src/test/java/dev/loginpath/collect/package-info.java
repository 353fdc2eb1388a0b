@NullMarked
package dev.loginpath.collect;

import org.jspecify.annotations.NullMarked;
