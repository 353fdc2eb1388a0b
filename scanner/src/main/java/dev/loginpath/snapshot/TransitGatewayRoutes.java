package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;

/** The routes of one table of a transit gateway. */
public record TransitGatewayRoutes(
    String routeTableId, Observed<List<TransitGatewayRoute>> routes) {}
