package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;

/** Who may make an endpoint for a service: ARNs, or {@code *} for everybody. */
public record EndpointServicePrincipals(String serviceId, Observed<List<String>> principals) {}
