package dev.loginpath.snapshot;

import java.util.Optional;

/**
 * A private IPv4 address of an interface and what stands in front of it.
 *
 * @param publicAddress the address of the internet, if there is one
 * @param carrierAddress the address of a telecommunication carrier's network, in a Wavelength Zone
 */
public record PrivateAddress(
    String address,
    Optional<String> publicAddress,
    @Added(in = "4.0") Optional<String> carrierAddress) {}
