package dev.loginpath.report;

import java.time.Instant;
import java.util.List;

/**
 * What was scanned, and when AWS was read.
 *
 * @param id a hash of the content: the same facts give the same id
 */
public record Scan(
    String id,
    Instant startedAt,
    Instant finishedAt,
    String partition,
    List<Account> accounts,
    List<String> regions) {

  public Scan {
    accounts = List.copyOf(accounts);
    regions = List.copyOf(regions);
  }
}
