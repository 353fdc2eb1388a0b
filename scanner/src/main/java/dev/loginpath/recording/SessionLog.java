package dev.loginpath.recording;

import dev.loginpath.identity.AgentRole;
import dev.loginpath.identity.LoginAction;
import dev.loginpath.network.Network;
import dev.loginpath.policy.Policy;
import dev.loginpath.policy.PolicyReader;
import dev.loginpath.policy.PolicySet;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.NamedBucket;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Kleene;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The log of a session followed to its end: its destination is there and encrypted as the document
 * demands, the instance's role may write to it, and the instance has a way there. See <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html">session
 * logging</a>.
 */
final class SessionLog {

  /** No region's name, so that no endpoint leads there. */
  private static final String ELSEWHERE = "";

  private final RegionSnapshot region;
  private final Network network;
  private final AgentRole role;
  private final String partition;
  private final String account;
  private final LogDestination destination;

  /**
   * Of sessions with a document.
   *
   * @param destination what the document names
   */
  SessionLog(
      RegionSnapshot region,
      Network network,
      AgentRole role,
      String partition,
      String account,
      LogDestination destination) {
    this.region = region;
    this.network = network;
    this.role = role;
    this.partition = partition;
    this.account = account;
    this.destination = destination;
  }

  /** One destination that receives is enough. */
  Requirement arrivesFrom(Instance instance) {
    List<Requirement> ways = new ArrayList<>();
    destination.bucket().ifPresent(it -> ways.add(bucket(it, instance)));
    destination.group().ifPresent(it -> ways.add(group(it, instance)));
    return Requirement.anyOf("destination", ways);
  }

  private Requirement bucket(String name, Instance instance) {
    List<Requirement> needed = new ArrayList<>(destination.bucketItself(name));
    String prefix = destination.input("s3KeyPrefix").map(it -> it + "/").orElse("");
    String arn = "arn:" + partition + ":s3:::" + name;
    String object = arn + "/" + prefix + instance.id() + ".log";
    needed.add(
        Requirement.of(
            "role-may-write", mayOnBucket(instance, LoginAction.PUT_OBJECT, object, name)));
    if (destination.demands("s3EncryptionEnabled")) {
      needed.add(
          Requirement.of(
              "role-may-read-encryption",
              mayOnBucket(instance, LoginAction.GET_ENCRYPTION_CONFIGURATION, arn, name)));
    }
    needed.add(wayToBucket(instance, name));
    needed.add(
        Requirement.of(
                "log-streams",
                Verdict.notMet(
                    region.ssm().defaultPreferences().call(),
                    "the log is written to the bucket at the session's end: an instance that is"
                        + " stopped or wiped before loses it"))
            .asInformative());
    return Requirement.allOf("bucket", needed);
  }

  /** Where the bucket's region was not seen, a way must lead to this region's and to any other. */
  private Requirement wayToBucket(Instance instance, String name) {
    Optional<Observed<String>> place = destination.named(name).map(NamedBucket::region);
    if (place.isPresent() && place.get() instanceof Observed.Known<String> known) {
      return way(instance, "s3", known.value());
    }
    Requirement here = way(instance, "s3", region.name());
    Requirement elsewhere = way(instance, "s3", ELSEWHERE);
    if (here.verdict().answer() == elsewhere.verdict().answer()) {
      return here;
    }
    Cause unseen =
        place
            .flatMap(Observed::gap)
            .orElse(new Cause.Undecided("The region of the bucket " + name + " is not known."));
    return Requirement.explained(
        here.id(), Verdict.unknown(List.of(unseen)), List.of(here, elsewhere));
  }

  /**
   * S3 tells a bucket's policy, or that it has none, to its owner's account alone: an answer shows
   * whose the bucket is. Without one it may be another account's. See <a
   * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html">the API</a>.
   */
  private Verdict mayOnBucket(Instance instance, LoginAction action, String arn, String bucket) {
    String name = "bucket policy of " + bucket;
    Optional<Observed<String>> policy = destination.named(bucket).map(NamedBucket::policy);
    if (policy.isEmpty()) {
      return unowned(instance, action, arn, name, name + " was not asked for");
    }
    return switch (policy.get()) {
      case Observed.Known<String> known ->
          role.mayOn(
              instance,
              action,
              arn,
              Optional.of(PolicySet.of(List.of(PolicyReader.read(name, known.value())))));
      case Observed.Absent<String> absent -> role.mayOn(instance, action, arn, Optional.empty());
      case Observed.Unseen<String> unseen ->
          unowned(instance, action, arn, name, Cause.of(unseen).reason());
    };
  }

  private Verdict unowned(
      Instance instance, LoginAction action, String arn, String policy, String why) {
    PolicySet unread = PolicySet.of(List.of(Policy.unreadable(policy, why)));
    return role.mayOnAnybodys(instance, action, arn, unread, why);
  }

  private Requirement group(String name, Instance instance) {
    List<Requirement> needed = new ArrayList<>(destination.groupItself(name));
    String group =
        "arn:" + partition + ":logs:" + region.name() + ":" + account + ":log-group:" + name;
    needed.add(
        Requirement.of(
            "role-may-look-up",
            Kleene.allOf(
                Stream.of(LoginAction.DESCRIBE_LOG_GROUPS, LoginAction.DESCRIBE_LOG_STREAMS)
                    .map(it -> mayLookUp(instance, it, group))
                    .toList())));
    for (LoginAction action : List.of(LoginAction.CREATE_LOG_STREAM, LoginAction.PUT_LOG_EVENTS)) {
      // Policies name a log group with and without what follows it.
      needed.add(
          Requirement.of(
              "role-may-write",
              Kleene.anyOf(
                  List.of(
                      role.mayOn(
                          instance,
                          action,
                          group + ":log-stream:" + instance.id(),
                          Optional.empty()),
                      role.mayOn(instance, action, group, Optional.empty())))));
    }
    needed.add(way(instance, "logs", region.name()));
    Call call = region.ssm().defaultPreferences().call();
    needed.add(
        Requirement.of(
                "log-streams",
                destination.demands("cloudWatchStreamingEnabled")
                    ? Verdict.met(call, "the log streams while the session runs")
                    : Verdict.notMet(
                        call,
                        "the log is written at the session's end: a killed instance loses it"))
            .asInformative());
    return Requirement.allOf("log-group", needed);
  }

  /**
   * The agent looks the group and its streams up before it writes. AWS authorizes a look-up on a
   * group, on all of its streams, or on no group at all, as the request goes; where a policy
   * distinguishes them, nothing decides. See <a
   * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html">what
   * the role needs</a>.
   */
  private Verdict mayLookUp(Instance instance, LoginAction action, String group) {
    String nameless = group.substring(0, group.lastIndexOf(':') + 1);
    List<Verdict> spellings =
        Stream.of(group, group + ":*", group + ":log-stream:", nameless + ":log-stream:")
            .map(it -> role.mayOn(instance, action, it, Optional.empty()))
            .toList();
    Verdict all = Kleene.allOf(spellings);
    return !(all instanceof Verdict.NotMet) || Kleene.anyOf(spellings) instanceof Verdict.NotMet
        ? all
        : new Verdict.Unknown(
            all.evidence(),
            List.of(
                new Cause.Undecided(
                    "The role may look up some log groups, and AWS does not tell on which resource"
                        + " the agent's look-up is authorized.")));
  }

  /** An agent may also have a proxy, which no API shows: no way seen is not proof. */
  private Requirement way(Instance instance, String service, String in) {
    List<Requirement> ways = new ArrayList<>();
    Network.Attached attached = network.interfacesOf(instance);
    for (NetworkInterface each : attached.interfaces()) {
      ways.add(network.egressTo(each, service, in));
    }
    String id = "way-to-" + service;
    Verdict seen =
        ways.isEmpty()
            ? Verdict.unknown(
                attached.doubts().isEmpty()
                    ? List.of(new Cause.Undecided("The instance has no network interface."))
                    : attached.doubts())
            : Kleene.anyOf(ways.stream().map(Requirement::verdict).toList());
    Verdict verdict =
        seen instanceof Verdict.NotMet notMet
            ? new Verdict.Unknown(
                notMet.evidence(),
                List.of(
                    new Cause.Undecided(
                        "No way to "
                            + service
                            + (in.isEmpty() || in.equals(region.name()) ? "" : " of " + in)
                            + " is seen, and the agent may have a proxy.")))
            : seen;
    return Requirement.of(id, verdict);
  }
}
