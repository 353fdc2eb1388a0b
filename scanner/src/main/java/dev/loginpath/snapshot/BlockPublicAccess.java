package dev.loginpath.snapshot;

/**
 * The region's VPC block public access setting: {@code off}, {@code block-bidirectional} or {@code
 * block-ingress}.
 */
public record BlockPublicAccess(String internetGatewayBlockMode) {}
