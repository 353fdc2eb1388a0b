package dev.loginpath.snapshot;

/** A region and whether the account may use it. */
public record EnabledRegion(String name, String optInStatus) {}
