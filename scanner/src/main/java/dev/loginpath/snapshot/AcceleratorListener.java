package dev.loginpath.snapshot;

import java.util.List;

/**
 * Ports on which an accelerator takes connections.
 *
 * @param tcp it takes TCP; those of a custom routing accelerator take whatever the endpoint group
 *     leads on
 */
public record AcceleratorListener(String arn, boolean tcp, List<PortRange> ports) {
  public AcceleratorListener {
    ports = List.copyOf(ports);
  }

  public boolean takes(int port) {
    return ports.stream().anyMatch(it -> it.contains(port));
  }
}
