package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.HostedZone;
import dev.loginpath.snapshot.HostedZoneRecords;
import dev.loginpath.snapshot.PrivateDnsSnapshot;
import dev.loginpath.snapshot.ProfileAssociation;
import dev.loginpath.snapshot.ProfileResource;
import dev.loginpath.snapshot.ProfileResources;
import dev.loginpath.snapshot.ServiceName;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.snapshot.VpcHostedZones;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Kleene;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the name of an AWS service leads in a VPC by private hosted zones and Route 53 Profiles:
 * the most specific zone answers, and where it has no record nobody else is asked. See <a
 * href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html">private
 * hosted zones</a> and <a
 * href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles.html">Profiles</a>.
 */
final class PrivateNames {

  /** A bucket of which only the service is known: its name stands before that of S3. */
  private static final String SOME_BUCKET = "some-bucket.";

  private static final int LONGEST_CHAIN = 8;
  private static final Set<String> GONE = Set.of("DELETED", "FAILED");
  private static final Set<String> HOLDS = Set.of("COMPLETE", "UPDATING");

  /** Where a name leads. */
  sealed interface Answer {

    /** To the service's public addresses: no private zone carries the name. */
    record Public() implements Answer {}

    /** A private zone carries the name and has nothing for it. */
    record Nowhere(Verdict why) implements Answer {}

    /** To one of these, whichever answers. */
    record Leads(Verdict because, List<ZoneRecords.Target> targets) implements Answer {
      public Leads {
        targets = List.copyOf(targets);
      }
    }

    record Undecided(Verdict why) implements Answer {}
  }

  /** A zone that carries a name, and by what it is in force. */
  private record Carrier(String zoneId, String zone, boolean ofTheVpc) {}

  /** All interfaces of a VPC ask for the same names. */
  private record Question(String vpcId, String service, String region, boolean ipv6Only) {}

  private final Ec2Snapshot ec2;
  private final PrivateDnsSnapshot dns;
  private final Resolver resolver;
  private final Map<String, VpcHostedZones> zonesOfVpc;
  private final Map<String, HostedZoneRecords> recordsOfZone;
  private final Map<String, ProfileResources> resourcesOfProfile;
  private final Map<Question, Answer> answered = new HashMap<>();

  PrivateNames(Ec2Snapshot ec2, PrivateDnsSnapshot dns, Resolver resolver) {
    this.ec2 = ec2;
    this.dns = dns;
    this.resolver = resolver;
    this.zonesOfVpc = Index.by(dns.vpcs(), VpcHostedZones::vpcId);
    this.recordsOfZone = Index.by(dns.records(), HostedZoneRecords::zoneId);
    this.resourcesOfProfile = Index.by(dns.profiles(), ProfileResources::profileId);
  }

  /**
   * Where the service's own name leads.
   *
   * @param ipv6Only the client has no IPv4 address and may ask for the name of both families
   */
  Answer of(String vpcId, String service, String region, boolean ipv6Only) {
    Question question = new Question(vpcId, service, region, ipv6Only);
    return answered.computeIfAbsent(question, it -> answer(vpcId, service, region, ipv6Only));
  }

  private Answer answer(String vpcId, String service, String region, boolean ipv6Only) {
    boolean buckets = service.equals("s3");
    Answer answer = of(vpcId, ServiceName.of(service, region), buckets);
    return ipv6Only && !same(answer, of(vpcId, ServiceName.dualStack(service, region), buckets))
        ? undecided(
            new Cause.Undecided(
                "The agent asks for the name of both address families only where it is set to, and"
                    + " private zones give the two names differently."))
        : answer;
  }

  private static boolean same(Answer one, Answer other) {
    return switch (one) {
      case Answer.Public it -> other instanceof Answer.Public;
      case Answer.Nowhere it -> other instanceof Answer.Nowhere;
      case Answer.Leads it ->
          other instanceof Answer.Leads leads && leads.targets().equals(it.targets());
      case Answer.Undecided it -> true;
    };
  }

  /** A bucket's own name stands below the service's. */
  private Answer of(String vpcId, String name, boolean buckets) {
    if (!buckets) {
      return resolve(vpcId, name, 0);
    }
    return zones(vpcId).stream().anyMatch(it -> it.endsWith("." + name))
        ? undecided(
            new Cause.Undecided(
                "A private zone stands for the name of a single bucket, and whether it is this one"
                    + " is not looked at."))
        : resolve(vpcId, SOME_BUCKET + name, 0);
  }

  private List<String> zones(String vpcId) {
    List<String> zones = new ArrayList<>();
    Optional.ofNullable(zonesOfVpc.get(vpcId))
        .ifPresent(it -> Observed.items(it.zones()).forEach(zone -> zones.add(zone.name())));
    for (ProfileResource each : broughtTo(vpcId, new ArrayList<>())) {
      Optional.ofNullable(recordsOfZone.get(each.resourceId()))
          .flatMap(HostedZoneRecords::zoneName)
          .ifPresent(zones::add);
    }
    return zones;
  }

  private Answer resolve(String vpcId, String name, int depth) {
    List<Cause> doubts = new ArrayList<>();
    List<Carrier> carriers = carriers(vpcId, name, doubts);
    List<VpcEndpoint> brought = broughtEndpoints(vpcId, name, doubts);
    Optional<Carrier> first =
        carriers.stream()
            .max(
                Comparator.comparingInt((Carrier it) -> it.zone().length())
                    .thenComparing(Carrier::ofTheVpc)
                    .thenComparing(Carrier::zoneId));
    // Nothing is more specific than a zone of the VPC that has the very name.
    boolean certain = first.filter(it -> it.ofTheVpc() && it.zone().equals(name)).isPresent();
    if (!certain && !doubts.isEmpty()) {
      return undecided(doubts);
    }
    if (first.isEmpty() && brought.isEmpty()) {
      return new Answer.Public();
    }
    Verdict inForce = Kleene.allOf(List.of(resolver.dns(vpcId), resolver.nameServers(vpcId)));
    return switch (inForce) {
      case Verdict.NotMet off -> new Answer.Public();
      case Verdict.Unknown unknown -> new Answer.Undecided(unknown);
      case Verdict.Met on ->
          certain || brought.isEmpty()
              ? answered(vpcId, first.orElseThrow(), name, depth)
              : led(brought, name);
    };
  }

  private Answer led(List<VpcEndpoint> brought, String name) {
    Call call = dns.profileAssociations().call();
    return new Answer.Leads(
        Verdict.met(call, "a Profile of the VPC brings an endpoint for " + name),
        brought.stream()
            .<ZoneRecords.Target>map(it -> new ZoneRecords.Target.Endpoint(it.id()))
            .toList());
  }

  private Answer answered(String vpcId, Carrier carrier, String name, int depth) {
    HostedZoneRecords records = recordsOfZone.get(carrier.zoneId());
    if (records == null) {
      return undecided(
          new Cause.Undecided(
              "A private zone carries a name of AWS, and its records were not read"
                  + " (route53:ListResourceRecordSets)."));
    }
    Optional<Cause> gap = Observed.gap(records.records());
    if (gap.isPresent()) {
      return undecided(gap.get());
    }
    Call call = records.records().call();
    String zone = "the private zone " + carrier.zone() + " ";
    return switch (new ZoneRecords(carrier.zone(), Observed.items(records.records())).of(name)) {
      case ZoneRecords.Found.None none ->
          new Answer.Nowhere(
              Verdict.notMet(
                  call, zone + "carries the name " + shown(name) + " and has no record for it"));
      case ZoneRecords.Found.Other other -> undecided(new Cause.Undecided(other.why()));
      case ZoneRecords.Found.Name next when depth >= LONGEST_CHAIN ->
          undecided(new Cause.Undecided("The names of a private zone lead on without end."));
      case ZoneRecords.Found.Name next -> named(vpcId, next.name(), depth + 1, call, zone, name);
      case ZoneRecords.Found.Targets found -> leads(call, zone, name, found.targets());
    };
  }

  /** A name that a record stands for is looked up in the VPC like any other. */
  private Answer named(String vpcId, String next, int depth, Call call, String zone, String name) {
    Answer answer = resolve(vpcId, next, depth);
    return answer instanceof Answer.Public
        ? ZoneRecords.endpoint(next)
            .map(it -> leads(call, zone, name, List.of(it)))
            .orElseGet(() ->
                undecided(
                    new Cause.Undecided(
                        "A private zone leads a name of AWS to another one, which is not an"
                            + " endpoint's.")))
        : answer;
  }

  private static Answer leads(
      Call call, String zone, String name, List<ZoneRecords.Target> targets) {
    String to = String.join(", ", targets.stream().map(ZoneRecords.Target::shown).toList());
    return new Answer.Leads(
        Verdict.met(call, zone + "leads " + shown(name) + " to " + to), targets);
  }

  private static String shown(String name) {
    return name.startsWith(SOME_BUCKET) ? "*." + name.substring(SOME_BUCKET.length()) : name;
  }

  private List<Carrier> carriers(String vpcId, String name, List<Cause> doubts) {
    List<Carrier> carriers = new ArrayList<>();
    VpcHostedZones own = zonesOfVpc.get(vpcId);
    if (own == null) {
      doubts.add(
          new Cause.Undecided(
              "The private hosted zones of a VPC were not read (route53:ListHostedZonesByVPC)."));
    } else {
      Observed.gap(own.zones()).ifPresent(doubts::add);
      Observed.items(own.zones()).stream()
          .filter(it -> HostedZone.carries(it.name(), name))
          .filter(it -> !it.isOfAService() || !hasEndpoint(vpcId))
          .forEach(it -> carriers.add(new Carrier(it.id(), it.name(), true)));
    }
    for (ProfileResource each : broughtTo(vpcId, doubts)) {
      switch (each.type()) {
        case "PRIVATE_HOSTED_ZONE" -> brought(each, name, doubts).ifPresent(carriers::add);
        case "RESOLVER_RULE" ->
            doubts.add(
                new Cause.Undecided(
                    "A Route 53 Profile brings a resolver rule, and which names it forwards is not"
                        + " read."));
        default -> {
          // Endpoints are looked at by themselves; firewalls and logs give no name an address.
        }
      }
    }
    return carriers;
  }

  /** A service's zone is the one of an endpoint, which decides by itself where it is in force. */
  private boolean hasEndpoint(String vpcId) {
    return Observed.items(ec2.vpcEndpoints()).stream().anyMatch(it -> it.vpcId().equals(vpcId));
  }

  private Optional<Carrier> brought(ProfileResource zone, String name, List<Cause> doubts) {
    HostedZoneRecords records = recordsOfZone.get(zone.resourceId());
    Optional<String> zoneName = Optional.ofNullable(records).flatMap(HostedZoneRecords::zoneName);
    if (zoneName.isEmpty()) {
      doubts.add(
          Optional.ofNullable(records)
              .flatMap(it -> Observed.gap(it.records()))
              .orElse(
                  new Cause.Undecided(
                      "A Route 53 Profile brings a private zone whose records were not read"
                          + " (route53:ListResourceRecordSets).")));
    }
    return zoneName
        .filter(it -> HostedZone.carries(it, name))
        .map(it -> new Carrier(zone.resourceId(), it, false));
  }

  /** The endpoints of the name that Profiles bring; they have it to the letter. */
  private List<VpcEndpoint> broughtEndpoints(String vpcId, String name, List<Cause> doubts) {
    List<VpcEndpoint> endpoints = new ArrayList<>();
    for (ProfileResource each : broughtTo(vpcId, new ArrayList<>())) {
      if (!each.type().equals("VPC_ENDPOINT")) {
        continue;
      }
      Optional<VpcEndpoint> listed =
          Observed.items(ec2.vpcEndpoints()).stream()
              .filter(it -> it.id().equals(each.resourceId()))
              .findFirst();
      listed
          .filter(it -> isNameOf(it, name))
          .ifPresentOrElse(
              endpoints::add,
              () -> {
                if (listed.isEmpty()) {
                  doubts.add(
                      Observed.gap(ec2.vpcEndpoints())
                          .orElse(
                              new Cause.Undecided(
                                  "A Route 53 Profile brings an endpoint of another account.")));
                }
              });
    }
    return endpoints;
  }

  private static boolean isNameOf(VpcEndpoint endpoint, String name) {
    String[] labels = endpoint.serviceName().split("\\.", -1);
    String service = labels[labels.length - 1];
    String region = labels.length > 1 ? labels[labels.length - 2] : "";
    return HostedZone.carries(ServiceName.of(service, region), name);
  }

  /** What the Profiles of a VPC bring. */
  private List<ProfileResource> broughtTo(String vpcId, List<Cause> doubts) {
    Observed.gap(dns.profileAssociations()).ifPresent(doubts::add);
    List<ProfileResource> brought = new ArrayList<>();
    for (ProfileAssociation each : Observed.items(dns.profileAssociations())) {
      if (!each.vpcId().equals(vpcId) || GONE.contains(each.status())) {
        continue;
      }
      settled(each.status(), doubts);
      ProfileResources resources = resourcesOfProfile.get(each.profileId());
      if (resources == null) {
        doubts.add(
            new Cause.Undecided(
                "What a Route 53 Profile brings was not read"
                    + " (route53profiles:ListProfileResourceAssociations)."));
        continue;
      }
      Observed.gap(resources.resources()).ifPresent(doubts::add);
      for (ProfileResource resource : Observed.items(resources.resources())) {
        if (!GONE.contains(resource.status())) {
          settled(resource.status(), doubts);
          brought.add(resource);
        }
      }
    }
    return brought;
  }

  private static void settled(String status, List<Cause> doubts) {
    if (!HOLDS.contains(status)) {
      doubts.add(new Cause.Undecided("A Route 53 Profile is just being changed."));
    }
  }

  private static Answer undecided(Cause why) {
    return undecided(List.of(why));
  }

  private static Answer undecided(List<Cause> why) {
    return new Answer.Undecided(Verdict.unknown(why));
  }
}
