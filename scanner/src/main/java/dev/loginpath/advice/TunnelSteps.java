package dev.loginpath.advice;

import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.Assessment;
import dev.loginpath.report.Answer;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to do so that an Instance Connect Endpoint leads to an instance: an endpoint, then its way.
 */
final class TunnelSteps {

  private final AssessedInstance assessed;
  private final Assessment path;
  private final Instance instance;
  private final int port;
  private final Observed<List<InstanceConnectEndpoint>> listed;
  private final List<InstanceConnectEndpoint> here;

  TunnelSteps(AssessedInstance assessed, Assessment path) {
    this.assessed = assessed;
    this.path = path;
    this.instance = assessed.subject().instance();
    this.port = assessed.subject().host().isWindows() ? 3389 : 22;
    this.listed = assessed.subject().region().ec2().instanceConnectEndpoints();
    this.here =
        Observed.items(listed).stream()
            .filter(it -> instance.vpcId().filter(it.vpcId()::equals).isPresent())
            .toList();
  }

  List<String> steps() {
    Optional<InstanceConnectEndpoint> usable =
        here.stream().filter(InstanceConnectEndpoint::isUsable).findFirst();
    List<String> steps = new ArrayList<>();
    if (usable.isEmpty() && Observed.gap(listed).isPresent()) {
      return List.of(
          "Look first whether there is an Instance Connect Endpoint in "
              + instance.vpcId().orElse("the VPC")
              + ": the list was not seen, and a VPC takes only one.");
    }
    if (usable.isEmpty()) {
      here.forEach(it ->
          steps.add(
              cli("delete-instance-connect-endpoint")
                  + " --instance-connect-endpoint-id "
                  + it.id()));
      create(steps);
    }
    if (usable.isEmpty() || isBroken("security-group")) {
      admit(usable, steps);
    }
    if (usable.isPresent()) {
      broken()
          .filter(it -> !it.id().equals("security-group"))
          .forEach(it -> steps.add("Let tcp " + port + " through where it stops: " + fact(it)));
    }
    return steps;
  }

  private void create(List<String> steps) {
    String subnet = instance.subnetId().orElse("<subnet>");
    String group = "<a group that lets tcp " + port + " out to the instance>";
    steps.add(
        cli("create-instance-connect-endpoint")
            + " --subnet-id "
            + subnet
            + " --security-group-ids "
            + group);
    steps.add(
        Steps.cloudFormation(
            "ConnectEndpoint",
            "AWS::EC2::InstanceConnectEndpoint",
            "SubnetId: " + subnet,
            "SecurityGroupIds: [" + group + "]"));
  }

  private void admit(Optional<InstanceConnectEndpoint> endpoint, List<String> steps) {
    String from =
        endpoint.flatMap(it -> it.groupIds().stream().findFirst()).orElse("<the endpoint's group>");
    assessed.subject().network().interfacesOf(instance).interfaces().stream()
        .map(NetworkInterface::groupIds)
        .flatMap(List::stream)
        .findFirst()
        .ifPresent(it ->
            steps.add(
                cli("authorize-security-group-ingress")
                    + " --group-id "
                    + it
                    + " --protocol tcp --port "
                    + port
                    + " --source-group "
                    + from));
  }

  private boolean isBroken(String hop) {
    return broken().anyMatch(it -> it.id().equals(hop));
  }

  /** The hops to the login port that are shown to let nobody through, of any endpoint. */
  private Stream<Requirement> broken() {
    return path.requirements().stream()
        .flatMap(it -> it.children().stream())
        .flatMap(it -> it.children().stream())
        .filter(it -> it.id().equals("port-" + port))
        .flatMap(it -> it.children().stream())
        .filter(it -> it.verdict().answer() == Answer.NOT_MET);
  }

  private static String fact(Requirement broken) {
    return broken.verdict().evidence().getFirst().fact();
  }

  private String cli(String command) {
    return "aws ec2 " + command + " --region " + assessed.subject().region().name();
  }
}
