/** What a login path costs a month: prices as dated data, and the things of a VPC that cost. */
@NullMarked
package dev.loginpath.cost;

import org.jspecify.annotations.NullMarked;
