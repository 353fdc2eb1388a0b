package dev.loginpath.identity;

import dev.loginpath.policy.Policy;
import dev.loginpath.policy.PolicyReader;
import dev.loginpath.policy.PolicySet;
import dev.loginpath.policy.Value;
import dev.loginpath.snapshot.NamedKey;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.SessionDocument;
import dev.loginpath.snapshot.SessionDocumentVersions;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a document for shells demands of those who start a session with it, beside that it is
 * allowed: the key that the session is encrypted with, and with Run As an OS user. Either version
 * of a document may be what runs. See <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-enable-encryption.html">session
 * encryption</a> and <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-run-as.html">Run
 * As</a>.
 */
public record SessionDemands(RegionSnapshot region, String partition, String account) {

  private static final PolicySet NEEDS_AN_OS_USER =
      PolicySet.of(
          List.of(
              PolicyReader.read(
                  "Run As of the session document",
                  """
                  {"Version": "2012-10-17", "Statement": [{"Sid": "NoOsUser", "Effect": "Deny",
                    "Principal": "*", "Action": "ssm:StartSession", "Resource": "*",
                    "Condition": {"Null": {"aws:PrincipalTag/SSMSessionRunAs": "true"}}}]}
                  """)));

  /** The versions of the preferences, or of a document of the account. */
  public record Versions(Observed<SessionDocument> standard, Observed<SessionDocument> latest) {

    List<Observed<SessionDocument>> both() {
      return List.of(standard, latest);
    }

    /** The values of an input; none where neither version sets it. */
    SortedSet<String> values(String input) {
      SortedSet<String> values = new TreeSet<>();
      for (Observed<SessionDocument> each : both()) {
        values.add(
            each instanceof Observed.Known<SessionDocument> known
                ? known.value().inputs().map(it -> it.getOrDefault(input, "")).orElse("")
                : "");
      }
      return values;
    }

    Optional<Cause> gap() {
      return both().stream().flatMap(it -> Observed.gap(it).stream()).findFirst();
    }
  }

  public Versions preferences() {
    return new Versions(region.ssm().defaultPreferences(), region.ssm().latestPreferences());
  }

  /** Of the preferences, or of a document by its name. */
  Versions of(String document) {
    return region.ssm().sessionDocuments().stream()
        .filter(it -> it.name().equals(document))
        .map(SessionDemands::versions)
        .findFirst()
        .orElseGet(this::preferences);
  }

  public static Versions versions(SessionDocumentVersions document) {
    return new Versions(document.defaultVersion(), document.latestVersion());
  }

  /**
   * The key of sessions with a document.
   *
   * @param target the key as a resource, with its policy as far as that is known
   */
  public record Key(String id, Target target) {}

  /**
   * The keys that sessions with a document may be encrypted with; none where it is shown to have
   * none. One that cannot be told stands for any.
   */
  public List<Key> keys(Versions versions) {
    Optional<Cause> gap = versions.gap();
    if (gap.isPresent()) {
      return List.of(untold(gap.get().reason()));
    }
    SortedSet<String> named = versions.values("kmsKeyId");
    if (named.size() > 1) {
      return List.of(untold("the versions of the session document name different keys"));
    }
    return named.first().isEmpty() ? List.of() : List.of(key(named.first()));
  }

  private Key untold(String why) {
    String arn = "arn:%s:kms:%s:%s:key/unknown".formatted(partition, region.name(), account);
    return new Key("unknown", target(arn, unreadable("unknown", why)));
  }

  private Key key(String id) {
    Optional<NamedKey> named =
        region.logDestinations().keys().stream().filter(it -> it.id().equals(id)).findFirst();
    String arn =
        named
            .flatMap(NamedKey::arn)
            .orElseGet(() ->
                id.startsWith("arn:")
                    ? id
                    : "arn:%s:kms:%s:%s:key/%s".formatted(partition, region.name(), account, id));
    PolicySet policy =
        named
            .flatMap(NamedKey::policy)
            .map(it -> policy(id, it))
            .orElseGet(() -> unreadable(id, "the policy of the key was not looked at"));
    return new Key(id, target(arn, policy));
  }

  private static PolicySet policy(String id, Observed<String> policy) {
    return switch (policy) {
      case Observed.Known<String> known ->
          PolicySet.of(List.of(PolicyReader.read("key policy of " + id, known.value())));
      case Observed.Absent<String> absent -> unreadable(id, "AWS shows no policy of the key");
      case Observed.Unseen<String> unseen -> unreadable(id, Cause.of(unseen).reason());
    };
  }

  private static PolicySet unreadable(String id, String why) {
    return PolicySet.of(List.of(Policy.unreadable("key policy of " + id, why)));
  }

  private Target target(String arn, PolicySet policy) {
    String[] parts = arn.split(":", 6);
    String owner = parts.length > 4 && !parts[4].isEmpty() ? parts[4] : account;
    return new Target(
        arn,
        owner,
        Map.of(
            "aws:requestedregion", Value.of(region.name()),
            "aws:resourceaccount", Value.of(owner)),
        Optional.of(policy),
        Optional.of("the tags of the key were not read"));
  }

  /** What else callers must be allowed to start a session with a document. */
  List<Ask> asks(Versions versions) {
    return keys(versions).stream()
        .map(it -> new Ask(LoginAction.GENERATE_DATA_KEY, it.target()))
        .toList();
  }

  /**
   * The default OS user of Run As, empty text where a version sets none; empty where Run As is off.
   */
  public Optional<String> runAsUser(Versions versions) {
    return versions.values("runAsEnabled").contains("true")
        ? Optional.of(versions.values("runAsDefaultUser").getFirst())
        : Optional.empty();
  }

  /**
   * With Run As and no default OS user a session starts for those alone who bring one by their tag
   * {@code SSMSessionRunAs}; empty where that is not so.
   */
  Optional<PolicySet> runAs(Versions versions) {
    Optional<Cause> gap = versions.gap();
    if (gap.isPresent()) {
      return Optional.of(untold("Run As of the session document", gap.get().reason()));
    }
    SortedSet<String> on = versions.values("runAsEnabled");
    SortedSet<String> users = versions.values("runAsDefaultUser");
    if (!on.contains("true") || !users.contains("")) {
      return Optional.empty();
    }
    boolean differ = on.size() > 1 || users.size() > 1;
    return Optional.of(
        differ
            ? untold(
                "Run As of the session document",
                "the versions of the session document differ in Run As")
            : NEEDS_AN_OS_USER);
  }

  private static PolicySet untold(String policy, String why) {
    return PolicySet.of(List.of(Policy.unreadable(policy, why)));
  }
}
