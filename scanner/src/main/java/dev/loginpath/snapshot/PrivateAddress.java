package dev.loginpath.snapshot;

import java.util.Optional;

/** A private IPv4 address of an interface and the public one in front of it, if there is one. */
public record PrivateAddress(String address, Optional<String> publicAddress) {}
