package dev.loginpath.snapshot;

/**
 * An IPv6 range of a VPC.
 *
 * @param advertised false for a range that is never announced to the internet
 */
public record Ipv6Range(String cidr, boolean advertised) {}
