package dev.loginpath.snapshot;

import java.util.Optional;

/**
 * Who may send to a network behind a Client VPN endpoint.
 *
 * @param accessGroupId the directory's or identity provider's group; empty where everybody may
 */
public record ClientVpnAuthorizationRule(
    String destination, Optional<String> accessGroupId, String status) {}
