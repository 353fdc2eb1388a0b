package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;

/** The two DNS attributes of a VPC, each a call of its own. */
public record VpcDns(String vpcId, Observed<Boolean> support, Observed<Boolean> hostnames) {}
