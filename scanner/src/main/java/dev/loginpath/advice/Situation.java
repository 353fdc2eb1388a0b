package dev.loginpath.advice;

import dev.loginpath.network.Network;
import dev.loginpath.path.AssessedInstance;
import java.util.Locale;

/** Whether an instance has an address of the internet. */
public enum Situation {
  PUBLIC,
  PRIVATE,
  /** Not all of its interfaces were seen, and none of those has a public address. */
  UNKNOWN;

  /** The word that reports and options use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Situation of(AssessedInstance assessed) {
    Network.Attached attached =
        assessed.subject().network().interfacesOf(assessed.subject().instance());
    boolean hasPublic =
        attached.interfaces().stream()
            .anyMatch(it ->
                it.privateAddresses().stream().anyMatch(a -> a.publicAddress().isPresent())
                    || !it.ipv6Addresses().isEmpty());
    return hasPublic ? PUBLIC : attached.doubts().isEmpty() ? PRIVATE : UNKNOWN;
  }
}
