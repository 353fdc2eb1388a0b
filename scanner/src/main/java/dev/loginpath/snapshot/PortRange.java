package dev.loginpath.snapshot;

/** Ports from one to another, both included. */
public record PortRange(int from, int to) {
  public boolean contains(int port) {
    return from <= port && port <= to;
  }
}
