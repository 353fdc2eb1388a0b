@NullMarked
package dev.loginpath.policy;

import org.jspecify.annotations.NullMarked;
