package dev.loginpath.snapshot;

/**
 * A version of a Session document.
 *
 * @param content the document's JSON text as AWS holds it
 */
public record SessionDocument(String name, String requestedVersion, String content) {}
