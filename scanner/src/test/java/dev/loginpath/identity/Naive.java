package dev.loginpath.identity;

import dev.loginpath.identity.IamLab.Membership;
import dev.loginpath.identity.IamLab.Paper;
import dev.loginpath.identity.IamLab.Who;
import dev.loginpath.policy.Caller;
import dev.loginpath.policy.Context;
import dev.loginpath.policy.Evaluator;
import dev.loginpath.policy.Policies;
import dev.loginpath.policy.Policy;
import dev.loginpath.policy.PolicyReader;
import dev.loginpath.policy.PolicySet;
import dev.loginpath.policy.Request;
import dev.loginpath.policy.Truth;
import dev.loginpath.policy.Value;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The slow and plain answer that the fast one is held against: one principal, one instance, one
 * path, one context at a time, straight from the account that the test built.
 */
final class Naive {

  /** Where AWS's pages can be read in two ways. */
  enum Reading {
    /** The session document must be allowed; a tunnel's tags are the endpoint's. */
    FIRST,
    /** An unlisted default document does not matter; a tunnel's tags are the instance's. */
    SECOND
  }

  private static final String ANY =
      "arn:aws:ssm:" + IamLab.REGION + ":" + IamLab.ACCOUNT + ":association/new";

  /** One authorization. */
  private record Asked(String action, String resource, Map<String, Value> keys) {
    Asked and(String key, Value value) {
      Map<String, Value> more = new HashMap<>(keys);
      more.put(key, value);
      return new Asked(action, resource, more);
    }
  }

  private final IamLab lab;
  private final Map<Who, Policies> policies = new HashMap<>();
  private final Map<String, List<List<Asked>>> means = new HashMap<>();
  private final Map<Who, Context> about = new HashMap<>();

  Naive(IamLab lab) {
    this.lab = lab;
  }

  /** How many means a path has. */
  int means(String path, Instance instance) {
    return meansOf(path, instance, Reading.FIRST).size();
  }

  private List<List<Asked>> meansOf(String path, Instance instance, Reading reading) {
    return means.computeIfAbsent(
        path + " " + instance.id() + " " + reading, it -> means(path, instance, reading));
  }

  /** Whether some means of a path goes through with some choice of the caller. */
  Truth answer(
      Who who,
      String path,
      Instance instance,
      Reading reading,
      Map<String, Value> around,
      List<Map<String, Value>> choices) {
    Truth best = Truth.NO;
    for (int each = 0; each < means(path, instance) && best != Truth.YES; each++) {
      best = best.or(answer(who, path, instance, reading, each, around, choices));
    }
    return best;
  }

  /** The same of one means alone. */
  Truth answer(
      Who who,
      String path,
      Instance instance,
      Reading reading,
      int number,
      Map<String, Value> around,
      List<Map<String, Value>> choices) {
    List<Asked> asks = meansOf(path, instance, reading).get(number);
    Truth best = Truth.NO;
    for (Map<String, Value> choice : choices) {
      best = best.or(all(who, path, asks, reading, around, choice));
      if (best == Truth.YES) {
        return best;
      }
    }
    return best;
  }

  private Truth all(
      Who who,
      String path,
      List<Asked> asks,
      Reading reading,
      Map<String, Value> around,
      Map<String, Value> choice) {
    Truth all = Truth.YES;
    for (Asked each : asks) {
      Request request = request(who, each, around, choice);
      Policies own = policies.computeIfAbsent(who, this::policies);
      Truth admitted = Evaluator.admits(request, own);
      boolean mayBeUnlisted =
          path.equals("session-manager")
              && reading == Reading.SECOND
              && each.resource().endsWith("document/SSM-SessionManagerRunShell");
      if (mayBeUnlisted && admitted == Truth.NO) {
        admitted =
            switch (Evaluator.decide(request, own)) {
              case EXPLICITLY_DENIED -> Truth.NO;
              case UNKNOWN -> Truth.UNKNOWN;
              case IMPLICITLY_DENIED, ALLOWED -> Truth.YES;
            };
      }
      all = all.and(admitted);
      if (all == Truth.NO) {
        return all;
      }
    }
    return all;
  }

  private Request request(
      Who who, Asked asked, Map<String, Value> around, Map<String, Value> choice) {
    Map<String, Value> carried = choice;
    if (!choice.keySet().stream().allMatch(it -> Contexts.carries(asked.action(), it))) {
      carried = new HashMap<>(choice);
      carried.keySet().removeIf(it -> !Contexts.carries(asked.action(), it));
    }
    Context own = about.computeIfAbsent(who, it -> Context.EMPTY.with(about(it)));
    return new Request(
        Caller.of(who.arn()),
        asked.action(),
        asked.resource(),
        IamLab.ACCOUNT,
        own.with(around).with(asked.keys()).with(carried));
  }

  private Map<String, Value> about(Who who) {
    Map<String, Value> keys = new HashMap<>();
    keys.put("aws:principalarn", Value.of(who.arn()));
    keys.put("aws:principalaccount", Value.of(IamLab.ACCOUNT));
    keys.put("aws:resourceaccount", Value.of(IamLab.ACCOUNT));
    keys.put("aws:requestedregion", Value.of(IamLab.REGION));
    keys.put("aws:viaawsservice", Value.of("false"));
    keys.put("aws:securetransport", Value.of("true"));
    if (who.kind.equals("user")) {
      keys.put("aws:username", Value.of(who.name));
    }
    if (lab.membership != Membership.NONE) {
      keys.put("aws:principalorgid", Value.of("o-mine"));
    }
    who.tags.forEach((key, value) -> keys.put("aws:principaltag/" + key, Value.of(value)));
    return keys;
  }

  // Policies.

  private Policies policies(Who who) {
    List<Policy> identity = new ArrayList<>(own(who));
    lab.principals.stream()
        .filter(it -> it.kind.equals("group") && who.groups.contains(it.name))
        .forEach(it -> identity.addAll(own(it)));
    boolean bound = lab.membership == Membership.MEMBER;
    return Policies.of(PolicySet.of(identity))
        .withBoundary(who.boundary.map(it -> PolicySet.of(List.of(managed(it)))))
        .withOrganization(
            bound
                ? lab.scpLevels.stream()
                    .map(level -> PolicySet.of(level.stream().map(Naive::read).toList()))
                    .toList()
                : List.of(),
            List.of());
  }

  private List<Policy> own(Who who) {
    List<Policy> own = new ArrayList<>(who.inline.stream().map(Naive::read).toList());
    who.attached.forEach(it -> own.add(managed(it)));
    return own;
  }

  private Policy managed(String arn) {
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    return read(new Paper(name, lab.managed.getOrDefault(name, List.of())));
  }

  private static Policy read(Paper paper) {
    return PolicyReader.read(paper.name(), Clause.document(paper.clauses()));
  }

  // What a path asks for.

  private List<List<Asked>> means(String path, Instance instance, Reading reading) {
    return switch (path) {
      case "session-manager" -> {
        String check = reading == Reading.FIRST ? "true" : "false";
        yield List.of(
            List.of(
                node("ssm:StartSession", instance)
                    .and("ssm:sessiondocumentaccesscheck", Value.of(check)),
                document("ssm:StartSession", "SSM-SessionManagerRunShell")));
      }
      case "ssm-tunnel" ->
          documents(
              instance,
              "ssm:StartSession",
              "AWS-StartSSHSession",
              "AWS-StartPortForwardingSession",
              "AWS-StartPortForwardingSessionToRemoteHost");
      case "run-command" -> {
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
      case "instance-connect" ->
          List.of(List.of(host("ec2-instance-connect:SendSSHPublicKey", instance)));
      case "serial-console" ->
          List.of(List.of(host("ec2-instance-connect:SendSerialConsoleSSHPublicKey", instance)));
      case "fleet-manager-rdp" ->
          List.of(
              List.of(
                  new Asked("ssm-guiconnect:StartConnection", "*", Map.of()),
                  viaService(node("ssm:StartSession", instance)),
                  viaService(document("ssm:StartSession", "AWS-StartPortForwardingSession"))));
      case "instance-connect-endpoint" -> tunnels(instance, reading);
      default -> throw new IllegalArgumentException(path);
    };
  }

  private static List<List<Asked>> documents(Instance instance, String action, String... names) {
    List<List<Asked>> means = new ArrayList<>();
    for (String each : names) {
      means.add(List.of(node(action, instance), document(action, each)));
    }
    return means;
  }

  private List<List<Asked>> tunnels(Instance instance, Reading reading) {
    List<List<Asked>> tunnels = new ArrayList<>();
    String address =
        lab.region.interfaces.stream()
            .filter(it -> it.instanceId().equals(Optional.of(instance.id())))
            .map(it -> it.privateAddresses().getFirst().address())
            .findFirst()
            .orElseThrow();
    for (InstanceConnectEndpoint each : lab.region.endpoints) {
      Map<String, String> tags = reading == Reading.FIRST ? each.tags() : instance.tags();
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
    String owner = name.startsWith("AWS-") ? "" : IamLab.ACCOUNT;
    return new Asked(
        action,
        "arn:aws:ssm:" + IamLab.REGION + ":" + owner + ":document/" + name,
        Map.of("ssm:sessiondocumentaccesscheck", Value.of("true")));
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
