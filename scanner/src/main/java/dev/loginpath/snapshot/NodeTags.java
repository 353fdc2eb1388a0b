package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.SortedMap;

/** The tags of a hybrid node, which is asked for them by itself; an instance comes with its own. */
public record NodeTags(String nodeId, Observed<SortedMap<String, String>> tags) {}
