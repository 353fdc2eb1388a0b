package dev.loginpath.snapshot;

/** A route table of a transit gateway of the account. */
public record TransitGatewayRouteTable(String id, String transitGatewayId, String state) {}
