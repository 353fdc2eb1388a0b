/** Tests of who may log in. */
@NullMarked
package dev.loginpath.identity;

import org.jspecify.annotations.NullMarked;
