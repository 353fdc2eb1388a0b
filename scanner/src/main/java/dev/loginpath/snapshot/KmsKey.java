package dev.loginpath.snapshot;

/**
 * A key of KMS.
 *
 * @param state {@code Enabled}; in any other nothing can be encrypted with it
 * @param manager {@code CUSTOMER} or {@code AWS}
 * @param spec {@code SYMMETRIC_DEFAULT} for a key that services can encrypt with
 */
public record KmsKey(String id, String arn, String state, String manager, String spec) {}
