@NullMarked
package dev.loginpath.house;

import org.jspecify.annotations.NullMarked;
