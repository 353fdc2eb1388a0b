package dev.loginpath.identity;

import dev.loginpath.policy.Policy;
import dev.loginpath.policy.PolicyReader;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.snapshot.FetchedPolicy;
import dev.loginpath.snapshot.IamSnapshot;
import dev.loginpath.snapshot.ManagedPolicy;
import dev.loginpath.snapshot.NamedPolicy;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The account's policies, each read once; equal ones are one object. */
final class PolicyShelf {

  private record Text(String name, String document) {}

  private final Map<Text, Policy> read = new HashMap<>();
  private final Map<String, ManagedPolicy> managed = new HashMap<>();
  private final Map<String, FetchedPolicy> fetched = new HashMap<>();

  PolicyShelf(IamSnapshot iam, AuthorizationDetails details) {
    details.policies().forEach(it -> managed.putIfAbsent(it.arn(), it));
    iam.fetchedPolicies().forEach(it -> fetched.putIfAbsent(it.arn(), it));
  }

  /** A managed policy in its default version; one that did not come is unreadable. */
  Policy managed(String arn) {
    Optional<String> listed =
        Optional.ofNullable(managed.get(arn)).flatMap(ManagedPolicy::document);
    if (listed.isPresent()) {
      return read(arn, listed.get());
    }
    FetchedPolicy asked = fetched.get(arn);
    if (asked == null) {
      return Policy.unreadable(arn, "the policy's document was not read");
    }
    return switch (asked.policy()) {
      case Observed.Known<ManagedPolicy> known ->
          known
              .value()
              .document()
              .map(it -> read(arn, it))
              .orElseGet(() -> Policy.unreadable(arn, "the policy has no document"));
      case Observed.Absent<ManagedPolicy> gone -> Policy.unreadable(arn, "the policy is gone");
      case Observed.Unseen<ManagedPolicy> unseen ->
          Policy.unreadable(arn, Cause.of(unseen).reason());
    };
  }

  /** An inline policy; {@code of} names the group that holds it, empty for the principal itself. */
  Policy inline(NamedPolicy policy, String of) {
    return read("inline policy " + policy.name() + of, policy.document());
  }

  Policy read(String name, String document) {
    return read.computeIfAbsent(
        new Text(name, document), it -> PolicyReader.read(it.name(), it.document()));
  }
}
