@NullMarked
package dev.loginpath.network;

import org.jspecify.annotations.NullMarked;
