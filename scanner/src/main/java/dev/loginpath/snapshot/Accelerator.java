package dev.loginpath.snapshot;

import java.util.Optional;

/**
 * An accelerator of AWS Global Accelerator.
 *
 * @param dualStack clients may come by IPv6 as well
 * @param dnsName what clients connect to; empty of an answer that leaves it out
 */
public record Accelerator(
    String arn, String name, boolean enabled, boolean dualStack, Optional<String> dnsName) {}
