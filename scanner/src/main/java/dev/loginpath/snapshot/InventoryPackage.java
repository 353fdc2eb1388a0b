package dev.loginpath.snapshot;

import java.util.Optional;

/** A package that Systems Manager Inventory lists for a node. */
public record InventoryPackage(String nodeId, String name, Optional<String> version) {}
