package dev.loginpath.snapshot;

import java.util.Optional;

/** The image an instance was launched from, told even after the image is gone. */
public record ImageMetadata(
    String instanceId,
    String imageId,
    Optional<String> name,
    Optional<String> ownerId,
    Optional<String> ownerAlias,
    Optional<String> state) {}
