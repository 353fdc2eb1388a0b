package dev.loginpath.network;

import dev.loginpath.snapshot.Accelerator;
import dev.loginpath.snapshot.AcceleratorListener;
import dev.loginpath.snapshot.AcceleratorListeners;
import dev.loginpath.snapshot.EndpointGroup;
import dev.loginpath.snapshot.EndpointGroup.Endpoint;
import dev.loginpath.snapshot.EndpointGroup.PortOverride;
import dev.loginpath.snapshot.InternetGateway;
import dev.loginpath.snapshot.ListenerEndpointGroups;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PortRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An accelerator that a test sets up: enabled, with a listener of one port and one endpoint. */
final class Accelerated {

  private static final String SERVICE = "globalaccelerator:";

  String arn = "arn:ga";
  boolean enabled = true;
  boolean dualStack;
  boolean tcp = true;
  int listenerPort = 22;
  int weight = 128;
  double dial = 100;
  boolean preserves = true;
  boolean customRouting;
  String region = Lab.REGION;
  final List<PortOverride> overrides = new ArrayList<>();
  final List<PortRange> destinations = new ArrayList<>();

  private final Lab lab;

  Accelerated(Lab lab) {
    this.lab = lab;
  }

  /** Puts it into the account. */
  void before(String endpoint) {
    Accelerator accelerator =
        new Accelerator(arn, "front", enabled, dualStack, Optional.of("front.example"));
    (customRouting ? lab.customAccelerators : lab.accelerators).add(accelerator);
    lab.acceleratorListeners.add(
        new AcceleratorListeners(
            arn,
            Lab.known(
                SERVICE + "ListListeners",
                List.of(
                    new AcceleratorListener(
                        arn + "/1", tcp, List.of(new PortRange(listenerPort, listenerPort)))))));
    lab.endpointGroups.add(
        new ListenerEndpointGroups(
            arn + "/1",
            Lab.known(
                SERVICE + "ListEndpointGroups",
                List.of(
                    new EndpointGroup(
                        arn + "/1/1",
                        region,
                        dial,
                        overrides,
                        List.of(new Endpoint(endpoint, weight, preserves)),
                        destinations)))));
  }

  /** The interface that an accelerator has in a subnet of {@code vpc-1}. */
  static void interfaceIn(Lab lab, String subnet) {
    if (lab.internetGateways.isEmpty()) {
      lab.internetGateways.add(new InternetGateway("igw-1", List.of("vpc-1")));
    }
    lab.interfaces.add(
        new NetworkInterface(
            lab.interfaces.stream().anyMatch(it -> it.id().equals("eni-ga")) ? "eni-ga2" : "eni-ga",
            Optional.of("vpc-1"),
            Optional.of(subnet),
            Optional.empty(),
            Optional.empty(),
            "global_accelerator_managed",
            List.of(Lab.address("10.0.0.200")),
            List.of(),
            List.of(),
            false,
            "GlobalAccelerator-managed ENI",
            false));
  }
}
