package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;

/** Everything that a Route 53 Profile brings. */
public record ProfileResources(String profileId, Observed<List<ProfileResource>> resources) {}
