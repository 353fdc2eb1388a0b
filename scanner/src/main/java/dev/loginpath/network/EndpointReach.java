package dev.loginpath.network;

import dev.loginpath.report.Source;
import dev.loginpath.verdict.Requirement;

/** Whether an Instance Connect Endpoint reaches one port of an interface, and by which rules. */
public record EndpointReach(String endpointId, int port, Requirement requirement, Source source) {}
