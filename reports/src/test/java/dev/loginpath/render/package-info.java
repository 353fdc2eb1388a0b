@NullMarked
package dev.loginpath.render;

import org.jspecify.annotations.NullMarked;
