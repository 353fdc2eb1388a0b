package dev.loginpath.path;

import dev.loginpath.host.Place;
import dev.loginpath.network.EndpointReach;
import dev.loginpath.network.Network;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Source;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * EC2 Instance Connect Endpoint: a tunnel from AWS to port 22 or 3389 of a private address. It
 * needs no agent, because an own key and RDP go through it too; whether AWS may push a key is said
 * beside it. See <a
 * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-with-ec2-instance-connect-endpoint.html">the
 * user guide</a>.
 */
public final class InstanceConnectEndpoint implements LoginPath {

  private static final List<Integer> PORTS = List.of(22, 3389);

  @Override
  public PathId id() {
    return PathId.INSTANCE_CONNECT_ENDPOINT;
  }

  @Override
  public Assessment assess(Subject subject) {
    List<EndpointReach> reaches = reaches(subject);
    List<Source> sources =
        Stream.concat(
                reaches.stream()
                    .filter(it -> it.requirement().verdict() instanceof Verdict.Met)
                    .map(EndpointReach::source)
                    .distinct(),
                Assessment.unknown(doubts(subject, reaches)).stream())
            .toList();
    Requirement pushedKey =
        Requirement.of("instance-connect-agent", subject.host().instanceConnectAgent());
    return Assessment.of(
        PathId.INSTANCE_CONNECT_ENDPOINT,
        subject,
        Stream.concat(
                Stream.of(
                    reachedThroughEndpoint(subject, reaches),
                    pushedKey.asInformative(),
                    offered(subject).asInformative()),
                subject.sshServer().stream())
            .toList(),
        sources);
  }

  /** No page of AWS says what an endpoint does for the places outside Availability Zones. */
  private static Requirement offered(Subject subject) {
    return subject
        .place()
        .offers(
            "offered-in-zone",
            "an Instance Connect Endpoint",
            Map.of(Place.Kind.AVAILABILITY_ZONE, Place.Support.OFFERED));
  }

  /**
   * Every endpoint of every VPC the instance is in, on both ports, and others that may reach it.
   */
  private static List<EndpointReach> reaches(Subject subject) {
    Network network = subject.network();
    List<EndpointReach> reaches = new ArrayList<>();
    for (NetworkInterface target : network.interfacesOf(subject.instance()).interfaces()) {
      String vpc = target.vpcId().orElse("");
      for (int port : PORTS) {
        network
            .instanceConnectEndpoints(vpc)
            .forEach(it -> reaches.add(network.reaches(it, target, port)));
        network.instanceConnectEndpointsBeside(vpc).stream()
            .map(it -> network.reaches(it, target, port))
            .filter(it -> !(it.requirement().verdict() instanceof Verdict.NotMet))
            .forEach(reaches::add);
      }
    }
    return reaches;
  }

  /** Why more endpoints may lead there than are shown to. */
  private static Stream<Cause> doubts(Subject subject, List<EndpointReach> reaches) {
    return Stream.of(
            reaches.stream().flatMap(it -> it.requirement().verdict().causesOfDoubt().stream()),
            subject.network().interfacesOf(subject.instance()).doubts().stream(),
            Observed.gap(subject.network().endpointList()).stream())
        .flatMap(it -> it);
  }

  /** Whether an endpoint reaches a port of the instance: what a rule asks of it. */
  public static Verdict reachesPort(Subject subject, int port) {
    List<EndpointReach> reaches =
        reaches(subject).stream().filter(it -> it.port() == port).toList();
    return reachedThroughEndpoint(subject, reaches).verdict();
  }

  private static Requirement reachedThroughEndpoint(Subject subject, List<EndpointReach> reaches) {
    Network network = subject.network();
    Map<String, List<Requirement>> byEndpoint = new LinkedHashMap<>();
    for (EndpointReach reach : reaches) {
      byEndpoint
          .computeIfAbsent(reach.endpointId(), id -> new ArrayList<>())
          .add(reach.requirement());
    }
    List<Requirement> ways = new ArrayList<>();
    byEndpoint.values().forEach(ports -> ways.add(Requirement.anyOf("endpoint", ports)));
    network.interfacesOf(subject.instance()).doubts().stream()
        .map(it -> Requirement.of("endpoint", Verdict.unknown(List.of(it))))
        .forEach(ways::add);
    Observed.gap(network.endpointList())
        .map(it -> Requirement.of("endpoint", Verdict.unknown(List.of(it))))
        .ifPresent(ways::add);
    if (ways.isEmpty()) {
      Call call = network.endpointList().call();
      String vpc = subject.instance().vpcId().orElse("no VPC");
      ways.add(Requirement.of("endpoint", Verdict.notMet(call, "there is no endpoint in " + vpc)));
    }
    return Requirement.anyOf("reached-through-endpoint", ways);
  }
}
