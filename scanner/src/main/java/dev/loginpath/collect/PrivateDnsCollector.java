package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.maybe;
import static dev.loginpath.collect.Answers.required;
import static dev.loginpath.collect.Answers.text;

import dev.loginpath.snapshot.HostedZone;
import dev.loginpath.snapshot.HostedZoneRecord;
import dev.loginpath.snapshot.HostedZoneRecords;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.PrivateDnsSnapshot;
import dev.loginpath.snapshot.ProfileAssociation;
import dev.loginpath.snapshot.ProfileResource;
import dev.loginpath.snapshot.ProfileResources;
import dev.loginpath.snapshot.ServiceName;
import dev.loginpath.snapshot.VpcHostedZones;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HostedZoneOwner;
import software.amazon.awssdk.services.route53.model.HostedZoneSummary;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53profiles.Route53ProfilesClient;

/**
 * Reads what may give AWS's names other addresses in a region's VPCs: one call for each VPC that
 * instances are in, and the records of the zones that may carry such a name.
 */
final class PrivateDnsCollector {

  static final Set<String> ACTIONS =
      Set.of(
          "route53:ListHostedZonesByVPC",
          "route53:ListResourceRecordSets",
          "route53profiles:ListProfileAssociations",
          "route53profiles:ListProfileResourceAssociations");

  private static final String ZONE = "PRIVATE_HOSTED_ZONE";

  /** The types of which the values say where a name leads. */
  private static final Set<String> LEADING = Set.of("A", "AAAA", "CNAME");

  private final Route53Client route53;
  private final Route53ProfilesClient profiles;
  private final String region;

  PrivateDnsCollector(Route53Client route53, Route53ProfilesClient profiles, String region) {
    this.route53 = route53;
    this.profiles = profiles;
    this.region = region;
  }

  PrivateDnsSnapshot collect(List<Instance> instances) {
    SortedSet<String> vpcIds = new TreeSet<>();
    instances.forEach(it -> it.vpcId().ifPresent(vpcIds::add));
    vpcIds.remove("");
    List<VpcHostedZones> vpcs =
        vpcIds.stream().map(it -> new VpcHostedZones(it, zones(it))).toList();
    Observed<List<ProfileAssociation>> associations = associations();
    SortedSet<String> profileIds = new TreeSet<>();
    Observed.items(associations).stream()
        .filter(it -> vpcIds.contains(it.vpcId()))
        .forEach(it -> profileIds.add(it.profileId()));
    List<ProfileResources> resources =
        profileIds.stream().map(it -> new ProfileResources(it, resources(it))).toList();
    return new PrivateDnsSnapshot(vpcs, associations, resources, records(vpcs, resources));
  }

  private Observed<List<HostedZone>> zones(String vpcId) {
    return Observe.items(
        global("route53:ListHostedZonesByVPC", vpcId),
        Answers.byToken(
            token ->
                route53.listHostedZonesByVPC(
                    it -> it.vpcId(vpcId).vpcRegion(region).maxItems("100").nextToken(token)),
            it -> it.nextToken()),
        page -> page.hostedZoneSummaries(),
        PrivateDnsCollector::zone,
        HostedZone::id);
  }

  private static HostedZone zone(HostedZoneSummary it) {
    return new HostedZone(
        bare(required(it.hostedZoneId(), "HostedZoneId")),
        HostedZone.plain(required(it.name(), "Name")),
        Optional.ofNullable(it.owner()).map(PrivateDnsCollector::owner).orElse(""));
  }

  private static String owner(HostedZoneOwner owner) {
    return maybe(owner.owningAccount()).orElseGet(() -> text(owner.owningService()));
  }

  /** The API also gives ids as paths. */
  private static String bare(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  private Observed<List<ProfileAssociation>> associations() {
    return Observe.items(
        Call.of("route53profiles:ListProfileAssociations", region),
        () -> profiles.listProfileAssociationsPaginator(it -> it.maxResults(100)).iterator(),
        page -> page.profileAssociations(),
        it ->
            new ProfileAssociation(
                required(it.id(), "Id"),
                required(it.profileId(), "ProfileId"),
                required(it.resourceId(), "ResourceId"),
                text(it.statusAsString())),
        ProfileAssociation::id);
  }

  private Observed<List<ProfileResource>> resources(String profileId) {
    return Observe.items(
        new Call("route53profiles:ListProfileResourceAssociations", region, profileId),
        () ->
            profiles
                .listProfileResourceAssociationsPaginator(
                    it -> it.profileId(profileId).maxResults(100))
                .iterator(),
        page -> page.profileResourceAssociations(),
        it ->
            new ProfileResource(
                required(it.id(), "Id"),
                required(it.resourceType(), "ResourceType"),
                required(it.resourceArn(), "ResourceArn"),
                text(it.statusAsString())),
        ProfileResource::id);
  }

  /**
   * Of the zones that may carry a name of AWS. What a Profile brings has no name but in its
   * records.
   */
  private List<HostedZoneRecords> records(
      List<VpcHostedZones> vpcs, List<ProfileResources> resources) {
    SortedSet<String> ids = new TreeSet<>();
    vpcs.stream()
        .flatMap(it -> Observed.items(it.zones()).stream())
        .filter(it -> !it.isOfAService() && ServiceName.mayBeCarriedBy(it.name(), region))
        .forEach(it -> ids.add(it.id()));
    resources.stream()
        .flatMap(it -> Observed.items(it.resources()).stream())
        .filter(it -> it.type().equals(ZONE))
        .forEach(it -> ids.add(it.resourceId()));
    return ids.stream().map(it -> new HostedZoneRecords(it, records(it))).toList();
  }

  private Observed<List<HostedZoneRecord>> records(String zoneId) {
    return Observe.items(
        global("route53:ListResourceRecordSets", zoneId),
        () -> new Pages(zoneId),
        page -> page.resourceRecordSets(),
        PrivateDnsCollector::record,
        it -> it.name() + " " + it.type() + " " + it.setIdentifier().orElse(""));
  }

  /** Ends with the first page where the zone carries no name of AWS. */
  private final class Pages implements Iterator<ListResourceRecordSetsResponse> {
    private final Iterator<ListResourceRecordSetsResponse> all;
    private boolean wanted = true;

    Pages(String zoneId) {
      this.all = route53.listResourceRecordSetsPaginator(it -> it.hostedZoneId(zoneId)).iterator();
    }

    @Override
    public boolean hasNext() {
      return wanted && all.hasNext();
    }

    @Override
    public ListResourceRecordSetsResponse next() {
      ListResourceRecordSetsResponse page = all.next();
      wanted =
          page.resourceRecordSets().stream()
              .filter(it -> it.type() == RRType.SOA && it.name() != null)
              .allMatch(it -> ServiceName.mayBeCarriedBy(HostedZone.plain(it.name()), region));
      return page;
    }
  }

  private static HostedZoneRecord record(ResourceRecordSet it) {
    String type = required(it.typeAsString(), "Type");
    return new HostedZoneRecord(
        HostedZone.plain(required(it.name(), "Name")),
        type,
        LEADING.contains(type)
            ? it.resourceRecords().stream()
                .map(each -> HostedZone.plain(text(each.value())))
                .sorted()
                .toList()
            : List.of(),
        Optional.ofNullable(it.aliasTarget()).map(each -> HostedZone.plain(text(each.dnsName()))),
        maybe(it.setIdentifier()));
  }

  /** Route 53 is one for all regions. */
  private static Call global(String action, String thing) {
    return new Call(action, "aws-global", thing);
  }
}
