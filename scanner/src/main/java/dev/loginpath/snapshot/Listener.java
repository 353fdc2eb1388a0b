package dev.loginpath.snapshot;

import java.util.List;
import java.util.Set;

/** A port of a load balancer and where it forwards to. */
public record Listener(String protocol, int port, List<String> targetGroupArns) {
  private static final Set<String> TCP = Set.of("TCP", "TCP_UDP", "TCP_QUIC", "TLS", "SSL");

  public Listener {
    targetGroupArns = List.copyOf(targetGroupArns);
  }

  public boolean carriesTcp() {
    return carriesTcp(protocol);
  }

  /** Whether a listener of this protocol forwards TCP as it comes, as a login needs it. */
  public static boolean carriesTcp(String protocol) {
    return TCP.contains(protocol);
  }
}
