package dev.loginpath.recording;

import dev.loginpath.identity.AgentRole;
import dev.loginpath.network.Network;
import dev.loginpath.report.Content;
import dev.loginpath.report.PathId;
import dev.loginpath.snapshot.ConnectionRecordingPreferences;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.SessionDocument;
import dev.loginpath.snapshot.SessionDocumentVersions;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Kleene;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the login paths of a region leave behind. */
public final class Recordings {

  private final RegionSnapshot region;
  private final Network network;
  private final AgentRole role;
  private final String partition;
  private final String account;
  private final Requirement trail;
  private final Verdict preferences;

  public Recordings(
      RegionSnapshot region, Network network, AgentRole role, String partition, String account) {
    this.region = region;
    this.network = network;
    this.role = role;
    this.partition = partition;
    this.account = account;
    this.trail = AuditTrail.of(region);
    this.preferences = SessionPreferences.recorded(region.ssm());
  }

  /** What is left behind on a path of an instance. */
  public Recording of(PathId path, Instance instance) {
    List<String> audit = events(path);
    return switch (path) {
      case SESSION_MANAGER -> session(audit, instance);
      case FLEET_MANAGER_RDP -> desktop(audit);
      // AWS: the content of these sessions is encrypted end to end, and cannot be logged.
      case SSM_TUNNEL -> always(Content.IMPOSSIBLE, audit);
      // The caller may ask for the output.
      case RUN_COMMAND -> always(Content.UNKNOWN, audit);
      case SSH_DIRECT,
          RDP_DIRECT,
          SSH_BASTION,
          INSTANCE_CONNECT,
          INSTANCE_CONNECT_ENDPOINT,
          SERIAL_CONSOLE ->
          always(Content.NOT_RECORDED, audit);
    };
  }

  /**
   * The CloudTrail events of each path. See <a
   * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitor-with-cloudtrail.html">EC2's</a>
   * and <a
   * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-cloudtrail-logs.html">Systems
   * Manager's</a>.
   */
  private static List<String> events(PathId path) {
    return switch (path) {
      case SESSION_MANAGER -> List.of("StartSession", "ResumeSession", "TerminateSession");
      case SSM_TUNNEL -> List.of("StartSession", "TerminateSession");
      case RUN_COMMAND -> List.of("SendCommand", "CreateAssociation", "StartAutomationExecution");
      case INSTANCE_CONNECT -> List.of("SendSSHPublicKey");
      case INSTANCE_CONNECT_ENDPOINT -> List.of("OpenTunnel", "SendSSHPublicKey");
      case SERIAL_CONSOLE -> List.of("SendSerialConsoleSSHPublicKey");
      case FLEET_MANAGER_RDP -> List.of("StartConnection", "StartSession");
      case SSH_DIRECT, RDP_DIRECT, SSH_BASTION -> List.of();
    };
  }

  private Recording always(Content content, List<String> audit) {
    return new Recording(
        content,
        audit,
        List.of(),
        audit.isEmpty() ? List.of() : List.of(Requirement.of(trail.id(), trail.verdict())),
        List.of());
  }

  /**
   * Recording of RDP is documented for just-in-time access; without preferences there is none. See
   * <a
   * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-just-in-time-node-access-rdp-recording.html">recording
   * RDP connections</a>.
   */
  private Recording desktop(List<String> audit) {
    Observed<ConnectionRecordingPreferences> set = region.connectionRecording();
    List<String> buckets =
        Stream.of(set)
            .filter(Observed.Known.class::isInstance)
            .flatMap(it ->
                ((Observed.Known<ConnectionRecordingPreferences>) it).value().buckets().stream())
            .map(it -> "s3://" + it)
            .toList();
    Verdict verdict =
        switch (set) {
          case Observed.Known<ConnectionRecordingPreferences> known ->
              Verdict.unknown(
                  known.call(),
                  buckets.isEmpty()
                      ? "the preferences for recording RDP connections name no bucket"
                      : "recordings of RDP connections go to " + String.join(", ", buckets),
                  "AWS documents recording for connections by just-in-time access, and not whether"
                      + " others are recorded too.");
          case Observed.Absent<ConnectionRecordingPreferences> absent ->
              Verdict.notMet(
                  absent.call(), "there are no preferences for recording RDP connections");
          case Observed.Unseen<ConnectionRecordingPreferences> unseen -> Verdict.unknown(unseen);
        };
    return new Recording(
        verdict instanceof Verdict.NotMet ? Content.NOT_RECORDED : Content.UNKNOWN,
        audit,
        buckets,
        List.of(
            Requirement.of("desktop-recording", verdict),
            Requirement.of(trail.id(), trail.verdict()).asInformative()),
        List.of());
  }

  private Recording session(List<String> audit, Instance instance) {
    List<Requirement> requirements = new ArrayList<>();
    requirements.add(Requirement.of("session-preferences", preferences));
    LogDestination destination = new LogDestination(region, inputs(region));
    SessionLog log = new SessionLog(region, network, role, partition, account, destination);
    if (preferences instanceof Verdict.Met) {
      requirements.add(log.arrivesFrom(instance));
    }
    Verdict verdict = Kleene.allOf(requirements.stream().map(Requirement::verdict).toList());
    List<Cause> unread = unreadDocuments();
    if (!unread.isEmpty()) {
      requirements.add(
          Requirement.of("other-session-documents", Verdict.unknown(unread)).asInformative());
    }
    requirements.add(trail.asInformative());
    Content content =
        switch (verdict) {
          case Verdict.Met met -> Content.RECORDED;
          case Verdict.NotMet notMet -> Content.NOT_RECORDED;
          case Verdict.Unknown unknown -> Content.UNKNOWN;
        };
    return new Recording(content, audit, destination.names(), requirements, List.of());
  }

  /** Documents that were not seen may be shells that do not log. */
  private List<Cause> unreadDocuments() {
    List<Cause> unread = new ArrayList<>();
    Observed.gap(region.ssm().sessionDocumentNames()).ifPresent(unread::add);
    for (SessionDocumentVersions each : region.ssm().sessionDocuments()) {
      for (Observed<SessionDocument> version :
          List.of(each.defaultVersion(), each.latestVersion())) {
        if (version instanceof Observed.Unseen<SessionDocument> unseen) {
          unread.add(Cause.of(unseen));
        }
      }
    }
    return unread;
  }

  private static SortedMap<String, String> inputs(RegionSnapshot region) {
    return region.ssm().defaultPreferences() instanceof Observed.Known<SessionDocument> known
        ? known.value().inputs().orElseGet(TreeMap::new)
        : new TreeMap<>();
  }

  /**
   * Whether a region's sessions are recorded somewhere, whatever node they run on: not met also
   * where the place is proven to be missing, or not encrypted as the preferences demand.
   */
  public static Verdict ofRegion(RegionSnapshot region) {
    Verdict preferences = SessionPreferences.recorded(region.ssm());
    if (!(preferences instanceof Verdict.Met)) {
      return preferences;
    }
    Verdict place = new LogDestination(region, inputs(region)).exist();
    return place instanceof Verdict.Met ? preferences : place;
  }

  /**
   * The account's own documents for shells that do not log, or of which it is not known that they
   * do: whoever may start a session with one is not recorded.
   */
  public List<String> unrecordedDocuments() {
    List<String> unrecorded = new ArrayList<>();
    for (SessionDocumentVersions each : region.ssm().sessionDocuments()) {
      if (isShell(each.defaultVersion()) || isShell(each.latestVersion())) {
        boolean logs =
            SessionPreferences.recorded(each.defaultVersion(), each.latestVersion())
                instanceof Verdict.Met;
        if (!logs) {
          unrecorded.add(each.name());
        }
      }
    }
    return unrecorded;
  }

  private static boolean isShell(Observed<SessionDocument> version) {
    Optional<String> type =
        version instanceof Observed.Known<SessionDocument> known
            ? known.value().sessionType()
            : Optional.empty();
    return type.filter(it -> !it.equals("Port")).isPresent();
  }
}
