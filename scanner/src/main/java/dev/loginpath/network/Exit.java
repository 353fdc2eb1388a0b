package dev.loginpath.network;

import dev.loginpath.snapshot.VpcEndpoint;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** How requests leave an interface for an AWS service: it decides what the requests carry. */
public sealed interface Exit {

  /** Through one of the interface endpoints of the VPC. */
  record Endpoints(List<VpcEndpoint> endpoints) implements Exit {
    public Endpoints {
      endpoints = List.copyOf(endpoints);
    }
  }

  /**
   * Over the internet.
   *
   * @param addresses the public ones that requests may come from; empty where they are not told
   */
  record Internet(SortedSet<String> addresses) implements Exit {
    public Internet {
      addresses = new TreeSet<>(addresses);
    }
  }

  /** It cannot be told. */
  record Untold() implements Exit {}
}
