@NullMarked
package dev.loginpath.recording;

import org.jspecify.annotations.NullMarked;
