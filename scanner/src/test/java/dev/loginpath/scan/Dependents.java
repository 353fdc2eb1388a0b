package dev.loginpath.scan;

import dev.loginpath.report.Outcome;
import dev.loginpath.snapshot.AcceleratorListener;
import dev.loginpath.snapshot.AcceleratorSnapshot;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.snapshot.BucketEncryption;
import dev.loginpath.snapshot.CallerIdentity;
import dev.loginpath.snapshot.CloudTrailSnapshot;
import dev.loginpath.snapshot.ConnectionStatus;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.FetchedPolicy;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.HostedZoneRecords;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.LoadBalancingSnapshot;
import dev.loginpath.snapshot.LogDestinationsSnapshot;
import dev.loginpath.snapshot.LogGroup;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.snapshot.NamedBucket;
import dev.loginpath.snapshot.Organization;
import dev.loginpath.snapshot.OrganizationParent;
import dev.loginpath.snapshot.OrganizationSnapshot;
import dev.loginpath.snapshot.PolicyLevel;
import dev.loginpath.snapshot.PrivateDnsSnapshot;
import dev.loginpath.snapshot.ProfileResources;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.Route;
import dev.loginpath.snapshot.ServiceName;
import dev.loginpath.snapshot.SessionDocument;
import dev.loginpath.snapshot.SsmSnapshot;
import dev.loginpath.snapshot.TargetGroup;
import dev.loginpath.snapshot.Trail;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.snapshot.VpcHostedZones;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Leaves out of a snapshot what a scan would not have asked: things are asked about only where
 * another answer names them.
 */
final class Dependents {

  private Dependents() {}

  static AccountSnapshot of(AccountSnapshot it) {
    AccountSnapshot asked =
        DemoAccount.with(it, "regions", it.regions().stream().map(Dependents::of).toList());
    asked = DemoAccount.with(asked, "accelerators", of(it.accelerators()));
    asked = DemoAccount.with(asked, "organization", of(it.organization(), it.caller()));
    asked =
        DemoAccount.with(
            asked,
            "iam",
            DemoAccount.with(
                it.iam(),
                "fetchedPolicies",
                fetched(it.iam().authorizationDetails(), it.iam().fetchedPolicies())));
    return withConnectionStatuses(asked, it);
  }

  /** The nodes that a first look asks for, as far as they were asked before. */
  private static AccountSnapshot withConnectionStatuses(
      AccountSnapshot asked, AccountSnapshot before) {
    Map<String, List<ConnectionStatus>> known = new HashMap<>();
    before.regions().forEach(it -> known.put(it.name(), it.ssm().connectionStatuses()));
    SortedMap<String, SortedSet<String>> nodes = ChannelQuestions.needed(asked);
    return DemoAccount.with(
        asked,
        "regions",
        asked.regions().stream()
            .map(region ->
                region.withConnectionStatuses(
                    known.getOrDefault(region.name(), List.of()).stream()
                        .filter(it ->
                            nodes
                                .getOrDefault(region.name(), new TreeSet<>())
                                .contains(it.nodeId()))
                        .toList()))
            .toList());
  }

  private static RegionSnapshot of(RegionSnapshot it) {
    SsmSnapshot ssm = of(it.ssm());
    return new RegionSnapshot(
            it.name(),
            of(it.ec2()),
            of(it.privateDns(), it.ec2().instances(), it.name()),
            of(it.loadBalancing()),
            ssm,
            it.connectionRecording(),
            of(it.cloudTrail()),
            of(it.logDestinations(), ssm))
        .withConnectionStatuses(List.of());
  }

  private static <T> List<T> named(List<T> all, Function<T, String> id, Set<String> ids) {
    return all.stream().filter(it -> ids.contains(id.apply(it))).toList();
  }

  private static <T> Set<String> ids(Observed<List<T>> list, Function<T, Stream<String>> id) {
    return Observed.items(list).stream().flatMap(id).collect(Collectors.toCollection(TreeSet::new));
  }

  private static <T> Stream<T> known(Observed<T> observed) {
    return observed instanceof Observed.Known<T> it ? Stream.of(it.value()) : Stream.empty();
  }

  private static <T> Observed<T> notCalled(Call call) {
    return new Observed.Unseen<>(call, Outcome.NOT_CALLED, "what it builds on was not seen");
  }

  private static <P, T> Observed<List<T>> following(
      Observed<List<P>> parent, Observed<List<T>> list, Function<T, String> id, Set<String> ids) {
    if (parent.outcome() != Outcome.OK && Observed.items(parent).isEmpty()) {
      return notCalled(list.call());
    }
    return switch (list) {
      case Observed.Known<List<T>> known ->
          new Observed.Known<>(known.call(), named(known.value(), id, ids));
      case Observed.Absent<List<T>> absent -> absent;
      case Observed.Unseen<List<T>> unseen ->
          new Observed.Unseen<>(
              unseen.call(),
              unseen.outcome(),
              unseen.detail(),
              unseen.soFar().map(it -> named(it, id, ids)));
    };
  }

  private static Ec2Snapshot of(Ec2Snapshot it) {
    Observed<List<Instance>> instances = it.instances();
    Set<String> vpcs = ids(instances, each -> each.vpcId().stream());
    vpcs.addAll(ids(it.vpcEndpoints(), (VpcEndpoint each) -> Stream.of(each.vpcId())));
    Set<String> interfaces = ids(it.networkInterfaces(), each -> Stream.of(each.id()));
    interfaces.retainAll(ids(instances, each -> each.networkInterfaceIds().stream()));
    Set<String> lists = new TreeSet<>();
    Observed.items(it.securityGroups()).stream()
        .flatMap(each -> Stream.concat(each.ingress().stream(), each.egress().stream()))
        .map(GroupRule::peer)
        .filter(GroupRule.List.class::isInstance)
        .forEach(each -> lists.add(((GroupRule.List) each).prefixListId()));
    lists.addAll(ids(it.routeTables(), each -> each.routes().stream().map(Route::destination)));
    Observed.items(it.prefixLists()).stream()
        .filter(each -> each.name().startsWith("com.amazonaws."))
        .filter(each -> each.name().endsWith(".ec2-instance-connect"))
        .forEach(each -> lists.add(each.id()));
    Ec2Snapshot asked =
        DemoAccount.with(
            it,
            "images",
            following(
                instances,
                it.images(),
                each -> each.id(),
                ids(instances, each -> each.imageId().stream())));
    asked =
        DemoAccount.with(
            asked,
            "instanceTypes",
            following(
                instances,
                it.instanceTypes(),
                each -> each.name(),
                ids(instances, each -> each.instanceType().stream())));
    asked =
        DemoAccount.with(
            asked,
            "autoAssignedAddresses",
            named(it.autoAssignedAddresses(), each -> each.networkInterfaceId(), interfaces));
    asked = DemoAccount.with(asked, "vpcDns", named(it.vpcDns(), each -> each.vpcId(), vpcs));
    asked =
        DemoAccount.with(
            asked,
            "transit",
            DemoAccount.with(
                it.transit(),
                "routes",
                named(
                    it.transit().routes(),
                    each -> each.routeTableId(),
                    ids(it.transit().routeTables(), each -> Stream.of(each.id())))));
    asked =
        DemoAccount.with(
            asked,
            "entry",
            DemoAccount.with(
                DemoAccount.with(
                    it.entry(),
                    "principals",
                    named(
                        it.entry().principals(),
                        each -> each.serviceId(),
                        ids(it.entry().endpointServices(), each -> Stream.of(each.id())))),
                "remoteAccess",
                DemoAccount.with(
                    it.entry().remoteAccess(),
                    "clientVpns",
                    named(
                        it.entry().remoteAccess().clientVpns(),
                        each -> each.endpointId(),
                        ids(
                            it.entry().remoteAccess().clientVpnEndpoints(),
                            each -> Stream.of(each.id()))))));
    return DemoAccount.with(
        asked,
        "prefixListEntries",
        named(it.prefixListEntries(), each -> each.prefixListId(), lists));
  }

  private static PrivateDnsSnapshot of(
      PrivateDnsSnapshot it, Observed<List<Instance>> instances, String region) {
    Set<String> vpcIds = ids(instances, each -> each.vpcId().stream());
    var vpcs = named(it.vpcs(), VpcHostedZones::vpcId, vpcIds);
    var profiles =
        named(
            it.profiles(),
            ProfileResources::profileId,
            ids(
                it.profileAssociations(),
                each ->
                    vpcIds.contains(each.vpcId()) ? Stream.of(each.profileId()) : Stream.empty()));
    Set<String> zones = new TreeSet<>();
    vpcs.stream()
        .flatMap(each -> Observed.items(each.zones()).stream())
        .filter(each -> ServiceName.mayBeCarriedBy(each.name(), region))
        .forEach(each -> zones.add(each.id()));
    profiles.stream()
        .flatMap(each -> Observed.items(each.resources()).stream())
        .forEach(each -> zones.add(each.resourceId()));
    return new PrivateDnsSnapshot(
        vpcs,
        it.profileAssociations(),
        profiles,
        named(it.records(), HostedZoneRecords::zoneId, zones));
  }

  private static LoadBalancingSnapshot of(LoadBalancingSnapshot it) {
    var listeners =
        named(
            it.listeners(),
            each -> each.loadBalancerArn(),
            ids(it.loadBalancers(), each -> Stream.of(each.arn())));
    Set<String> forwardedTo =
        listeners.stream()
            .flatMap(each -> Observed.items(each.listeners()).stream())
            .flatMap(each -> each.targetGroupArns().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    Observed<List<String>> arns =
        following(it.loadBalancers(), it.targetGroupArns(), each -> each, forwardedTo);
    List<TargetGroup> groups = named(it.targetGroups(), TargetGroup::arn, ids(arns, Stream::of));
    Set<String> zoned = new TreeSet<>(LoadBalancingSnapshot.decidingZones(listeners, groups));
    zoned.addAll(LoadBalancingSnapshot.decidingZones(Observed.items(it.classicLoadBalancers())));
    return new LoadBalancingSnapshot(
        it.loadBalancers(),
        listeners,
        arns,
        groups,
        it.classicLoadBalancers(),
        named(it.crossZone(), each -> each.loadBalancer(), zoned));
  }

  private static SsmSnapshot of(SsmSnapshot it) {
    SsmSnapshot asked =
        DemoAccount.with(
            it,
            "hybridNodeTags",
            named(
                it.hybridNodeTags(),
                each -> each.nodeId(),
                ids(it.nodes(), (ManagedNode each) -> Stream.of(each.id()))));
    return DemoAccount.with(
        asked,
        "sessionDocuments",
        named(
            it.sessionDocuments(),
            each -> each.name(),
            ids(it.sessionDocumentNames(), Stream::of)));
  }

  private static CloudTrailSnapshot of(CloudTrailSnapshot it) {
    return new CloudTrailSnapshot(
        it.trails(),
        named(
            it.details(),
            each -> each.trailArn(),
            ids(it.trails(), (Trail each) -> Stream.of(each.arn()))));
  }

  private static LogDestinationsSnapshot of(LogDestinationsSnapshot it, SsmSnapshot ssm) {
    List<SessionDocument> documents =
        Stream.concat(
                Stream.of(ssm.defaultPreferences(), ssm.latestPreferences()),
                ssm.sessionDocuments().stream()
                    .flatMap(each -> Stream.of(each.defaultVersion(), each.latestVersion())))
            .flatMap(Dependents::known)
            .toList();
    var groups =
        named(it.logGroups(), each -> each.name(), inputs(documents, "cloudWatchLogGroupName"));
    var buckets = named(it.buckets(), NamedBucket::name, inputs(documents, "s3BucketName"));
    Set<String> keys = inputs(documents, "kmsKeyId");
    groups.stream()
        .flatMap(each -> known(each.logGroup()))
        .map(LogGroup::kmsKeyId)
        .forEach(each -> each.ifPresent(keys::add));
    buckets.stream()
        .flatMap(each -> known(each.encryption()))
        .map(BucketEncryption::kmsKeyId)
        .forEach(each -> each.ifPresent(keys::add));
    return new LogDestinationsSnapshot(groups, buckets, named(it.keys(), each -> each.id(), keys));
  }

  private static Set<String> inputs(List<SessionDocument> documents, String input) {
    return documents.stream()
        .flatMap(it -> it.inputs().stream())
        .map(it -> it.getOrDefault(input, ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static AcceleratorSnapshot of(AcceleratorSnapshot it) {
    Set<String> accelerators = ids(it.accelerators(), each -> Stream.of(each.arn()));
    accelerators.addAll(ids(it.customRoutingAccelerators(), each -> Stream.of(each.arn())));
    var listeners = named(it.listeners(), each -> each.acceleratorArn(), accelerators);
    Set<String> arns =
        listeners.stream()
            .flatMap(each -> Observed.items(each.listeners()).stream())
            .map(AcceleratorListener::arn)
            .collect(Collectors.toCollection(TreeSet::new));
    return new AcceleratorSnapshot(
        it.accelerators(),
        it.customRoutingAccelerators(),
        listeners,
        named(it.endpointGroups(), each -> each.listenerArn(), arns),
        it.lentEndpoints());
  }

  private static OrganizationSnapshot of(OrganizationSnapshot it, Observed<CallerIdentity> caller) {
    if (!(it.organization() instanceof Observed.Known<Organization>)) {
      List<OrganizationParent> unasked =
          it.organization() instanceof Observed.Unseen<Organization>
              ? List.of(unasked(known(caller).map(CallerIdentity::account).findFirst().orElse("")))
              : List.of();
      return new OrganizationSnapshot(it.organization(), unasked, List.of(), List.of());
    }
    if (known(caller).findAny().isEmpty()) {
      return new OrganizationSnapshot(
          it.organization(), List.of(unasked("")), List.of(), List.of());
    }
    // The first parent that was not seen ends the chain.
    List<OrganizationParent> parents = new ArrayList<>();
    Set<String> targets = new TreeSet<>();
    for (OrganizationParent each : it.parents()) {
      parents.add(each);
      targets.add(each.childId());
      known(each.parentId()).filter(OrganizationParent::isRoot).forEach(targets::add);
      if (!(each.parentId() instanceof Observed.Known<String>)) {
        break;
      }
    }
    List<PolicyLevel> levels = named(it.levels(), PolicyLevel::targetId, targets);
    Set<String> policies =
        levels.stream()
            .flatMap(each -> Stream.of(each.scpIds(), each.rcpIds()))
            .flatMap(each -> Observed.items(each).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    return new OrganizationSnapshot(
        it.organization(), parents, levels, named(it.policies(), each -> each.id(), policies));
  }

  private static OrganizationParent unasked(String childId) {
    return new OrganizationParent(
        childId, notCalled(new Call("organizations:ListParents", "aws-global", childId)));
  }

  /** Those that the details do not show; one that they showed before would be asked for now. */
  private static List<FetchedPolicy> fetched(
      Observed<AuthorizationDetails> details, List<FetchedPolicy> fetched) {
    List<AuthorizationDetails> seen =
        switch (details) {
          case Observed.Known<AuthorizationDetails> known -> List.of(known.value());
          case Observed.Absent<AuthorizationDetails> absent -> List.of();
          case Observed.Unseen<AuthorizationDetails> unseen -> unseen.soFar().stream().toList();
        };
    Set<String> arns = new TreeSet<>();
    for (AuthorizationDetails each : seen) {
      Stream.of(
              each.users().stream().flatMap(it -> it.attachedPolicyArns().stream()),
              each.users().stream().flatMap(it -> it.permissionsBoundaryArn().stream()),
              each.groups().stream().flatMap(it -> it.attachedPolicyArns().stream()),
              each.roles().stream().flatMap(it -> it.attachedPolicyArns().stream()),
              each.roles().stream().flatMap(it -> it.permissionsBoundaryArn().stream()))
          .flatMap(it -> it)
          .forEach(arns::add);
      each.policies().stream()
          .filter(it -> it.document().isPresent())
          .forEach(it -> arns.remove(it.arn()));
    }
    return arns.stream()
        .map(arn ->
            fetched.stream()
                .filter(it -> it.arn().equals(arn))
                .findFirst()
                .map(Dependents::of)
                .orElseGet(() -> unseen(arn)))
        .toList();
  }

  private static FetchedPolicy of(FetchedPolicy it) {
    return it.defaultVersionId() instanceof Observed.Unseen<String>
        ? new FetchedPolicy(it.arn(), it.defaultVersionId(), notCalled(it.policy().call()))
        : it;
  }

  private static FetchedPolicy unseen(String arn) {
    Call version = new Call("iam:GetPolicy", "aws-global", arn);
    Call policy = new Call("iam:GetPolicyVersion", "aws-global", arn);
    return new FetchedPolicy(
        arn,
        new Observed.Unseen<>(version, Outcome.NOT_SUPPLIED, "no such file"),
        notCalled(policy));
  }
}
