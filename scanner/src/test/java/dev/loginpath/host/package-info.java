@NullMarked
package dev.loginpath.host;

import org.jspecify.annotations.NullMarked;
