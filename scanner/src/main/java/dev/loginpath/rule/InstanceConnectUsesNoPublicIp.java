package dev.loginpath.rule;

import dev.loginpath.network.AddressReach;
import dev.loginpath.network.AddressSet;
import dev.loginpath.network.Network;
import dev.loginpath.network.ServiceRange;
import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.Assessment;
import dev.loginpath.path.InstanceConnect;
import dev.loginpath.path.Subject;
import dev.loginpath.report.Evidence;
import dev.loginpath.report.Fix;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Resource;
import dev.loginpath.report.Severity;
import dev.loginpath.report.Source;
import dev.loginpath.report.Status;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** EC2 Instance Connect is used over an endpoint, not over an address of the internet. */
@About(
    severity = Severity.HIGH,
    title = "Instance Connect uses no public address",
    why =
        "A port 22 that the internet reaches is found and tried within minutes. EC2 Instance Connect"
            + " Endpoint and Session Manager lead to the same shell without a public address and"
            + " without an inbound rule for the internet.",
    fix = InstanceConnectUsesNoPublicIp.SUMMARY,
    violation =
        "The path instance-connect is open or latent by a public IPv4 or IPv6 address of any"
            + " interface; or the Instance Connect service range reaches port 22 of a public address"
            + " through a group rule that names it, whatever the agent, Windows excepted. High where"
            + " more than a /16 of IPv4 or a /48 of IPv6 reaches the port from the internet, or"
            + " where it is not known how much does; else medium.",
    unknown =
        "The path is unknown otherwise, or open by another way while it is not known whether the"
            + " internet reaches a public address.")
public final class InstanceConnectUsesNoPublicIp implements InstanceRule {

  static final String SUMMARY =
      "Log in through an Instance Connect Endpoint or Session Manager, then close the port.";

  @Override
  public SortedSet<String> calls() {
    return new TreeSet<>(
        Set.of(
            "ec2:DescribeAvailabilityZones",
            "ec2:DescribeInstanceImageMetadata",
            "ec2:DescribeInstances",
            "ec2:DescribeManagedPrefixLists",
            "ec2:DescribeNetworkAcls",
            "ec2:DescribeNetworkInterfaceAttribute",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeRouteTables",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeTransitGatewayAttachments",
            "ec2:DescribeTransitGatewayPeeringAttachments",
            "ec2:DescribeTransitGatewayRouteTables",
            "ec2:DescribeTransitGatewayVpcAttachments",
            "ec2:DescribeTransitGateways",
            "ec2:DescribeVpcBlockPublicAccessExclusions",
            "ec2:DescribeVpcBlockPublicAccessOptions",
            "ec2:DescribeVpcEndpoints",
            "ec2:DescribeVpcPeeringConnections",
            "ec2:DescribeVpcs",
            "ec2:DescribeVpnConnections",
            "ec2:DescribeVpnGateways",
            "ec2:GetManagedPrefixListEntries",
            "ec2:SearchTransitGatewayRoutes",
            "ssm:GetInventory"));
  }

  @Override
  public Optional<Judgement> judge(AssessedInstance instance, Resource resource) {
    Subject subject = instance.subject();
    Assessment assessment = instance.on(PathId.INSTANCE_CONNECT);
    List<AddressReach> byInternet =
        subject.sourcesReaching(InstanceConnect.SSH).stream()
            .filter(AddressReach::isPublic)
            .toList();
    List<AddressReach> reached =
        byInternet.stream()
            .filter(it -> it.requirement().verdict() instanceof Verdict.Met)
            .toList();
    Verdict serviceRange = serviceRange(subject);
    boolean byPath = assessment.leadsIn() && !reached.isEmpty();
    if (byPath || serviceRange instanceof Verdict.Met) {
      boolean whole =
          byInternet.stream().flatMap(it -> it.toReport().stream()).allMatch(Source::proven)
              && subject.network().interfacesOf(subject.instance()).doubts().isEmpty();
      return Optional.of(violation(subject, resource, reached, whole));
    }
    List<Cause> causes = new ArrayList<>(serviceRange.causesOfDoubt());
    if (assessment.status() == Status.UNKNOWN) {
      causes.addAll(assessment.causesOfDoubt());
    } else if (assessment.leadsIn()) {
      // Open by another way: that the internet does not come in too has to be seen.
      byInternet.forEach(it -> causes.addAll(it.requirement().verdict().causesOfDoubt()));
    }
    if (causes.isEmpty()) {
      return Optional.empty();
    }
    List<Cause> distinct = causes.stream().distinct().toList();
    return Optional.of(
        Judgement.unknown(
            this,
            resource,
            Optional.of(PathId.INSTANCE_CONNECT),
            Verdict.unknown(distinct).evidence(),
            distinct,
            fix(subject)));
  }

  /** Whether the service itself is let in to a public address, by a rule that names it. */
  private static Verdict serviceRange(Subject subject) {
    Network network = subject.network();
    if (subject.host().isWindows()) {
      return Verdict.notMet("loginpath", "Windows is excepted");
    }
    Network.Attached attached = network.interfacesOf(subject.instance());
    ServiceRange service = network.instanceConnectService();
    List<Cause> doubts = new ArrayList<>(attached.doubts());
    for (NetworkInterface each : attached.interfaces()) {
      boolean named = network.namesServiceRange(each, InstanceConnect.SSH);
      List<Cause> unnamed = network.serviceRangeDoubts(each, InstanceConnect.SSH);
      for (AddressReach reach :
          network.sourcesReaching(each, InstanceConnect.SSH, subject.instance().isRunning())) {
        if (!reach.isPublic() || reach.requirement().verdict() instanceof Verdict.NotMet) {
          continue;
        }
        if (reach.entries().stream()
            .anyMatch(it -> it.rule().filter(service::isNamedBy).isPresent())) {
          return new Verdict.Met(reach.requirement().verdict().evidence());
        }
        if (named) {
          doubts.addAll(reach.requirement().verdict().causesOfDoubt());
        } else {
          doubts.addAll(unnamed);
        }
      }
    }
    return doubts.isEmpty()
        ? Verdict.notMet("loginpath", "no group rule names the service range")
        : Verdict.unknown(doubts);
  }

  /**
   * Who else may come in counts as much of the internet: less knowledge does not make it milder.
   *
   * @param whole nobody may come in who is not among those that are reached from
   */
  private static Judgement violation(
      Subject subject, Resource resource, List<AddressReach> reached, boolean whole) {
    AddressSet sources =
        reached.stream().map(AddressReach::sources).reduce(AddressSet.EMPTY, AddressSet::union);
    boolean wide = sources.isWide();
    List<Evidence> evidence =
        reached.stream()
            .flatMap(it -> it.requirement().verdict().evidence().stream())
            .distinct()
            .toList();
    String from =
        wide
            ? "wide parts of the internet"
            : whole
                ? "chosen addresses of the internet"
                : "the internet, and from how much of it is not known";
    String message =
        "Port 22 of a public address is reached from "
            + from
            + (wide || whole
                ? ", and EC2 Instance Connect uses it."
                : "; EC2 Instance Connect uses it.");
    return new Judgement(
        resource,
        Optional.of(PathId.INSTANCE_CONNECT),
        wide || !whole ? Severity.HIGH : Severity.MEDIUM,
        message,
        evidence,
        List.of(),
        fix(subject));
  }

  /** Where the way in is shown, the advice for the instance says how to close it. */
  private static Fix fix(Subject subject) {
    String id = subject.instance().id();
    String region = subject.region().name();
    return new Fix(
        SUMMARY,
        List.of(
            "Try it: aws ec2-instance-connect ssh --region "
                + region
                + " --instance-id "
                + id
                + " --connection-type eice",
            "Or: aws ssm start-session --region " + region + " --target " + id,
            "When everybody logs in that way, remove the inbound rule for port 22; give up the public"
                + " address only where nothing else, such as the SSM agent, needs it."));
  }
}
