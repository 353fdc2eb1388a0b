package dev.loginpath.snapshot;

import java.util.Optional;

/** A machine image that can still be seen. */
public record Image(
    String id, Optional<String> name, Optional<String> ownerId, Optional<String> ownerAlias) {}
