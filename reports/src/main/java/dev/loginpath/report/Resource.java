package dev.loginpath.report;

/** The thing that a finding is about; {@code type} is the CloudFormation name of its kind. */
public record Resource(String type, String id, String arn) {}
