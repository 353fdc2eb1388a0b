package dev.loginpath.rule;

import dev.loginpath.host.Carriage;
import dev.loginpath.host.Host;
import dev.loginpath.host.OperatingSystem;
import dev.loginpath.network.Network;
import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.InstanceConnect;
import dev.loginpath.path.InstanceConnectEndpoint;
import dev.loginpath.path.Subject;
import dev.loginpath.report.Evidence;
import dev.loginpath.report.Fix;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Resource;
import dev.loginpath.report.Severity;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Kleene;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Whoever relies on EC2 Instance Connect runs a system that its agent comes with. */
@About(
    severity = Severity.MEDIUM,
    title = "The Instance Connect agent is supported",
    why =
        "EC2 Instance Connect pushes a key that only its agent on the instance reads. Where the"
            + " system does not come with the agent, the login fails on the day it is needed; an own"
            + " key and RDP still go through an endpoint.",
    fix = "Use an image that comes with the agent, or log in with Session Manager.",
    violation =
        "An Instance Connect Endpoint reaches port 22 of the instance, or one of its groups names"
            + " the service range; its system is known, the publisher's images and repositories do"
            + " not carry the agent, and the inventory answered without showing it for this"
            + " instance.",
    unknown = "The system, the endpoints or the inventory were not seen.")
public final class InstanceConnectAgentIsSupported implements InstanceRule {

  @Override
  public SortedSet<String> calls() {
    return new TreeSet<>(
        Set.of(
            "ec2:DescribeInstanceConnectEndpoints",
            "ec2:DescribeInstanceImageMetadata",
            "ec2:DescribeInstances",
            "ec2:DescribeManagedPrefixLists",
            "ec2:DescribeNetworkAcls",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeRouteTables",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcs",
            "ec2:GetManagedPrefixListEntries",
            "ssm:DescribeInstanceInformation",
            "ssm:GetInventory"));
  }

  @Override
  public Optional<Judgement> judge(AssessedInstance instance, Resource resource) {
    Subject subject = instance.subject();
    Host host = subject.host();
    boolean carried =
        host.instanceConnectAgent() instanceof Verdict.Met || host.carriage() == Carriage.PUBLISHER;
    if (host.isWindows() || carried) {
      return Optional.empty();
    }
    Verdict relies = relies(subject);
    if (relies instanceof Verdict.NotMet) {
      return Optional.empty();
    }
    List<Cause> causes = new ArrayList<>(relies.causesOfDoubt());
    causes.addAll(unproven(host));
    if (causes.isEmpty()) {
      return Optional.of(violation(host, relies, resource));
    }
    List<Cause> distinct = causes.stream().distinct().toList();
    return Optional.of(
        Judgement.unknown(
            this,
            resource,
            Optional.of(PathId.INSTANCE_CONNECT_ENDPOINT),
            Verdict.unknown(distinct).evidence(),
            distinct,
            fix()));
  }

  /** An endpoint reaches port 22, or a group names the service range. */
  private static Verdict relies(Subject subject) {
    List<Verdict> signs = new ArrayList<>();
    signs.add(InstanceConnectEndpoint.reachesPort(subject, InstanceConnect.SSH));
    Network network = subject.network();
    Call call = subject.region().ec2().securityGroups().call();
    for (NetworkInterface each : network.interfacesOf(subject.instance()).interfaces()) {
      List<Cause> doubts = network.serviceRangeDoubts(each, InstanceConnect.SSH);
      if (network.namesServiceRange(each, InstanceConnect.SSH)) {
        signs.add(Verdict.met(call, "a group names the Instance Connect service range"));
      } else if (!doubts.isEmpty()) {
        signs.add(Verdict.unknown(doubts));
      }
    }
    return Kleene.anyOf(signs);
  }

  /** Why it is not proven that the system comes without the agent. */
  private static List<Cause> unproven(Host host) {
    List<Cause> causes = new ArrayList<>(host.packageInventory().causesOfDoubt());
    if (host.system().isEmpty()) {
      causes.addAll(host.doubts());
    } else if (host.carriage() == Carriage.UNCONFIRMED) {
      causes.add(
          new Cause.Undecided(
              "Nothing confirms whether " + host.system().get() + " comes with the agent."));
    }
    return causes;
  }

  private static Judgement violation(Host host, Verdict relies, Resource resource) {
    String system = host.system().map(OperatingSystem::toString).orElse("The system");
    String what =
        host.carriage() == Carriage.MANUAL
            ? "the Instance Connect agent is manual install only, not shown to be installed"
            : "AWS lists no package of the Instance Connect agent";
    List<Evidence> evidence = new ArrayList<>(relies.evidence());
    evidence.addAll(host.systemFact().evidence());
    evidence.addAll(host.packageInventory().evidence());
    return new Judgement(
        resource,
        Optional.of(PathId.INSTANCE_CONNECT_ENDPOINT),
        Severity.MEDIUM,
        system + ": " + what + ". An own key and RDP still go through an endpoint.",
        evidence.stream().distinct().toList(),
        List.of(),
        fix());
  }

  private static Fix fix() {
    return new Fix(
        "Use an image that comes with the agent, or log in with Session Manager.",
        List.of(
            "Launch from an image that ships the agent: Amazon Linux 2023, or Ubuntu 20.04 and"
                + " later.",
            "Or install the agent and let Systems Manager Inventory show it:"
                + " https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-connect-set-up.html",
            "Or log in with Session Manager, which needs the SSM agent instead."));
  }
}
