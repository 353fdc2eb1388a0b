@NullMarked
package dev.loginpath.verdict;

import org.jspecify.annotations.NullMarked;
