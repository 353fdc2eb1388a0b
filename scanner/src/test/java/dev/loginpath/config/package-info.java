@NullMarked
package dev.loginpath.config;

import org.jspecify.annotations.NullMarked;
