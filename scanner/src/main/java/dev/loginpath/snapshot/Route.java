package dev.loginpath.snapshot;

/**
 * A route.
 *
 * @param destination an IPv4 or IPv6 range, or a prefix list id
 * @param target the id of the gateway, interface, connection or endpoint; {@code local} inside the
 *     VPC
 * @param propagated a virtual private gateway put it there, which ranks it below the others
 */
public record Route(String destination, String target, boolean blackhole, boolean propagated) {}
