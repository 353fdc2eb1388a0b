package dev.loginpath.collect;

import dev.loginpath.joined.JoinedInterfaces;
import dev.loginpath.report.Outcome;
import dev.loginpath.snapshot.AcceleratorSnapshot;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.snapshot.CallerIdentity;
import dev.loginpath.snapshot.CloudTrailSnapshot;
import dev.loginpath.snapshot.ConnectionRecordingPreferences;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.EnabledRegion;
import dev.loginpath.snapshot.IamRole;
import dev.loginpath.snapshot.IamSnapshot;
import dev.loginpath.snapshot.IamUser;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.ListedPrice;
import dev.loginpath.snapshot.LoadBalancingSnapshot;
import dev.loginpath.snapshot.OrganizationSnapshot;
import dev.loginpath.snapshot.PriceQuestion;
import dev.loginpath.snapshot.PrivateDnsSnapshot;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.SsmSnapshot;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.globalaccelerator.GlobalAcceleratorClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53profiles.Route53ProfilesClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssmguiconnect.SsmGuiConnectClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Reads one account: regions in parallel, the services of a region in parallel. Which calls answer
 * first changes nothing in the result.
 */
public final class AccountCollector {

  private static final Set<String> STS_ACTIONS = Set.of("sts:GetCallerIdentity");

  private final Connection connection;
  private final UnaryOperator<String> environment;
  private final Clock clock;
  private final String toolVersion;
  private final Progress progress;

  /**
   * @param environment an environment variable's value, empty text where it is not set
   */
  public AccountCollector(
      Connection connection,
      UnaryOperator<String> environment,
      Clock clock,
      String toolVersion,
      Progress progress) {
    this.connection = connection;
    this.environment = environment;
    this.clock = clock;
    this.toolVersion = toolVersion;
    this.progress = progress;
  }

  /** Every IAM action that a scan may use, all of them reads. */
  public static SortedSet<String> actions() {
    SortedSet<String> actions = new TreeSet<>();
    Stream.of(
            STS_ACTIONS,
            Regions.ACTIONS,
            Ec2Collector.ACTIONS,
            PrivateDnsCollector.ACTIONS,
            LoadBalancingCollector.ACTIONS,
            SsmCollector.ACTIONS,
            GuiConnectCollector.ACTIONS,
            CloudTrailCollector.ACTIONS,
            LogsCollector.ACTIONS,
            S3Collector.ACTIONS,
            KmsCollector.ACTIONS,
            AcceleratorCollector.ACTIONS,
            IamCollector.ACTIONS,
            OrganizationsCollector.ACTIONS)
        .forEach(actions::addAll);
    return actions;
  }

  /** What the Price List needs besides, asked only where the user wants its prices. */
  public static SortedSet<String> priceActions() {
    return new TreeSet<>(PricingCollector.ACTIONS);
  }

  /**
   * Reads the account.
   *
   * @param chosenRegions the regions to read, empty for all that are enabled
   * @throws CollectException where nothing can be read before the user mends something
   */
  public AccountSnapshot collect(List<String> chosenRegions, FollowUp followUp)
      throws CollectException {
    Instant startedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Credentials credentials = new Credentials(connection, environment);
    String home = credentials.homeRegion();
    AwsCredentialsProvider provider = credentials.resolve();
    RunEnd end = new RunEnd(clock, connection.patience());
    try (Clients first = new Clients(connection, provider, toolVersion, end);
        StsClient sts = first.sts(home)) {
      Optional<AwsCredentialsProvider> assumed = credentials.assumed(sts);
      Clients clients = first.with(own -> assumed.orElse(own));
      Observed<CallerIdentity> caller = caller(clients, home);
      Regions regions = regions(clients, home, caller);
      List<String> names = regions.toRead(chosenRegions);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<IamSnapshot> iam = threads.submit(() -> iam(clients, home));
        Future<OrganizationSnapshot> organization =
            threads.submit(() -> organization(clients, home, caller));
        Future<AcceleratorSnapshot> accelerators =
            threads.submit(() -> accelerators(clients, partition(caller, home)));
        boolean mayBeOff = regions.isGuess(chosenRegions);
        List<RegionSnapshot> read = readAll(threads, clients, names, mayBeOff);
        AccountSnapshot lists =
            snapshot(
                startedAt,
                home,
                caller,
                regions.listed(),
                !chosenRegions.isEmpty(),
                SideBySide.await(iam),
                SideBySide.await(organization),
                SideBySide.await(accelerators),
                read);
        AccountSnapshot snapshot =
            lists.with(
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                withConnectionStatuses(threads, clients, lists, followUp),
                prices(threads, clients, partition(caller, home), read, followUp));
        if (end.expired().isPresent()) {
          throw new CollectException.ExpiredInMidScan(end.expired().get(), snapshot);
        }
        return snapshot;
      }
    }
  }

  private static List<ListedPrice> prices(
      ExecutorService threads,
      Clients clients,
      String partition,
      List<RegionSnapshot> regions,
      FollowUp followUp) {
    List<List<PriceQuestion>> questions = regions.stream().map(followUp::pricesToAsk).toList();
    if (!PricingCollector.isOffered(partition)) {
      return PricingCollector.notOffered(
          questions.stream().flatMap(List::stream).toList(), partition);
    }
    try (PricingClient pricing = clients.pricing()) {
      PricingCollector collector = new PricingCollector(pricing);
      return questions.stream()
          .map(it -> threads.submit(() -> collector.collect(it)))
          .toList()
          .stream()
          .flatMap(it -> SideBySide.await(it).stream())
          .toList();
    }
  }

  private static IamSnapshot iam(Clients clients, String home) {
    try (IamClient iam = clients.iam(home)) {
      return new IamCollector(iam).collect();
    }
  }

  private static OrganizationSnapshot organization(
      Clients clients, String home, Observed<CallerIdentity> caller) {
    try (OrganizationsClient organizations = clients.organizations(home)) {
      return new OrganizationsCollector(organizations).collect(caller);
    }
  }

  private static AcceleratorSnapshot accelerators(Clients clients, String partition) {
    if (!AcceleratorCollector.isOffered(partition)) {
      return AcceleratorCollector.notOffered();
    }
    try (GlobalAcceleratorClient accelerators = clients.accelerators()) {
      return new AcceleratorCollector(accelerators).collect();
    }
  }

  /**
   * Who we are: refused, it is not seen; with wrong credentials nothing else would answer either.
   */
  private Observed<CallerIdentity> caller(Clients clients, String home) throws CollectException {
    Call call = Call.of("sts:GetCallerIdentity", home);
    try (StsClient sts = clients.sts(home)) {
      GetCallerIdentityResponse answer = sts.getCallerIdentity();
      return Answers.maybe(answer.account())
          .<Observed<CallerIdentity>>map(account ->
              new Observed.Known<>(call, new CallerIdentity(account, Answers.text(answer.arn()))))
          .orElseGet(
              () -> new Observed.Unseen<>(call, Outcome.ERROR, "the answer names no account"));
    } catch (AwsServiceException refused) {
      String code = Refusal.code(refused);
      Refusal refusal = Refusal.of(refused);
      if (Refusal.EXPIRED.contains(code)) {
        throw new CollectException.ExpiredCredentials(refusal.detail());
      }
      if (Refusal.isSkewed(refused)) {
        throw new CollectException.ClockSkewed(code);
      }
      if (Refusal.isRejected(refused)) {
        throw new CollectException.RejectedCredentials(code);
      }
      return new Observed.Unseen<>(call, refusal.outcome(), refusal.detail());
    } catch (SdkClientException silent) {
      Refusal refusal = Refusal.of(silent);
      return new Observed.Unseen<>(call, refusal.outcome(), refusal.detail());
    }
  }

  private Regions regions(Clients clients, String home, Observed<CallerIdentity> caller)
      throws CollectException {
    try (Ec2Client ec2 = clients.ec2(home)) {
      Regions regions = Regions.ask(ec2, home, connection.isStandIn());
      String where = connection.endpointUrl().map(Object::toString).orElse(home);
      if (isSilent(caller) && isSilent(regions.listed())) {
        throw new CollectException.EndpointSilent(where + ": " + detail(caller));
      }
      if (isForeign(caller) && isForeign(regions.listed())) {
        throw new CollectException.EndpointForeign(where + ": " + detail(caller));
      }
      return regions;
    }
  }

  private static boolean isSilent(Observed<?> observed) {
    return observed instanceof Observed.Unseen<?> unseen
        && new Refusal(unseen.outcome(), unseen.detail()).isSilence();
  }

  private boolean isForeign(Observed<?> observed) {
    return connection.httpClient().isEmpty()
        && observed instanceof Observed.Unseen<?> unseen
        && unseen.outcome() == Outcome.ERROR
        && unseen.detail().startsWith(NoAnswer.BEGINNING);
  }

  private static String detail(Observed<?> observed) {
    return observed instanceof Observed.Unseen<?> unseen ? unseen.detail() : "";
  }

  private List<RegionSnapshot> readAll(
      ExecutorService threads, Clients clients, List<String> names, boolean mayBeOff) {
    AtomicInteger done = new AtomicInteger();
    List<Future<Optional<RegionSnapshot>>> pending = new ArrayList<>();
    for (String name : names) {
      pending.add(
          threads.submit(() -> {
            Optional<RegionSnapshot> region = read(threads, clients, name, mayBeOff);
            progress.regionDone(name, done.incrementAndGet(), names.size());
            return region;
          }));
    }
    return pending.stream().map(SideBySide::await).flatMap(Optional::stream).toList();
  }

  /** Empty where the region was a guess and turns out to be off: then there is nothing in it. */
  private Optional<RegionSnapshot> read(
      ExecutorService threads, Clients clients, String name, boolean mayBeOff) {
    try (Ec2Client ec2 = clients.ec2(name);
        ElasticLoadBalancingV2Client balancing = clients.loadBalancing(name);
        ElasticLoadBalancingClient classic = clients.classicLoadBalancing(name);
        Route53Client route53 = clients.route53(name);
        Route53ProfilesClient profiles = clients.profiles(name);
        SsmClient ssm = clients.ssm(name);
        SsmGuiConnectClient guiConnect = clients.guiConnect(name);
        CloudTrailClient cloudTrail = clients.cloudTrail(name)) {
      Ec2Collector ec2Collector = new Ec2Collector(ec2, name, connection.managedIncluded());
      SsmCollector ssmCollector = new SsmCollector(ssm, name);
      Observed<List<Instance>> instances = ec2Collector.instances();
      if (mayBeOff && detail(instances).startsWith(Refusal.REGION_NOT_ENABLED)) {
        return Optional.empty();
      }
      Future<SsmSnapshot> systemsManager = threads.submit(ssmCollector::collect);
      Future<LoadBalancingSnapshot> loadBalancing =
          threads.submit(new LoadBalancingCollector(balancing, classic, name)::collect);
      Future<Observed<ConnectionRecordingPreferences>> desktops =
          threads.submit(new GuiConnectCollector(guiConnect, name)::collect);
      Future<CloudTrailSnapshot> trails =
          threads.submit(new CloudTrailCollector(cloudTrail, name)::collect);
      Ec2Snapshot network = ec2Collector.collect(instances);
      PrivateDnsSnapshot privateDns =
          new PrivateDnsCollector(route53, profiles, name)
              .collect(
                  JoinedInterfaces.of(network.instances(), network.networkInterfaces())
                      .instances());
      SsmSnapshot read = SideBySide.await(systemsManager);
      return Optional.of(
          new RegionSnapshot(
              name,
              network,
              privateDns,
              SideBySide.await(loadBalancing),
              read,
              SideBySide.await(desktops),
              SideBySide.await(trails),
              new LogDestinations(clients, name).collect(read)));
    }
  }

  /** What a first look at all that was read leaves to ask of nodes. */
  private static List<RegionSnapshot> withConnectionStatuses(
      ExecutorService threads, Clients clients, AccountSnapshot read, FollowUp followUp) {
    SortedMap<String, SortedSet<String>> nodes = followUp.nodesToAsk(read);
    return read.regions().stream()
        .map(region -> {
          SortedSet<String> asked = nodes.getOrDefault(region.name(), new TreeSet<>());
          return threads.submit(
              () -> asked.isEmpty() ? region : withConnectionStatuses(clients, region, asked));
        })
        .toList()
        .stream()
        .map(SideBySide::await)
        .toList();
  }

  private static RegionSnapshot withConnectionStatuses(
      Clients clients, RegionSnapshot region, SortedSet<String> nodes) {
    try (SsmClient ssm = clients.ssm(region.name())) {
      return region.withConnectionStatuses(
          new SsmCollector(ssm, region.name()).connectionStatuses(nodes));
    }
  }

  private AccountSnapshot snapshot(
      Instant startedAt,
      String home,
      Observed<CallerIdentity> caller,
      Observed<List<EnabledRegion>> listed,
      boolean regionsChosen,
      IamSnapshot iam,
      OrganizationSnapshot organization,
      AcceleratorSnapshot accelerators,
      List<RegionSnapshot> regions) {
    String account =
        known(caller)
            .map(CallerIdentity::account)
            .filter(it -> !it.isEmpty())
            .orElseGet(() -> owner(iam, regions));
    return new AccountSnapshot(
        AccountSnapshot.SCHEMA_VERSION,
        toolVersion,
        startedAt,
        clock.instant().truncatedTo(ChronoUnit.SECONDS),
        partition(caller, home),
        account,
        caller,
        listed,
        regionsChosen,
        iam,
        organization,
        accelerators,
        regions,
        List.of());
  }

  private static Optional<CallerIdentity> known(Observed<CallerIdentity> caller) {
    return caller instanceof Observed.Known<CallerIdentity> answer
        ? Optional.of(answer.value())
        : Optional.empty();
  }

  private static String partition(Observed<CallerIdentity> caller, String home) {
    return known(caller)
        .map(CallerIdentity::arn)
        .map(arn -> arn.split(":", -1))
        .filter(parts -> parts.length > 1)
        .map(parts -> parts[1])
        .orElseGet(() -> partitionOf(home));
  }

  private static String partitionOf(String region) {
    RegionMetadata metadata = RegionMetadata.of(Region.of(region));
    return metadata == null ? "aws" : metadata.partition().id();
  }

  /** What we read belongs to the account, so the account can be told from it. */
  private static String owner(IamSnapshot iam, List<RegionSnapshot> regions) {
    Stream<String> owners =
        regions.stream()
            .map(RegionSnapshot::ec2)
            .flatMap(it ->
                Stream.of(
                        Observed.items(it.instances()).stream().map(Instance::ownerId),
                        Observed.items(it.securityGroups()).stream().map(g -> g.ownerId()))
                    .flatMap(ids -> ids));
    Stream<String> principals =
        iam.authorizationDetails() instanceof Observed.Known<AuthorizationDetails> details
            ? Stream.concat(
                    details.value().users().stream().map(IamUser::arn),
                    details.value().roles().stream().map(IamRole::arn))
                .map(it -> it.split(":", -1))
                .filter(it -> it.length > 4)
                .map(it -> it[4])
            : Stream.empty();
    return Stream.concat(owners, principals)
        .filter(it -> it.matches("[0-9]{12}"))
        .findFirst()
        .orElse(AccountSnapshot.UNKNOWN_ACCOUNT);
  }
}
