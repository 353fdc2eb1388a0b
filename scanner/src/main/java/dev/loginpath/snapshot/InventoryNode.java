package dev.loginpath.snapshot;

import java.util.Optional;

/**
 * A node as its agent described itself to Systems Manager Inventory; kept for 30 days, also while
 * it is stopped.
 */
public record InventoryNode(
    String id,
    Optional<String> status,
    Optional<String> platformName,
    Optional<String> platformVersion,
    Optional<String> agentVersion) {}
