package dev.loginpath.identity;

import dev.loginpath.policy.Context;
import dev.loginpath.policy.Value;
import dev.loginpath.report.PathId;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each path asks IAM for, written down a second time. */
record PathCalls(RegionLab region) {

  private static final String ANY =
      "arn:aws:ssm:" + IamLab.REGION + ":" + IamLab.ACCOUNT + ":association/new";

  /** One authorization. */
  record Asked(String action, String resource, Map<String, Value> keys) {
    Asked and(String key, Value value) {
      Map<String, Value> more = new HashMap<>(keys);
      more.put(key, value);
      return new Asked(action, resource, more);
    }
  }

  /** The means of a path; each needs all of its authorizations. */
  List<List<Asked>> means(PathId path, Instance instance, Naive.Reading reading) {
    return switch (path) {
      case SESSION_MANAGER -> {
        String check = reading == Naive.Reading.FIRST ? "true" : "false";
        yield List.of(
            List.of(
                node("ssm:StartSession", instance)
                    .and("ssm:sessiondocumentaccesscheck", Value.of(check)),
                document("ssm:StartSession", "SSM-SessionManagerRunShell")));
      }
      case SSM_TUNNEL ->
          documents(
              instance,
              "ssm:StartSession",
              "AWS-StartSSHSession",
              "AWS-StartPortForwardingSession",
              "AWS-StartPortForwardingSessionToRemoteHost");
      case RUN_COMMAND -> {
        List<List<Asked>> means =
            new ArrayList<>(
                documents(
                    instance,
                    "ssm:SendCommand",
                    "AWS-RunShellScript",
                    "AWS-RunPowerShellScript",
                    "AWS-RunRemoteScript",
                    "AWS-RunDocument"));
        for (String name : List.of("AWS-RunShellScript", "AWS-RunPowerShellScript")) {
          String action = "ssm:CreateAssociation";
          means.add(
              List.of(
                  node(action, instance),
                  document(action, name),
                  new Asked(action, ANY, Map.of())));
        }
        yield means;
      }
      case INSTANCE_CONNECT ->
          List.of(List.of(host("ec2-instance-connect:SendSSHPublicKey", instance)));
      case SERIAL_CONSOLE ->
          List.of(List.of(host("ec2-instance-connect:SendSerialConsoleSSHPublicKey", instance)));
      case FLEET_MANAGER_RDP ->
          List.of(
              List.of(
                  new Asked("ssm-guiconnect:StartConnection", "*", Map.of()),
                  viaService(node("ssm:StartSession", instance)),
                  viaService(document("ssm:StartSession", "AWS-StartPortForwardingSession"))));
      case INSTANCE_CONNECT_ENDPOINT -> tunnels(instance, reading);
      case SSH_DIRECT, RDP_DIRECT, SSH_BASTION -> throw new IllegalArgumentException(path.word());
    };
  }

  private static List<List<Asked>> documents(Instance instance, String action, String... names) {
    List<List<Asked>> means = new ArrayList<>();
    for (String each : names) {
      means.add(List.of(node(action, instance), document(action, each)));
    }
    return means;
  }

  private List<List<Asked>> tunnels(Instance instance, Naive.Reading reading) {
    List<List<Asked>> tunnels = new ArrayList<>();
    String address =
        region.interfaces.stream()
            .filter(it -> it.instanceId().equals(Optional.of(instance.id())))
            .map(it -> it.privateAddresses().getFirst().address())
            .findFirst()
            .orElseThrow();
    for (InstanceConnectEndpoint each : region.endpoints) {
      Map<String, String> tags = reading == Naive.Reading.FIRST ? each.tags() : instance.tags();
      tunnels.add(
          List.of(
              new Asked(
                      "ec2-instance-connect:OpenTunnel",
                      RegionLab.endpointArn(each.id()),
                      tagKeys(tags, "aws:resourcetag/", "ec2:resourcetag/"))
                  .and("ec2-instance-connect:privateipaddress", Value.of(address))));
    }
    return tunnels;
  }

  private static Asked node(String action, Instance instance) {
    return new Asked(
            action,
            RegionLab.arn(instance.id()),
            tagKeys(instance.tags(), "aws:resourcetag/", "ssm:resourcetag/"))
        .and("ssm:sessiondocumentaccesscheck", Value.of("true"));
  }

  private static Asked host(String action, Instance instance) {
    return new Asked(
        action,
        RegionLab.arn(instance.id()),
        tagKeys(instance.tags(), "aws:resourcetag/", "ec2:resourcetag/"));
  }

  private static Asked document(String action, String name) {
    boolean ofAws = name.startsWith("AWS-");
    Asked asked =
        new Asked(
            action,
            "arn:aws:ssm:"
                + IamLab.REGION
                + ":"
                + (ofAws ? "" : IamLab.ACCOUNT)
                + ":document/"
                + name,
            Map.of("ssm:sessiondocumentaccesscheck", Value.of("true")));
    return ofAws
        ? asked.and("aws:resourceaccount", Value.OPEN).and("aws:resourceorgid", Value.OPEN)
        : asked;
  }

  private static Asked viaService(Asked asked) {
    Value service = Value.of("ssm-guiconnect.amazonaws.com");
    return asked
        .and("aws:viaawsservice", Value.of("true"))
        .and("aws:calledvia", Value.ofAll(service.texts()))
        .and("aws:calledviafirst", service)
        .and("aws:calledvialast", service);
  }

  private static Map<String, Value> tagKeys(Map<String, String> tags, String... prefixes) {
    Map<String, Value> spelled = new HashMap<>();
    tags.forEach((key, value) -> {
      for (String prefix : prefixes) {
        spelled.put(prefix + key, Value.of(value));
      }
    });
    return Context.of(spelled).asMap();
  }
}
