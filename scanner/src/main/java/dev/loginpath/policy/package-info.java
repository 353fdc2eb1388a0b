/**
 * Exact evaluation of one IAM request against the policies that bear on it. Knows nothing of
 * accounts: what is not told is unknown. See <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">the
 * policy evaluation logic</a>.
 */
@NullMarked
package dev.loginpath.policy;

import org.jspecify.annotations.NullMarked;
