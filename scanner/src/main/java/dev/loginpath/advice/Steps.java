package dev.loginpath.advice;

import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.Assessment;
import dev.loginpath.path.InstanceConnectEndpoint;
import dev.loginpath.path.SessionManager;
import dev.loginpath.report.Answer;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** What to do so that a path works, is recorded and admits no more people than it must. */
final class Steps {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String CORE = "AmazonSSMManagedInstanceCore";

  private final AssessedInstance assessed;
  private final Instance instance;
  private final String region;
  private final String partition;
  private final String account;

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
      case SessionManager.ID -> {
        if (!path.leadsIn()) {
          path.requirements().forEach(it -> agent(it, steps));
        }
        recording(path, steps);
        steps.add(policy(sessionPolicy()));
      }
      case InstanceConnectEndpoint.ID -> {
        if (!path.leadsIn()) {
          endpoint(steps);
        }
        steps.add(policy(tunnelPolicy()));
      }
      default -> {}
    }
    return List.copyOf(steps);
  }

  /** Each broken cause has its own remedy. */
  private void agent(Requirement requirement, Set<String> steps) {
    boolean broken = requirement.verdict().answer() == Answer.NOT_MET;
    boolean open = requirement.verdict().answer() != Answer.MET;
    switch (requirement.id()) {
      case "agent-credentials" -> {
        if (open) {
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
      case "way-to-ssm" -> missingEndpoint(broken, "ssm", steps);
      case "way-to-ssmmessages" -> missingEndpoint(broken, "ssmmessages", steps);
      case "metadata-service" -> {
        if (broken) {
          steps.add(
              cli(
                  "ec2 modify-instance-metadata-options --instance-id "
                      + instance.id()
                      + " --http-endpoint enabled --http-tokens required"));
        }
      }
      case "agent-on-image" -> {
        if (open) {
          steps.add(
              "Install the SSM agent:"
                  + " https://docs.aws.amazon.com/systems-manager/latest/userguide/manually-install-ssm-agent-linux.html");
        }
      }
      default -> {}
    }
    requirement.children().forEach(it -> agent(it, steps));
  }

  private void missingEndpoint(boolean broken, String service, Set<String> steps) {
    Optional<String> vpc = instance.vpcId();
    if (!broken || vpc.isEmpty()) {
      return;
    }
    String name = "com.amazonaws." + region + "." + service;
    boolean exists =
        Observed.items(assessed.subject().region().ec2().vpcEndpoints()).stream()
            .filter(it -> it.vpcId().equals(vpc.get()))
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
      steps.add(cloudFormation(vpc.get(), name, service, subnet));
    } else {
      steps.add("See where the way to " + service + " breaks, and mend that hop.");
    }
  }

  private static String cloudFormation(String vpc, String name, String service, String subnet) {
    String resource = service.substring(0, 1).toUpperCase(Locale.ROOT) + service.substring(1);
    return String.join(
        "\n",
        "Resources:",
        "  " + resource + "Endpoint:",
        "    Type: AWS::EC2::VPCEndpoint",
        "    Properties:",
        "      VpcEndpointType: Interface",
        "      PrivateDnsEnabled: true",
        "      VpcId: " + vpc,
        "      ServiceName: " + name,
        "      SubnetIds: [" + subnet + "]");
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
          steps.add(
              "Name a bucket or a log group in the region's session preferences"
                  + " (SSM-SessionManagerRunShell).");
        }
      }
      case "role-may-write", "role-may-read-encryption" -> {
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

  private void endpoint(Set<String> steps) {
    List<dev.loginpath.snapshot.InstanceConnectEndpoint> here =
        Observed.items(assessed.subject().region().ec2().instanceConnectEndpoints()).stream()
            .filter(it -> instance.vpcId().filter(it.vpcId()::equals).isPresent())
            .toList();
    List<String> groups =
        assessed.subject().network().interfacesOf(instance).interfaces().stream()
            .map(NetworkInterface::groupIds)
            .flatMap(List::stream)
            .distinct()
            .toList();
    String port = assessed.subject().host().isWindows() ? "3389" : "22";
    if (here.isEmpty()
        && Observed.gap(assessed.subject().region().ec2().instanceConnectEndpoints()).isPresent()) {
      steps.add(
          "Look first whether there is an Instance Connect Endpoint in "
              + instance.vpcId().orElse("the VPC")
              + ": the list was not seen, and a VPC takes only one.");
    } else if (here.isEmpty()) {
      steps.add(
          cli(
              "ec2 create-instance-connect-endpoint --subnet-id "
                  + instance.subnetId().orElse("<subnet>")
                  + " --security-group-ids <a group that lets "
                  + port
                  + " out>"));
    }
    String from =
        here.isEmpty() || here.getFirst().groupIds().isEmpty()
            ? "<the endpoint's group>"
            : here.getFirst().groupIds().getFirst();
    groups.stream()
        .findFirst()
        .ifPresent(it ->
            steps.add(
                cli(
                    "ec2 authorize-security-group-ingress --group-id "
                        + it
                        + " --protocol tcp --port "
                        + port
                        + " --source-group "
                        + from)));
  }

  private String cli(String command) {
    int space = command.indexOf(' ', command.indexOf(' ') + 1);
    return "aws " + command.substring(0, space) + " --region " + region + command.substring(space);
  }

  private static String policy(Object statement) {
    return "An IAM policy no wider than this instance needs: "
        + JSON.writeValueAsString(
            new TreeMap<>(Map.of("Version", "2012-10-17", "Statement", statement)));
  }

  /** By a tag that the instance has, so that its like are meant too; else by its id. */
  private Optional<Map.Entry<String, String>> scope() {
    return instance.tags().entrySet().stream()
        .filter(it -> !it.getKey().equals("Name") && !it.getKey().startsWith("aws:"))
        .filter(it -> !it.getKey().isBlank() && !it.getValue().isBlank())
        .filter(it -> !(it.getKey() + it.getValue()).contains("${"))
        .findFirst();
  }

  private Map<String, Object> statement(
      String action, List<String> resources, Optional<Map<String, Object>> condition) {
    Map<String, Object> statement = new TreeMap<>();
    statement.put("Effect", "Allow");
    statement.put("Action", action);
    statement.put("Resource", resources);
    condition.ifPresent(it -> statement.put("Condition", it));
    return statement;
  }

  private List<Object> sessionPolicy() {
    String arn = "arn:" + partition + ":ec2:" + region + ":" + account + ":instance/";
    String document =
        "arn:"
            + partition
            + ":ssm:"
            + region
            + ":"
            + account
            + ":document/SSM-SessionManagerRunShell";
    Map<String, Object> node =
        scope()
            .map(it ->
                statement(
                    "ssm:StartSession",
                    List.of(arn + "*"),
                    Optional.of(
                        Map.of(
                            "StringEquals",
                            Map.of("ssm:resourceTag/" + it.getKey(), it.getValue())))))
            .orElseGet(() ->
                statement("ssm:StartSession", List.of(arn + instance.id()), Optional.empty()));
    // The document has no tags: it needs a statement of its own.
    return List.of(node, statement("ssm:StartSession", List.of(document), Optional.empty()));
  }

  private List<Object> tunnelPolicy() {
    List<String> addresses =
        assessed.subject().network().interfacesOf(instance).interfaces().stream()
            .flatMap(it -> it.privateAddresses().stream())
            .map(it -> it.address() + "/32")
            .toList();
    List<String> endpoints = new ArrayList<>();
    Observed.items(assessed.subject().region().ec2().instanceConnectEndpoints()).stream()
        .filter(it -> instance.vpcId().filter(it.vpcId()::equals).isPresent())
        .flatMap(it -> it.arn().stream())
        .forEach(endpoints::add);
    if (endpoints.isEmpty()) {
      endpoints.add("<the endpoint's ARN>");
    }
    Map<String, Object> tunnel =
        statement(
            "ec2-instance-connect:OpenTunnel",
            endpoints,
            Optional.of(
                Map.of("IpAddress", Map.of("ec2-instance-connect:privateIpAddress", addresses))));
    Map<String, Object> key =
        statement(
            "ec2-instance-connect:SendSSHPublicKey",
            List.of(
                "arn:"
                    + partition
                    + ":ec2:"
                    + region
                    + ":"
                    + account
                    + ":instance/"
                    + instance.id()),
            Optional.empty());
    return assessed.subject().host().isWindows() ? List.of(tunnel) : List.of(tunnel, key);
  }
}
