package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;

/**
 * Whether the nodes of a load balancer forward to other zones than their own.
 *
 * @param loadBalancer its ARN, or its name where it is a classic one
 */
public record CrossZone(String loadBalancer, Observed<Boolean> enabled) {}
