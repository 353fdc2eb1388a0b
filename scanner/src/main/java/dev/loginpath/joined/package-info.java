/** What AWS states twice, read as one: what one answer leaves out is taken from the other. */
@NullMarked
package dev.loginpath.joined;

import org.jspecify.annotations.NullMarked;
