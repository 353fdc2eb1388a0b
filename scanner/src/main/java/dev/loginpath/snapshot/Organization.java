package dev.loginpath.snapshot;

/**
 * The organization that the account belongs to.
 *
 * @param featureSet {@code ALL}, or {@code CONSOLIDATED_BILLING}, in which no policy is in force
 */
public record Organization(String id, String managementAccountId, String featureSet) {}
