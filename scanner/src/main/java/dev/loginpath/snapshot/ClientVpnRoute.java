package dev.loginpath.snapshot;

/**
 * A route of a Client VPN endpoint.
 *
 * @param target the associated subnet by which it leads, or {@code local}
 */
public record ClientVpnRoute(String destination, String target, String status) {}
