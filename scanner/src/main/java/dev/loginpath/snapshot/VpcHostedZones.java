package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;

/** The private hosted zones that are associated with a VPC itself, whoever owns them. */
public record VpcHostedZones(String vpcId, Observed<List<HostedZone>> zones) {}
