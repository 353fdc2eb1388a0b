/**
 * The login paths, one class each: the list of what makes it work, asked of the fact packages and
 * joined. No path computes network or IAM itself.
 */
@NullMarked
package dev.loginpath.path;

import org.jspecify.annotations.NullMarked;
