/** The simulator as an HTTP endpoint on the loopback interface. */
@NullMarked
package dev.loginpath.simulator.server;

import org.jspecify.annotations.NullMarked;
