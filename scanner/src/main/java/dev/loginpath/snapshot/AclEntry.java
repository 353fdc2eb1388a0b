package dev.loginpath.snapshot;

import java.util.Optional;

/** An entry of a network ACL; the lowest number that matches decides. */
public record AclEntry(
    int ruleNumber,
    boolean egress,
    boolean allow,
    String protocol,
    String cidr,
    Optional<Integer> fromPort,
    Optional<Integer> toPort) {}
