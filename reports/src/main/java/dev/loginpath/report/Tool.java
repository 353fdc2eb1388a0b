package dev.loginpath.report;

/** The program that made the report. */
public record Tool(String name, String version) {}
