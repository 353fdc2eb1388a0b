package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;

/** Whether a node is ready for a session now: {@code connected} or {@code notconnected}. */
public record ConnectionStatus(String nodeId, Observed<String> status) {}
