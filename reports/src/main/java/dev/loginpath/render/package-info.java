/** The report as documents: the same report gives the same characters. */
@NullMarked
package dev.loginpath.render;

import org.jspecify.annotations.NullMarked;
