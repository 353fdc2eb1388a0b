/** Files: read strictly, written whole. */
@NullMarked
package dev.loginpath.file;

import org.jspecify.annotations.NullMarked;
