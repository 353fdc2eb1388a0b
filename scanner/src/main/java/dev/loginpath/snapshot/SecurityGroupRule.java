package dev.loginpath.snapshot;

/**
 * A rule of a security group under its own id, which {@code DescribeSecurityGroups} does not tell.
 */
public record SecurityGroupRule(String id, String groupId, boolean egress, GroupRule rule) {}
