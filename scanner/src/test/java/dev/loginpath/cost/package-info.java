@NullMarked
package dev.loginpath.cost;

import org.jspecify.annotations.NullMarked;
