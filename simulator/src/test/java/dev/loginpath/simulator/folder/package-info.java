@NullMarked
package dev.loginpath.simulator.folder;

import org.jspecify.annotations.NullMarked;
