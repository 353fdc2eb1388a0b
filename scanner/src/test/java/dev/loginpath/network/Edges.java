package dev.loginpath.network;

import static dev.loginpath.network.Lab.address;
import static dev.loginpath.network.Lab.route;
import static dev.loginpath.network.Lab.tcp;

import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.EndpointGroup;
import dev.loginpath.snapshot.Listener;
import dev.loginpath.snapshot.LoadBalancer;
import dev.loginpath.snapshot.LoadBalancerListeners;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PortRange;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.snapshot.RouteTable;
import dev.loginpath.snapshot.TargetGroup;
import java.util.List;
import java.util.Optional;

/** An account that the internet enters by accelerators and by an address pool of its own. */
public final class Edges {

  private static final String ELB = "elasticloadbalancing:";
  private static final String BALANCER =
      "arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/net/inner/1";

  private final Lab lab =
      new Lab()
          .vpc("vpc-1", "10.0.0.0/16")
          .subnet("subnet-a", "vpc-1", "10.0.0.0/24")
          .subnet("subnet-b", "vpc-1", "10.0.1.0/24")
          .subnet("subnet-c", "vpc-1", "10.0.2.0/24")
          .table("rtb-c", "vpc-1", false, List.of("subnet-c"), route("0.0.0.0/0", "igw-1"))
          .table("rtb-1", "vpc-1", true, List.of())
          .openAcl("acl-1", "vpc-1", "subnet-a", "subnet-b", "subnet-c")
          .group("sg-1", "vpc-1", tcp(22, 22, "203.0.113.0/24"))
          .group("sg-lb", "vpc-1", tcp(2222, 2222, "198.51.100.0/24"))
          .group("sg-target", "vpc-1", Lab.from(22, "sg-lb"));

  private Edges() {
    Accelerated.interfaceIn(lab, "subnet-a");
    Accelerated.interfaceIn(lab, "subnet-b");
    lab.instance("i-front", "subnet-a", List.of(address("10.0.0.9")), "sg-1")
        .instance("i-beside", "subnet-a", List.of(address("10.0.0.10")), "sg-1")
        .instance("i-lent", "subnet-a", List.of(address("10.0.0.11")), "sg-1")
        .instance("i-custom", "subnet-b", List.of(address("10.0.1.9")), "sg-1")
        .instance("i-target", "subnet-b", List.of(address("10.0.1.10")), "sg-target");
    lab.lentEndpoints.add("arn:aws:ec2:us-east-1:111122223333:instance/i-lent");
    accelerators();
    balancer();
    elasticAddress();
    pool();
  }

  public static AccountSnapshot account() {
    return new Edges().lab.account();
  }

  private void accelerators() {
    Accelerated front = new Accelerated(lab);
    front.listenerPort = 443;
    front.overrides.add(new EndpointGroup.PortOverride(443, 22));
    front.before("i-front");
    Accelerated custom = new Accelerated(lab);
    custom.arn = "arn:custom";
    custom.customRouting = true;
    custom.destinations.add(new PortRange(20, 30));
    custom.before("subnet-b");
    Accelerated balanced = new Accelerated(lab);
    balanced.arn = "arn:balanced";
    balanced.listenerPort = 2222;
    balanced.before(BALANCER);
    Accelerated address = new Accelerated(lab);
    address.arn = "arn:address";
    address.preserves = false;
    address.before("eipalloc-1");
  }

  private void balancer() {
    lab.balancers.add(
        new LoadBalancer(
            BALANCER,
            "inner",
            "inner.example",
            "network",
            "internal",
            Optional.of("vpc-1"),
            "active",
            Optional.empty(),
            List.of("subnet-a"),
            List.of("sg-lb"),
            Optional.empty()));
    lab.listeners.add(
        new LoadBalancerListeners(
            BALANCER,
            Lab.known(
                ELB + "DescribeListeners",
                List.of(new Listener("TCP", 2222, List.of("arn-group"))))));
    lab.targetGroups.add(
        new TargetGroup(
            "arn-group",
            "group",
            "TCP",
            "instance",
            Lab.known(
                ELB + "DescribeTargetHealth",
                List.of(new TargetGroup.Target("i-target", 22, "healthy"))),
            Lab.known(ELB + "DescribeTargetGroupAttributes", false)));
  }

  private void elasticAddress() {
    PrivateAddress address =
        new PrivateAddress(
            "10.0.2.9",
            Optional.of("192.0.2.9"),
            Optional.empty(),
            Optional.empty(),
            Optional.of(true),
            Optional.of("eipalloc-1"));
    lab.instance("i-address", "subnet-c", List.of(address), "sg-1");
  }

  private void pool() {
    lab.interfaces.add(
        new NetworkInterface(
            "eni-pool",
            Optional.of("vpc-1"),
            Optional.of("subnet-c"),
            Optional.of("i-pool"),
            Optional.of(0),
            "interface",
            List.of(address("10.0.2.10")),
            List.of(),
            List.of("sg-1"),
            false,
            "",
            true));
    lab.instance("i-pool", "running", Optional.of("vpc-1"), List.of("eni-pool"));
    lab.tables.add(
        new RouteTable(
            "rtb-edge",
            "vpc-1",
            Lab.ACCOUNT,
            false,
            List.of(),
            List.of("igw-1"),
            List.of(route("10.0.0.0/16", "local"), route("198.51.100.0/24", "eni-pool")),
            Optional.of(List.of("ipv4pool-ec2-1"))));
  }
}
