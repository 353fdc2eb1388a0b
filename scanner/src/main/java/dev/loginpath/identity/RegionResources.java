package dev.loginpath.identity;

import dev.loginpath.policy.Value;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The resources of a region as IAM sees them.
 *
 * @param instances those that are assessed; everything here is numbered by their order
 * @param hybridNodes the nodes that are no instances, by their ids; their numbers follow
 * @param hybridTags the tags of these
 */
record RegionResources(
    String partition,
    String region,
    String account,
    List<Instance> instances,
    List<String> hybridNodes,
    Map<String, Observed<SortedMap<String, String>>> hybridTags,
    List<NetworkInterface> interfaces,
    List<InstanceConnectEndpoint> endpoints) {

  private static final String TAG = "aws:resourcetag/";
  private static final String REGION = "aws:requestedregion";

  private static final Value NOT_DOCUMENTED =
      Value.unknown("which account and organization own the documents of AWS is not documented");

  private static final Map<String, Value> OF_AWS =
      Map.of(
          "aws:resourceaccount", NOT_DOCUMENTED,
          "aws:resourceorgid", NOT_DOCUMENTED,
          "aws:resourceorgpaths", NOT_DOCUMENTED);

  /** A tunnel's endpoint, and the instance at its other end with the address there. */
  record Tunnel(int instance, InstanceConnectEndpoint endpoint, String arn, String address) {}

  String instanceArn(Instance instance) {
    return "arn:"
        + partition
        + ":ec2:"
        + region
        + ":"
        + instance.ownerId()
        + ":instance/"
        + instance.id();
  }

  /** Every node has a number, and the instances have the first ones. */
  int size() {
    return instances.size() + hybridNodes.size();
  }

  /** The nodes for an action of Systems Manager. */
  Resources nodes() {
    String hybrid = "arn:" + partition + ":ssm:" + region + ":" + account + ":managed-instance/";
    return new Resources(
        Stream.concat(
                instances.stream().map(this::instanceArn), hybridNodes.stream().map(hybrid::concat))
            .toList(),
        number -> isInstance(number) ? instances.get(number).ownerId() : account,
        number -> isInstance(number) ? instances.get(number).tags() : hybridTags(number),
        number -> isInstance(number) ? Optional.empty() : hiddenTags(number),
        List.of(TAG, "ssm:resourcetag/"),
        // AWS checks that the session document is allowed.
        Map.of("ssm:sessiondocumentaccesscheck", Value.of("true"), REGION, Value.of(region)),
        Map.of());
  }

  private boolean isInstance(int number) {
    return number < instances.size();
  }

  private Optional<Observed<SortedMap<String, String>>> readTags(int number) {
    return Optional.ofNullable(hybridTags.get(hybridNodes.get(number - instances.size())));
  }

  private Map<String, String> hybridTags(int number) {
    return readTags(number)
        .flatMap(it ->
            it instanceof Observed.Known<SortedMap<String, String>> known
                ? Optional.of(known.value())
                : Optional.empty())
        .orElseGet(TreeMap::new);
  }

  private Optional<String> hiddenTags(int number) {
    return readTags(number)
        .map(it -> Observed.gap(it).map(Cause::reason))
        .orElseGet(() -> Optional.of("the tags of the node were not asked for"));
  }

  /** The instances for an action of EC2 or EC2 Instance Connect. */
  Resources hosts() {
    return new Resources(
        instances.stream().map(this::instanceArn).toList(),
        number -> instances.get(number).ownerId(),
        number -> instances.get(number).tags(),
        number -> Optional.empty(),
        List.of(TAG, "ec2:resourcetag/"),
        Map.of("ec2:region", Value.of(region), REGION, Value.of(region)),
        Map.of());
  }

  /** A document of the account, or of AWS, whose documents have no account in their ARN. */
  Target document(String name) {
    boolean ofAws = name.startsWith("AWS-");
    String owner = ofAws ? "" : account;
    return Target.tagged(
            "arn:" + partition + ":ssm:" + region + ":" + owner + ":document/" + name,
            account,
            region,
            Map.of())
        .with("ssm:sessiondocumentaccesscheck", Value.of("true"))
        .with(ofAws ? OF_AWS : Map.of());
  }

  /** Every endpoint of an instance's VPC with every private address of the instance. */
  List<Tunnel> tunnels() {
    Map<String, List<NetworkInterface>> ofInstance = new HashMap<>();
    interfaces.forEach(it ->
        it.instanceId()
            .ifPresent(id -> ofInstance.computeIfAbsent(id, key -> new ArrayList<>()).add(it)));
    List<Tunnel> tunnels = new ArrayList<>();
    for (int number = 0; number < instances.size(); number++) {
      Instance instance = instances.get(number);
      int tunnel = number;
      for (NetworkInterface each : ofInstance.getOrDefault(instance.id(), List.of())) {
        for (InstanceConnectEndpoint endpoint : endpoints) {
          if (each.vpcId().filter(endpoint.vpcId()::equals).isPresent()) {
            String arn = arn(endpoint);
            addresses(each).forEach(it -> tunnels.add(new Tunnel(tunnel, endpoint, arn, it)));
          }
        }
      }
    }
    return tunnels;
  }

  /**
   * What tunnels are authorized on.
   *
   * @param byInstance the tag keys carry the instance's tags and not the endpoint's: AWS's pages
   *     can be read both ways
   */
  Resources targets(List<Tunnel> tunnels, boolean byInstance) {
    return new Resources(
        tunnels.stream().map(Tunnel::arn).toList(),
        number -> account,
        number ->
            byInstance
                ? instances.get(tunnels.get(number).instance()).tags()
                : tunnels.get(number).endpoint().tags(),
        number -> Optional.empty(),
        List.of(TAG, "ec2:resourcetag/"),
        Map.of(REGION, Value.of(region)),
        Map.of(
            "ec2-instance-connect:privateipaddress",
            number -> Value.of(tunnels.get(number).address())));
  }

  private String arn(InstanceConnectEndpoint endpoint) {
    return endpoint
        .arn()
        .orElseGet(() ->
            "arn:"
                + partition
                + ":ec2:"
                + region
                + ":"
                + endpoint.ownerId()
                + ":instance-connect-endpoint/"
                + endpoint.id());
  }

  private static List<String> addresses(NetworkInterface each) {
    List<String> addresses = new ArrayList<>();
    each.privateAddresses().stream().map(PrivateAddress::address).forEach(addresses::add);
    addresses.addAll(each.ipv6Addresses());
    return addresses;
  }
}
