package dev.loginpath.advice;

import dev.loginpath.network.Network;
import dev.loginpath.path.AssessedInstance;
import dev.loginpath.snapshot.NamedBucket;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.SessionDocument;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What else goes out by the public address of an instance than the agent's own channel: the ways of
 * others that are routed over it, and what its sessions need beside.
 */
final class OtherUse {

  /** The services that a session calls, by the input of its document that demands it. */
  private static final Map<String, String> SERVICES =
      Map.of("kmsKeyId", "kms", "s3BucketName", "s3", "cloudWatchLogGroupName", "logs");

  /** No region's name, so that no endpoint leads there. */
  private static final String ELSEWHERE = "";

  private OtherUse() {}

  /** Routes lead over the instance, or that is not known: others may leave by its address. */
  static boolean isRouted(AssessedInstance assessed) {
    RegionSnapshot region = assessed.subject().region();
    Network.Attached attached =
        assessed.subject().network().interfacesOf(assessed.subject().instance());
    Set<String> own = new HashSet<>();
    own.add(assessed.subject().instance().id());
    attached.interfaces().forEach(it -> own.add(it.id()));
    return !attached.doubts().isEmpty()
        || Observed.gap(region.ec2().routeTables()).isPresent()
        || Observed.items(region.ec2().routeTables()).stream()
            .flatMap(it -> it.routes().stream())
            .anyMatch(it -> own.contains(it.target()));
  }

  /** What sessions are encrypted with, or where their logs go, may be reached by the address. */
  static boolean sessionsNeedIt(AssessedInstance assessed) {
    RegionSnapshot region = assessed.subject().region();
    Network network = assessed.subject().network();
    return network.interfacesOf(assessed.subject().instance()).interfaces().stream()
        .anyMatch(from ->
            services(region).stream()
                .anyMatch(service ->
                    regions(region, service).stream()
                        .anyMatch(it -> goesOut(network.egressTo(from, service, it)))));
  }

  /** Where it is not known which way a name leads, it may be each that has no vote as well. */
  private static boolean goesOut(Requirement way) {
    boolean undecided = way.verdict() instanceof Verdict.Unknown;
    return way.children().stream()
        .anyMatch(it ->
            it.id().equals("internet-gateway")
                && (undecided || !it.informative())
                && !(it.verdict() instanceof Verdict.NotMet));
  }

  private static SortedSet<String> services(RegionSnapshot region) {
    SortedSet<String> services = new TreeSet<>();
    if (Observed.gap(region.ssm().sessionDocumentNames()).isPresent()) {
      services.addAll(SERVICES.values());
    }
    Stream.concat(
            Stream.of(region.ssm().defaultPreferences(), region.ssm().latestPreferences()),
            region.ssm().sessionDocuments().stream()
                .flatMap(it -> Stream.of(it.defaultVersion(), it.latestVersion())))
        .forEach(it -> services.addAll(services(it)));
    return services;
  }

  private static Set<String> services(Observed<SessionDocument> document) {
    SortedSet<String> services = new TreeSet<>();
    switch (document) {
      case Observed.Known<SessionDocument> known ->
          known
              .value()
              .inputs()
              .ifPresent(inputs ->
                  SERVICES.forEach((input, service) -> {
                    if (!inputs.getOrDefault(input, "").isEmpty()) {
                      services.add(service);
                    }
                  }));
      case Observed.Absent<SessionDocument> absent -> {}
      case Observed.Unseen<SessionDocument> unseen -> services.addAll(SERVICES.values());
    }
    return services;
  }

  /** A bucket may lie in another region; where that was not seen, in any. */
  private static SortedSet<String> regions(RegionSnapshot region, String service) {
    SortedSet<String> regions = new TreeSet<>(Set.of(region.name()));
    if (service.equals("s3")) {
      for (NamedBucket each : region.logDestinations().buckets()) {
        regions.add(
            each.region() instanceof Observed.Known<String> known ? known.value() : ELSEWHERE);
      }
    }
    return regions;
  }
}
