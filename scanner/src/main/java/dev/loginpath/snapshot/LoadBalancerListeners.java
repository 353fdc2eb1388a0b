package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;

/** The listeners of one load balancer. */
public record LoadBalancerListeners(String loadBalancerArn, Observed<List<Listener>> listeners) {}
