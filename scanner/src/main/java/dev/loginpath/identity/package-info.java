/** Which principal may use a login path, under which conditions. */
@NullMarked
package dev.loginpath.identity;

import org.jspecify.annotations.NullMarked;
