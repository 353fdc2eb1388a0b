package dev.loginpath.report;

import java.util.SortedMap;

/**
 * The counts of a report.
 *
 * @param violations by severity; every severity is there
 * @param unknown findings that could not be evaluated
 * @param paths by path and status; every status is there
 * @param coveragePercent calls that enabled rules need and that answered, of all such calls;
 *     rounded down to a tenth, so that 100 means all
 */
public record Summary(
    int instances,
    SortedMap<String, Integer> violations,
    int unknown,
    int waived,
    SortedMap<PathId, SortedMap<String, Integer>> paths,
    double coveragePercent) {}
