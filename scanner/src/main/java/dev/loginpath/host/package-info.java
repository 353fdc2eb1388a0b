/**
 * Which operating system an instance runs, which login agents it carries, and how that is known.
 * What systems and images carry is dated data, not code.
 */
@NullMarked
package dev.loginpath.host;

import org.jspecify.annotations.NullMarked;
