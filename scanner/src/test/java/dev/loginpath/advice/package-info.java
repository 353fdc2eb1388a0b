@NullMarked
package dev.loginpath.advice;

import org.jspecify.annotations.NullMarked;
