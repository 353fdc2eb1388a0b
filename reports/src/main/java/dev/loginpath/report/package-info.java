@NullMarked
package dev.loginpath.report;

import org.jspecify.annotations.NullMarked;
