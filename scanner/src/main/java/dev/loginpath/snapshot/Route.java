package dev.loginpath.snapshot;

/**
 * A route.
 *
 * @param destination an IPv4 or IPv6 range, or a prefix list id
 * @param target the id of the gateway, interface, connection or endpoint; {@code local} inside the
 *     VPC
 */
public record Route(String destination, String target, boolean blackhole) {}
