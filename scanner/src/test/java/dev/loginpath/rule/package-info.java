@NullMarked
package dev.loginpath.rule;

import org.jspecify.annotations.NullMarked;
