package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;

/** The endpoint groups of one listener of an accelerator. */
public record ListenerEndpointGroups(
    String listenerArn, Observed<List<EndpointGroup>> endpointGroups) {}
