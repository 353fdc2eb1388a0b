package dev.loginpath.advice;

import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.Assessment;
import dev.loginpath.report.Answer;
import dev.loginpath.report.Status;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.ServiceName;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to do so that a path works, is recorded and admits no more people than it must. */
final class Steps {

  private static final String CORE = "AmazonSSMManagedInstanceCore";

  private final AssessedInstance assessed;
  private final Instance instance;
  private final String region;
  private final String partition;
  private final String account;
  private boolean changesInstance;

  /** The path may be open as it is: nothing that was not proven to be broken is changed for it. */
  private boolean hidden;

  Steps(AssessedInstance assessed, String partition, String account) {
    this.assessed = assessed;
    this.instance = assessed.subject().instance();
    this.region = assessed.subject().region().name();
    this.partition = partition;
    this.account = account;
  }

  /** To open a path that is not open, and to let people use it. */
  List<String> toward(Assessment path) {
    Set<String> steps = new LinkedHashSet<>();
    switch (path.path()) {
      case SESSION_MANAGER -> {
        if (!path.leadsIn()) {
          hidden = path.status() == Status.UNKNOWN;
          path.requirements().forEach(it -> agent(it, steps));
          if (steps.isEmpty()) {
            steps.add(lookAtTheAgent(path));
          }
        }
        recording(path, steps);
      }
      case INSTANCE_CONNECT_ENDPOINT -> {
        if (!path.leadsIn()) {
          steps.addAll(new TunnelSteps(assessed, path).steps());
        }
      }
      // Of Fleet Manager only one that is open is kept, and the others never are.
      case FLEET_MANAGER_RDP,
          SSH_DIRECT,
          RDP_DIRECT,
          SSH_BASTION,
          SSM_TUNNEL,
          INSTANCE_CONNECT,
          SERIAL_CONSOLE,
          RUN_COMMAND -> {}
    }
    new AccessPolicy(assessed, partition, account).of(path.path()).ifPresent(steps::add);
    return List.copyOf(steps);
  }

  /** Nothing that was seen is broken: what was not seen comes before the machine itself. */
  private static String lookAtTheAgent(Assessment path) {
    List<String> unseen = causes(path.requirements()).map(Cause::reason).distinct().toList();
    return unseen.isEmpty()
        ? "See on the instance whether the SSM agent is installed and runs, and what its log says:"
            + " nothing that AWS shows keeps it from connecting."
            + " https://docs.aws.amazon.com/systems-manager/latest/userguide/troubleshooting-ssm-agent.html"
        : "Look first at what is not known: " + String.join(" ", unseen);
  }

  /** Why anything under a path is not known, what only explains it included. */
  private static Stream<Cause> causes(List<Requirement> requirements) {
    return requirements.stream()
        .flatMap(it -> Stream.concat(it.verdict().causesOfDoubt().stream(), causes(it.children())));
  }

  /** Whether one of the steps is done to the instance itself; known once they are made. */
  boolean changesInstance() {
    return changesInstance;
  }

  /** Each broken cause has its own remedy. */
  private void agent(Requirement requirement, Set<String> steps) {
    boolean broken = requirement.verdict().answer() == Answer.NOT_MET;
    boolean open = requirement.verdict().answer() != Answer.MET;
    switch (requirement.id()) {
      case "agent-credentials" -> {
        if (broken || (open && !hidden && wasSeen(requirement.verdict().causesOfDoubt()))) {
          changesInstance = true;
          steps.add(
              cli(
                  "ec2 associate-iam-instance-profile --instance-id "
                      + instance.id()
                      + " --iam-instance-profile Name=<a profile whose role has "
                      + CORE
                      + ">"));
        }
      }
      case "agent-may-register", "agent-may-open-channels" -> {
        if (broken) {
          steps.add(
              "aws iam attach-role-policy --role-name <the instance's role> --policy-arn arn:"
                  + partition
                  + ":iam::aws:policy/"
                  + CORE);
        }
      }
      case "way-to-ssm" -> missingWay(requirement, "ssm", steps);
      case "way-to-ssmmessages" -> missingWay(requirement, "ssmmessages", steps);
      case "metadata-service" -> {
        if (broken) {
          changesInstance = true;
          steps.add(
              cli(
                  "ec2 modify-instance-metadata-options --instance-id "
                      + instance.id()
                      + " --http-endpoint enabled --http-tokens required"));
        }
      }
      case "agent-on-image" -> {
        if (open) {
          changesInstance = true;
          steps.add(
              "Install the SSM agent:"
                  + " https://docs.aws.amazon.com/systems-manager/latest/userguide/manually-install-ssm-agent-linux.html");
        }
      }
      default -> {}
    }
    requirement.children().forEach(it -> agent(it, steps));
  }

  /** All that there is to see of it was seen, so that it may well be what is lacking. */
  private static boolean wasSeen(List<Cause> doubts) {
    return doubts.stream().noneMatch(Cause.Blind.class::isInstance);
  }

  /** Where a private zone takes the name, AWS refuses an endpoint that wants it too. */
  private void missingWay(Requirement way, String service, Set<String> steps) {
    boolean broken = way.verdict().answer() == Answer.NOT_MET;
    boolean taken =
        way.children().stream()
            .anyMatch(it ->
                it.id().equals("hosted-zone")
                    && !it.informative()
                    && it.verdict().answer() == Answer.NOT_MET);
    if (broken && taken) {
      steps.add(
          "Give the VPC's private hosted zone a record for "
              + ServiceName.of(service, region)
              + ", an alias of an interface endpoint for it, or take the zone from the VPC.");
      return;
    }
    missingEndpoint(broken, service, steps);
  }

  private void missingEndpoint(boolean broken, String service, Set<String> steps) {
    Optional<String> vpc = instance.vpcId();
    if (!broken || vpc.isEmpty()) {
      return;
    }
    String name = "com.amazonaws." + region + "." + service;
    boolean exists =
        Observed.items(assessed.subject().region().ec2().vpcEndpoints()).stream()
            .filter(it -> it.vpcId().equals(vpc.get()) && it.isAvailable())
            .map(VpcEndpoint::serviceName)
            .anyMatch(name::equals);
    String subnet = instance.subnetId().orElse("<subnet>");
    if (!exists) {
      steps.add(
          cli(
              "ec2 create-vpc-endpoint --vpc-id "
                  + vpc.get()
                  + " --vpc-endpoint-type Interface --private-dns-enabled --service-name "
                  + name
                  + " --subnet-ids "
                  + subnet
                  + " --security-group-ids <a group that admits 443 from the instances>"));
      String resource = service.substring(0, 1).toUpperCase(Locale.ROOT) + service.substring(1);
      steps.add(
          cloudFormation(
              resource + "Endpoint",
              "AWS::EC2::VPCEndpoint",
              "VpcEndpointType: Interface",
              "PrivateDnsEnabled: true",
              "VpcId: " + vpc.get(),
              "ServiceName: " + name,
              "SubnetIds: [" + subnet + "]",
              "SecurityGroupIds: [<a group that admits 443 from the instances>]"));
    } else {
      steps.add("See where the way to " + service + " breaks, and mend that hop.");
    }
  }

  static String cloudFormation(String name, String type, String... properties) {
    return Stream.concat(
            Stream.of("Resources:", "  " + name + ":", "    Type: " + type, "    Properties:"),
            Stream.of(properties).map(it -> "      " + it))
        .collect(Collectors.joining("\n"));
  }

  private void recording(Assessment path, Set<String> steps) {
    path.recording().ifPresent(recording -> recording.requirements().forEach(it -> log(it, steps)));
    path.recording()
        .filter(it -> !it.bypasses().isEmpty())
        .ifPresent(it ->
            steps.add(
                "Sessions with these documents are not recorded; give them a log or let nobody use"
                    + " them: "
                    + String.join(", ", it.bypasses())));
  }

  private void log(Requirement requirement, Set<String> steps) {
    boolean broken = requirement.verdict().answer() == Answer.NOT_MET;
    switch (requirement.id()) {
      case "session-preferences" -> {
        if (broken) {
          steps.addAll(
              new RecordedSessions(partition, account, assessed.subject().region()).steps());
        }
      }
      case "role-may-write", "role-may-look-up", "role-may-read-encryption" -> {
        if (broken) {
          steps.add("Let the instance's role write the session log: " + first(requirement));
        }
      }
      case "bucket-exists", "log-group-exists", "bucket-encrypted", "log-group-encrypted" -> {
        if (broken) {
          steps.add("Mend the log's destination: " + first(requirement));
        }
      }
      default -> {}
    }
    requirement.children().forEach(it -> log(it, steps));
  }

  private static String first(Requirement requirement) {
    return requirement.verdict().evidence().getFirst().fact();
  }

  private String cli(String command) {
    int space = command.indexOf(' ', command.indexOf(' ') + 1);
    return "aws " + command.substring(0, space) + " --region " + region + command.substring(space);
  }
}
