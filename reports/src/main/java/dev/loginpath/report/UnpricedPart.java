package dev.loginpath.report;

/**
 * Something that a path uses and that no amount stands for.
 *
 * @param detail the rate where it costs by use, else why there is no amount
 */
public record UnpricedPart(String name, UnpricedReason reason, String detail) {}
