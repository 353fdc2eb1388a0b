/**
 * The finished report: what {@code report.json} holds. Knows nothing of AWS and reads nothing;
 * every other form of the report is made from these records.
 */
@NullMarked
package dev.loginpath.report;

import org.jspecify.annotations.NullMarked;
