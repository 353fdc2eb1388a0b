package dev.loginpath.host;

import java.util.Optional;

/** An operating system by its own name, and its version where it is told. */
public record OperatingSystem(String name, Optional<String> version) {

  /** The one family on which no Instance Connect agent exists. */
  public static final String WINDOWS = "Windows Server";

  public boolean isWindows() {
    return name.equals(WINDOWS);
  }

  @Override
  public String toString() {
    return version.map(it -> name + " " + it).orElse(name);
  }
}
