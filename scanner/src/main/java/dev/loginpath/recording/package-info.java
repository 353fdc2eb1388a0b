/** What a session leaves behind, and whether it arrives. */
@NullMarked
package dev.loginpath.recording;

import org.jspecify.annotations.NullMarked;
