package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;

/** Whether a stopped instance's interface gets a public address when the instance starts. */
public record AutoAssignedAddress(
    String networkInterfaceId, Observed<Boolean> associatePublicIpAddress) {}
