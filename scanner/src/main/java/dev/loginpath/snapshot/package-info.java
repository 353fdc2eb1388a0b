/**
 * What AWS said, frozen: records in AWS's own nouns, saved and loaded as one file. Nothing here
 * asks or judges.
 */
@NullMarked
package dev.loginpath.snapshot;

import org.jspecify.annotations.NullMarked;
