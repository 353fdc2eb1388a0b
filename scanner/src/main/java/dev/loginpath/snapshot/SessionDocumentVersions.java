package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.stream.Stream;

/**
 * A Session document of the account beside its preferences: whoever may start a session with it
 * gets its logging, not that of the preferences. Either version may be what runs.
 */
public record SessionDocumentVersions(
    String name,
    Observed<SessionDocument> defaultVersion,
    Observed<SessionDocument> latestVersion) {

  Stream<Observed<?>> observations() {
    return Stream.of(defaultVersion, latestVersion);
  }
}
