package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;

/** A log group that a session document names; absent where there is none of that name. */
public record NamedLogGroup(String name, Observed<LogGroup> logGroup) {}
