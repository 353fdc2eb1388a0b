package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;

/** The ranges of one prefix list. */
public record PrefixListEntries(String prefixListId, Observed<List<String>> cidrs) {}
