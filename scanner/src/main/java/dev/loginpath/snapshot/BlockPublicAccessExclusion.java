package dev.loginpath.snapshot;

/** A VPC or subnet that the block leaves out. */
public record BlockPublicAccessExclusion(
    String id, String resourceArn, String mode, String state) {}
