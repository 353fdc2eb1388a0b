package dev.loginpath.report;

/**
 * One fact behind a verdict.
 *
 * @param source where it was read: the API call and the thing asked about, or a rule of this
 *     program
 * @param fact what was read there, in one English clause
 */
public record Evidence(String source, String fact) {}
