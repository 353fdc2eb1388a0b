package dev.loginpath.snapshot;

import java.util.List;

/** A port of a load balancer and where it forwards to. */
public record Listener(String protocol, int port, List<String> targetGroupArns) {
  public Listener {
    targetGroupArns = List.copyOf(targetGroupArns);
  }
}
