package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;

/**
 * A policy of the organization that is attached to one of the levels.
 *
 * @param type {@code SERVICE_CONTROL_POLICY} or {@code RESOURCE_CONTROL_POLICY}
 * @param content the document's JSON text
 */
public record OrganizationPolicy(String id, String name, String type, Observed<String> content) {}
