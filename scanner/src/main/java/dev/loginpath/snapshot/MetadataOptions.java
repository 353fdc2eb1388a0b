package dev.loginpath.snapshot;

import java.util.Optional;

/**
 * The instance metadata service's settings: {@code enabled} or {@code disabled}, tokens {@code
 * required} or {@code optional}.
 */
public record MetadataOptions(Optional<String> httpEndpoint, Optional<String> httpTokens) {}
