/** What is a risk: one class per rule, whose name is the rule's id, and the catalogue of them. */
@NullMarked
package dev.loginpath.rule;

import org.jspecify.annotations.NullMarked;
