package dev.loginpath.identity;

import dev.loginpath.policy.Value;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PrivateAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The resources of a region as IAM sees them.
 *
 * @param instances those that are assessed; everything here is numbered by their order
 */
record RegionResources(
    String partition,
    String region,
    String account,
    List<Instance> instances,
    List<NetworkInterface> interfaces,
    List<InstanceConnectEndpoint> endpoints) {

  private static final String TAG = "aws:resourcetag/";

  /** A tunnel's endpoint and the instance at its other end. */
  record Tunnel(int instance, Target endpoint) {}

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

  /** The instances for an action of Systems Manager. */
  List<Target> nodes() {
    return instances.stream()
        .map(it ->
            Target.tagged(instanceArn(it), it.ownerId(), region, it.tags(), TAG, "ssm:resourcetag/")
                // AWS checks that the session document is allowed.
                .with("ssm:sessiondocumentaccesscheck", Value.of("true")))
        .toList();
  }

  /** The instances for an action of EC2 or EC2 Instance Connect. */
  List<Target> hosts() {
    return instances.stream()
        .map(it ->
            Target.tagged(instanceArn(it), it.ownerId(), region, it.tags(), TAG, "ec2:resourcetag/")
                .with("ec2:region", Value.of(region)))
        .toList();
  }

  /** A document of the account, or of AWS, whose documents have no account in their ARN. */
  Target document(String name) {
    String owner = name.startsWith("AWS-") ? "" : account;
    return Target.tagged(
            "arn:" + partition + ":ssm:" + region + ":" + owner + ":document/" + name,
            account,
            region,
            Map.of())
        .with("ssm:sessiondocumentaccesscheck", Value.of("true"));
  }

  /**
   * Every endpoint of an instance's VPC with every private address of the instance.
   *
   * @param byInstance the tag keys carry the instance's tags and not the endpoint's: AWS's pages
   *     can be read both ways
   */
  List<Tunnel> tunnels(boolean byInstance) {
    Map<String, List<NetworkInterface>> ofInstance = new HashMap<>();
    interfaces.forEach(it ->
        it.instanceId()
            .ifPresent(id -> ofInstance.computeIfAbsent(id, key -> new ArrayList<>()).add(it)));
    List<Tunnel> tunnels = new ArrayList<>();
    for (int number = 0; number < instances.size(); number++) {
      Instance instance = instances.get(number);
      for (NetworkInterface each : ofInstance.getOrDefault(instance.id(), List.of())) {
        for (InstanceConnectEndpoint endpoint : endpoints) {
          if (each.vpcId().filter(endpoint.vpcId()::equals).isPresent()) {
            Target target =
                Target.tagged(
                    arn(endpoint),
                    account,
                    region,
                    byInstance ? instance.tags() : endpoint.tags(),
                    TAG,
                    "ec2:resourcetag/");
            for (String address : addresses(each)) {
              tunnels.add(
                  new Tunnel(
                      number,
                      target.with("ec2-instance-connect:privateipaddress", Value.of(address))));
            }
          }
        }
      }
    }
    return tunnels;
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
