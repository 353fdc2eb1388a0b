package dev.loginpath.advice;

import dev.loginpath.path.AssessedInstance;
import dev.loginpath.snapshot.NetworkInterface;
import java.util.List;
import java.util.Locale;

/** Whether an instance has an address of the internet. */
public enum Situation {
  PUBLIC,
  PRIVATE;

  /** The word that reports and options use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Situation of(AssessedInstance assessed) {
    List<NetworkInterface> interfaces =
        assessed.subject().network().interfacesOf(assessed.subject().instance()).interfaces();
    boolean hasPublic =
        interfaces.stream()
            .anyMatch(it ->
                it.privateAddresses().stream().anyMatch(a -> a.publicAddress().isPresent())
                    || !it.ipv6Addresses().isEmpty());
    return hasPublic ? PUBLIC : PRIVATE;
  }
}
