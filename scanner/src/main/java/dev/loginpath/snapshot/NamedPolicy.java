package dev.loginpath.snapshot;

/** An inline policy; the document is JSON text. */
public record NamedPolicy(String name, String document) {}
