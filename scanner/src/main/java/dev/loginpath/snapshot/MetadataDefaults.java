package dev.loginpath.snapshot;

import java.util.Optional;

/**
 * What new instances of a region take for their metadata service where the launch says nothing;
 * empty members are left to the image.
 *
 * @param httpTokens {@code required} or {@code optional}
 * @param httpTokensEnforced {@code enabled} where no launch may say otherwise
 * @param managedBy {@code account}, or {@code declarative-policy} where the organization decides
 */
public record MetadataDefaults(
    Optional<String> httpTokens,
    Optional<String> httpTokensEnforced,
    Optional<String> httpEndpoint,
    Optional<Integer> httpPutResponseHopLimit,
    Optional<String> managedBy) {}
