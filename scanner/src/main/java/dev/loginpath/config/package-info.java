/** Where an option's value comes from when the command line does not say: environment, file. */
@NullMarked
package dev.loginpath.config;

import org.jspecify.annotations.NullMarked;
