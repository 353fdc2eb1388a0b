/**
 * Who can reach a port of an interface, and what an interface can reach. Answers are sets with the
 * hops that admit them, three-valued where something is unseen or not evaluated.
 */
@NullMarked
package dev.loginpath.network;

import org.jspecify.annotations.NullMarked;
