package dev.loginpath.advice;

import dev.loginpath.path.AssessedInstance;
import dev.loginpath.report.PathId;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The IAM policy that lets somebody use a path and nothing more. A session is scoped to a tag that
 * the instance has, so that its like are meant too, and says so; else to the instance.
 */
final class AccessPolicy {

  private static final JsonMapper JSON = new JsonMapper();

  private final AssessedInstance assessed;
  private final Instance instance;
  private final String partition;
  private final String region;
  private final String account;

  AccessPolicy(AssessedInstance assessed, String partition, String account) {
    this.assessed = assessed;
    this.instance = assessed.subject().instance();
    this.region = assessed.subject().region().name();
    this.partition = partition;
    this.account = account;
  }

  /** What it is for, and the policy as one line of JSON; empty for a path that is never kept. */
  Optional<String> of(PathId path) {
    Optional<List<Map<String, Object>>> statements =
        switch (path) {
          case SESSION_MANAGER -> Optional.of(session());
          case INSTANCE_CONNECT_ENDPOINT -> Optional.of(tunnel());
          case FLEET_MANAGER_RDP -> Optional.of(desktop());
          case SSH_DIRECT,
              RDP_DIRECT,
              SSH_BASTION,
              SSM_TUNNEL,
              INSTANCE_CONNECT,
              SERIAL_CONSOLE,
              RUN_COMMAND ->
              Optional.empty();
        };
    boolean endpoint = path == PathId.INSTANCE_CONNECT_ENDPOINT;
    String meant =
        tag()
            .filter(it -> !endpoint)
            .map(it -> "instances with the tag " + it.getKey() + "=" + it.getValue())
            .orElse("this instance");
    return statements.map(it ->
        "An IAM policy for "
            + meant
            + ": "
            + JSON.writeValueAsString(
                new TreeMap<>(Map.of("Version", "2012-10-17", "Statement", it))));
  }

  /** The document has no tags: it needs a statement of its own. */
  private List<Map<String, Object>> session() {
    String document = arn("ssm", "document/SSM-SessionManagerRunShell");
    return List.of(startOnNode(Map.of()), start(List.of(document), Map.of()));
  }

  private List<Map<String, Object>> tunnel() {
    List<String> addresses =
        assessed.subject().network().interfacesOf(instance).interfaces().stream()
            .flatMap(it ->
                Stream.concat(
                    it.privateAddresses().stream().map(a -> a.address() + "/32"),
                    it.ipv6Addresses().stream().map(a -> a + "/128")))
            .toList();
    List<String> endpoints =
        Observed.items(assessed.subject().region().ec2().instanceConnectEndpoints()).stream()
            .filter(it -> it.isUsable() && instance.vpcId().filter(it.vpcId()::equals).isPresent())
            .flatMap(it -> it.arn().stream())
            .toList();
    boolean windows = assessed.subject().host().isWindows();
    Map<String, Object> tunnel =
        statement(
            List.of("ec2-instance-connect:OpenTunnel"),
            endpoints.isEmpty() ? List.of("<the endpoint's ARN>") : endpoints,
            new TreeMap<>(
                Map.of(
                    "IpAddress",
                    Map.of(
                        "ec2-instance-connect:privateIpAddress",
                        addresses.isEmpty()
                            ? List.of("<the instance's private address>")
                            : addresses),
                    "NumericEquals",
                    Map.of("ec2-instance-connect:remotePort", windows ? "3389" : "22"))));
    // The CLI looks both up before it opens a tunnel, and neither action knows resources.
    Map<String, Object> lookup =
        statement(
            List.of("ec2:DescribeInstanceConnectEndpoints", "ec2:DescribeInstances"),
            List.of("*"),
            Map.of());
    Map<String, Object> key =
        statement(
            List.of("ec2-instance-connect:SendSSHPublicKey"),
            List.of(arn("ec2", "instance/" + instance.id())),
            Map.of());
    return windows ? List.of(tunnel, lookup) : List.of(tunnel, key, lookup);
  }

  /**
   * Fleet Manager forwards a port for the caller and for nobody else; its own actions know neither
   * resources nor conditions. See <a
   * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-remote-desktop-connections.html">Remote
   * Desktop connections</a>.
   */
  private List<Map<String, Object>> desktop() {
    Map<String, Object> called =
        Map.of("ForAnyValue:StringEquals", Map.of("aws:CalledVia", "ssm-guiconnect.amazonaws.com"));
    String document =
        "arn:" + partition + ":ssm:" + region + "::document/AWS-StartPortForwardingSession";
    return List.of(
        statement(
            List.of(
                "ssm-guiconnect:CancelConnection",
                "ssm-guiconnect:GetConnection",
                "ssm-guiconnect:StartConnection"),
            List.of("*"),
            Map.of()),
        startOnNode(called),
        start(List.of(document), called));
  }

  private Map<String, Object> startOnNode(Map<String, Object> conditions) {
    Optional<Map.Entry<String, String>> tag = tag();
    if (tag.isEmpty()) {
      return start(List.of(arn("ec2", "instance/" + instance.id())), conditions);
    }
    Map<String, Object> scoped = new TreeMap<>(conditions);
    scoped.put(
        "StringEquals", Map.of("ssm:resourceTag/" + tag.get().getKey(), tag.get().getValue()));
    return start(List.of(arn("ec2", "instance/*")), scoped);
  }

  private static Map<String, Object> start(List<String> resources, Map<String, Object> conditions) {
    return statement(List.of("ssm:StartSession"), resources, conditions);
  }

  private static Map<String, Object> statement(
      List<String> actions, List<String> resources, Map<String, Object> conditions) {
    Map<String, Object> statement = new TreeMap<>();
    statement.put("Effect", "Allow");
    statement.put("Action", actions);
    statement.put("Resource", resources);
    if (!conditions.isEmpty()) {
      statement.put("Condition", conditions);
    }
    return statement;
  }

  private String arn(String service, String resource) {
    return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
  }

  private Optional<Map.Entry<String, String>> tag() {
    return instance.tags().entrySet().stream()
        .filter(it -> !it.getKey().equals("Name") && !it.getKey().startsWith("aws:"))
        .filter(it -> !it.getKey().isBlank() && !it.getValue().isBlank())
        .filter(it -> !(it.getKey() + it.getValue()).contains("${"))
        .findFirst();
  }
}
