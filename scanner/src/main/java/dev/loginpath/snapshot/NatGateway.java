package dev.loginpath.snapshot;

import java.util.Optional;

/** A NAT gateway. */
public record NatGateway(
    String id, String vpcId, Optional<String> subnetId, String state, boolean publicConnectivity) {}
