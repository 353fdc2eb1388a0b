package dev.loginpath.advice;

import dev.loginpath.scan.DemoAccount;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.snapshot.ConnectionStatus;
import dev.loginpath.snapshot.IamRole;
import dev.loginpath.snapshot.IamUser;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.KmsKey;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.snapshot.NamedKey;
import dev.loginpath.snapshot.NamedPolicy;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.Route;
import dev.loginpath.snapshot.RouteTable;
import dev.loginpath.snapshot.SessionDocument;
import dev.loginpath.snapshot.SessionDocumentVersions;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an agent and a shell need, varied: nodes and their channels, endpoints and their policies,
 * keys of sessions, Run As.
 */
final class SessionVariants {

  private static final String PREFERENCES = "SSM-SessionManagerRunShell";
  private static final String KEY = "arn:aws:kms:%s:111122223333:key/1234abcd";
  private static final Map<String, String> RUNS_AS = Map.of("SSMSessionRunAs", "ec2-user");

  private static final String ACCOUNT_DECIDES = keyPolicy("arn:aws:iam::111122223333:root");
  private static final String ONE_ROLE = keyPolicy("arn:aws:iam::111122223333:role/web");

  private static final NamedPolicy DECRYPT =
      new NamedPolicy(
          "decrypt",
          "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"kms:Decrypt\",\"Resource\":\"*\"}]}");

  private static final List<String> ENDPOINT_POLICIES =
      List.of(
          "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"ssm:*\","
              + "\"Resource\":\"*\"}]}",
          "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\","
              + "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":"
              + "{\"aws:PrincipalOrgID\":\"o-other\"}}}]}");

  private final Random random;

  SessionVariants(Random random) {
    this.random = random;
  }

  private static String keyPolicy(String principal) {
    return "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
        + principal
        + "\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";
  }

  private boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  DemoAccount of(DemoAccount account) {
    DemoAccount changed = account.iam(this::principals);
    for (String region : Variants.REGIONS) {
      changed = shells(ways(nodes(changed, region), region), region);
    }
    return changed;
  }

  private AuthorizationDetails principals(AuthorizationDetails iam) {
    return new AuthorizationDetails(
        iam.users().stream().map(this::tagged).toList(),
        iam.groups(),
        iam.roles().stream().map(this::tagged).map(this::decrypting).toList(),
        iam.policies());
  }

  private IamUser tagged(IamUser user) {
    return once(3) ? DemoAccount.with(user, "tags", new TreeMap<>(RUNS_AS)) : user;
  }

  private IamRole tagged(IamRole role) {
    return once(3) ? DemoAccount.with(role, "tags", new TreeMap<>(RUNS_AS)) : role;
  }

  private IamRole decrypting(IamRole role) {
    if (role.instanceProfileArns().isEmpty() || once(2)) {
      return role;
    }
    List<NamedPolicy> policies = new ArrayList<>(role.inlinePolicies());
    policies.add(DECRYPT);
    return DemoAccount.with(role, "inlinePolicies", policies);
  }

  private static RegionSnapshot region(DemoAccount account, String name) {
    return account.snapshot().regions().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** More instances have an agent; one may be lost, and of those online some admit nobody. */
  private DemoAccount nodes(DemoAccount account, String region) {
    RegionSnapshot before = region(account, region);
    List<ManagedNode> nodes = new ArrayList<>(Observed.items(before.ssm().nodes()));
    Set<String> listed = nodes.stream().map(ManagedNode::id).collect(Collectors.toSet());
    Observed.items(before.ec2().instances()).stream()
        .map(Instance::id)
        .filter(it -> !listed.contains(it) && !once(4))
        .forEach(it -> nodes.add(node(it)));
    nodes.replaceAll(
        it -> DemoAccount.with(it, "pingStatus", once(8) ? "ConnectionLost" : "Online"));
    List<ConnectionStatus> statuses =
        nodes.stream()
            .filter(it -> it.pingStatus().equals("Online"))
            .map(it -> status(region, it.id(), once(4) ? "notconnected" : "connected"))
            .toList();
    return account
        .answer(region, "ssm.nodes", List.copyOf(nodes))
        .change(region, "ssm.connectionStatuses", (List<ConnectionStatus> all) -> statuses);
  }

  static ConnectionStatus status(String region, String node, String status) {
    Call call = Call.of("ssm:GetConnectionStatus", region).about(node);
    return new ConnectionStatus(node, new Observed.Known<>(call, status));
  }

  private static ManagedNode node(String id) {
    return new ManagedNode(
        id,
        "EC2Instance",
        "Online",
        Optional.of(Instant.parse("2026-11-20T08:57:12Z")),
        Optional.of("3.3.3050.0"),
        Optional.empty(),
        Optional.empty());
  }

  /** Endpoints whose policy shuts the channel, that answer to no name, or that are not there. */
  private DemoAccount ways(DemoAccount account, String region) {
    DemoAccount own =
        once(2)
            ? OwnEndpoints.of(
                account,
                region,
                once(2) ? List.of("ssm", "ssmmessages", "kms") : List.of("ssm", "ssmmessages"))
            : account;
    DemoAccount changed =
        own.each(
            region,
            "ec2.vpcEndpoints",
            (VpcEndpoint it) -> {
              VpcEndpoint named = once(8) ? DemoAccount.with(it, "privateDns", false) : it;
              return once(6) ? DemoAccount.with(named, "policyDocument", policy()) : named;
            });
    if (once(12)) {
      changed = changed.absent(region, "ec2.natGateways");
    }
    if (once(12)) {
      changed = changed.absent(region, "ec2.vpcEndpoints");
    }
    return once(3) ? overAnInstance(changed, region) : changed;
  }

  /** An instance with a public address is the way out of its VPC's private subnets. */
  private DemoAccount overAnInstance(DemoAccount account, String region) {
    List<NetworkInterface> entrances =
        Observed.items(region(account, region).ec2().networkInterfaces()).stream()
            .filter(it -> it.instanceId().isPresent())
            .filter(it ->
                it.privateAddresses().stream().anyMatch(each -> each.publicAddress().isPresent()))
            .toList();
    NetworkInterface over = entrances.get(random.nextInt(entrances.size()));
    return account
        .interfaces(
            region, it -> it.id().equals(over.id()) ? DemoAccount.with(it, "forwards", true) : it)
        .each(
            region,
            "ec2.routeTables",
            (RouteTable it) ->
                over.vpcId().filter(it.vpcId()::equals).isPresent() ? over(it, over.id()) : it);
  }

  private static RouteTable over(RouteTable table, String target) {
    if (table.routes().stream().anyMatch(it -> it.target().startsWith("igw-"))) {
      return table;
    }
    List<Route> routes = new ArrayList<>(table.routes());
    routes.removeIf(it -> it.destination().equals("0.0.0.0/0"));
    routes.add(new Route("0.0.0.0/0", target, false, false));
    return DemoAccount.with(table, "routes", routes);
  }

  private Optional<String> policy() {
    return Optional.of(ENDPOINT_POLICIES.get(random.nextInt(ENDPOINT_POLICIES.size())));
  }

  /** The preferences, and perhaps a document of the account's own beside them. */
  private DemoAccount shells(DemoAccount account, String region) {
    List<String> names = new ArrayList<>();
    DemoAccount changed = account;
    if (!once(3)) {
      String inputs = inputs(region);
      changed =
          changed
              .answer(
                  region,
                  "ssm.defaultPreferences",
                  document(PREFERENCES, "$DEFAULT", once(8) ? inputs(region) : inputs))
              .answer(region, "ssm.latestPreferences", document(PREFERENCES, "$LATEST", inputs));
      names.add(PREFERENCES);
    }
    List<SessionDocumentVersions> own = new ArrayList<>();
    if (once(2)) {
      String inputs = inputs(region);
      own.add(
          new SessionDocumentVersions(
              "own-shell",
              known(region, document("own-shell", "$DEFAULT", inputs)),
              known(region, document("own-shell", "$LATEST", inputs))));
      names.add("own-shell");
    }
    List<NamedKey> keys = List.of(key(region));
    return changed
        .change(
            region, "ssm.sessionDocuments", (List<SessionDocumentVersions> all) -> List.copyOf(own))
        .answer(region, "ssm.sessionDocumentNames", List.copyOf(names))
        .change(region, "logDestinations.keys", (List<NamedKey> all) -> keys);
  }

  private String inputs(String region) {
    String key = once(2) ? KEY.formatted(region) : "";
    return "\"kmsKeyId\":\""
        + key
        + "\",\"runAsEnabled\":"
        + once(3)
        + ",\"runAsDefaultUser\":\""
        + (once(3) ? "ops" : "")
        + "\"";
  }

  private NamedKey key(String region) {
    String arn = KEY.formatted(region);
    String state = once(8) ? "Disabled" : "Enabled";
    return new NamedKey(
        arn,
        known(region, new KmsKey("1234abcd", arn, state, "CUSTOMER", "SYMMETRIC_DEFAULT")),
        Optional.of(known(region, once(4) ? ONE_ROLE : ACCOUNT_DECIDES)));
  }

  private static <T> Observed<T> known(String region, T value) {
    Call call =
        Call.of(value instanceof SessionDocument ? "ssm:GetDocument" : "kms:DescribeKey", region);
    return new Observed.Known<>(call, value);
  }

  private static SessionDocument document(String name, String version, String inputs) {
    return new SessionDocument(
        name,
        version,
        "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Standard_Stream\",\"inputs\":{"
            + inputs
            + "}}");
  }
}
