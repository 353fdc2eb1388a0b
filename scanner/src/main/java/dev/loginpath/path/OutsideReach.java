package dev.loginpath.path;

import dev.loginpath.network.AddressReach;
import dev.loginpath.network.Network;
import dev.loginpath.report.Source;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Who reaches a port of an instance from outside its VPC, as a requirement. */
record OutsideReach(Requirement requirement, List<Source> sources) {

  /** By an address of the instance. */
  static OutsideReach byAddress(Subject subject, int port) {
    return of(subject, subject.sourcesReaching(port));
  }

  /** By an address of the instance, or of a load balancer or accelerator in front of it. */
  static OutsideReach byAddressOrLoadBalancer(Subject subject, int port) {
    List<AddressReach> reaches = new ArrayList<>(subject.sourcesReaching(port));
    subject.network().interfacesOf(subject.instance()).interfaces().stream()
        .flatMap(it ->
            subject
                .network()
                .forwardedSourcesReaching(it, port, subject.instance().isRunning())
                .stream())
        .forEach(reaches::add);
    return of(subject, reaches);
  }

  private static OutsideReach of(Subject subject, List<AddressReach> reaches) {
    List<Requirement> addresses = new ArrayList<>();
    reaches.forEach(it -> addresses.add(it.requirement()));
    Network.Attached attached = subject.network().interfacesOf(subject.instance());
    if (!attached.doubts().isEmpty()) {
      addresses.add(Requirement.of("address", Verdict.unknown(attached.doubts())));
    }
    return new OutsideReach(
        Requirement.anyOf("reached-from-outside", addresses),
        Stream.concat(
                Network.toReport(reaches).stream(),
                Assessment.unknown(attached.doubts().stream()).stream())
            .toList());
  }
}
