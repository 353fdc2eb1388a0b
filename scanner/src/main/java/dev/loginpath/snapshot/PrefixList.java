package dev.loginpath.snapshot;

/** A managed prefix list; its entries are read where something refers to it. */
public record PrefixList(String id, String name, String ownerId) {}
