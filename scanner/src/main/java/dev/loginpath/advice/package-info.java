/**
 * Which login path to keep, what it takes, and what may then be closed without locking anybody out.
 */
@NullMarked
package dev.loginpath.advice;

import org.jspecify.annotations.NullMarked;
