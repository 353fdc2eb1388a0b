package dev.loginpath.snapshot;

/** Who the scanner is. */
public record CallerIdentity(String account, String arn) {}
