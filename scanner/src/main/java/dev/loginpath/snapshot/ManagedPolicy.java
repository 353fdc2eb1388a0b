package dev.loginpath.snapshot;

import java.util.Optional;

/** A managed policy in its default version; the document is JSON text. */
public record ManagedPolicy(String arn, String name, Optional<String> document) {}
