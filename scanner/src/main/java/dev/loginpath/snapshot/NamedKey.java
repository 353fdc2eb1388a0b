package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;

/**
 * A key that a session document, its log group or its bucket names.
 *
 * @param id the key as it is named there: an id, an ARN or an alias
 */
public record NamedKey(String id, Observed<KmsKey> key) {}
