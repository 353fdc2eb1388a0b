package dev.loginpath.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * IAM's decision about one request. Denials of any policy come first; then every level of the
 * organization must allow, and the identity or the resource's own policy must. See <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">the
 * evaluation logic</a>.
 */
public final class Evaluator {

  /** Services whose resources a resource control policy protects, dated in the file. */
  private static final Set<String> RCP_SERVICES = rcpServices();

  /** How far an allow of a resource policy carries. */
  private static final Set<Principals.Grant> ANY_GRANT =
      Set.of(Principals.Grant.DIRECT, Principals.Grant.ROLE, Principals.Grant.ACCOUNT);

  private Evaluator() {}

  private static Set<String> rcpServices() {
    try (InputStream in =
            Objects.requireNonNull(Evaluator.class.getResourceAsStream("rcp-services.txt"));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(it -> !it.isBlank() && !it.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public static Ruling decide(Request request, Policies policies) {
    Truth denied = denied(request, policies);
    if (denied == Truth.YES) {
      return Ruling.EXPLICITLY_DENIED;
    }
    Truth allowed = allowed(request, policies);
    if (denied == Truth.UNKNOWN || allowed == Truth.UNKNOWN) {
      return Ruling.UNKNOWN;
    }
    return allowed == Truth.YES ? Ruling.ALLOWED : Ruling.IMPLICITLY_DENIED;
  }

  /** Whether the request goes through, whatever kind of denial would stop it. */
  public static Truth admits(Request request, Policies policies) {
    Truth allowed = allowed(request, policies);
    return allowed == Truth.NO ? allowed : allowed.and(denied(request, policies).not());
  }

  private static Truth denied(Request request, Policies policies) {
    boolean bound = !request.caller().isServiceLinked();
    Truth denied = Truth.NO;
    if (bound) {
      for (PolicySet level : policies.scps()) {
        denied = denied.or(denied(level, request, policies));
      }
      if (!policies.rcps().isEmpty() && isUnderResourceControl(request)) {
        for (PolicySet level : policies.rcps()) {
          denied = denied.or(denied(level, request, policies));
        }
      }
    }
    denied = denied.or(denied(policies.identity(), request, policies));
    denied = denied.or(denied(policies.boundary(), request, policies));
    denied = denied.or(denied(policies.session(), request, policies));
    denied = denied.or(denied(policies.resource().map(PolicySet::naming), request, policies));
    return denied.or(denied(policies.endpoint(), request, policies));
  }

  /** Resource control policies know nothing of most services. */
  static boolean isUnderResourceControl(Request request) {
    return RCP_SERVICES.contains(request.service());
  }

  private static Truth denied(Optional<PolicySet> set, Request request, Policies policies) {
    return set.isEmpty() ? Truth.NO : denied(set.get(), request, policies);
  }

  private static Truth denied(PolicySet set, Request request, Policies policies) {
    Truth denied = set.hasUnreadable() ? Truth.UNKNOWN : Truth.NO;
    for (Statement each : set.about(request.action()).denies()) {
      if (isAboutCaller(each, request, policies)) {
        denied = denied.or(each.matches(request));
        if (denied == Truth.YES) {
          return denied;
        }
      }
    }
    return denied;
  }

  /** {@code NotPrincipal} never exempts a principal that has a permissions boundary. */
  static boolean isAboutCaller(Statement deny, Request request, Policies policies) {
    return deny.grant(request.caller()) != Principals.Grant.NONE
        || (policies.boundary().isPresent() && deny.principals().orElseThrow().negated());
  }

  private static Truth allowed(Request request, Policies policies) {
    Caller caller = request.caller();
    boolean root = caller.kind() == Caller.Kind.ROOT;
    if (root && request.action().equals("sts:assumerole")) {
      return Truth.NO;
    }
    Truth organization = Truth.YES;
    if (!caller.isServiceLinked()) {
      for (PolicySet level : policies.scps()) {
        organization = organization.and(allowed(level, request, it -> true));
      }
    }
    if (organization == Truth.NO) {
      return organization;
    }
    Truth limits = allowed(policies.boundary(), request).and(allowed(policies.session(), request));
    Truth identity =
        (root ? Truth.YES : allowed(policies.identity(), request, it -> true)).and(limits);
    Truth granted;
    if (caller.account().isEmpty()) {
      // A service or an identity provider stands in no account and has no policies of its own.
      granted = resource(policies, request, ANY_GRANT::contains);
    } else if (request.isSameAccount()) {
      granted = sameAccount(request, policies, identity, limits);
    } else {
      granted = identity.and(resource(policies, request, ANY_GRANT::contains));
    }
    return organization.and(granted).and(allowed(policies.endpoint(), request));
  }

  /** Either side is enough, but for what only the resource's own policy opens. */
  private static Truth sameAccount(
      Request request, Policies policies, Truth identity, Truth limits) {
    Truth granted = needsResourcePolicy(request) ? Truth.NO : identity;
    if (policies.resource().isEmpty() || granted == Truth.YES) {
      return granted;
    }
    Truth direct = resource(policies, request, it -> it == Principals.Grant.DIRECT);
    Truth role = resource(policies, request, it -> it == Principals.Grant.ROLE).and(limits);
    Truth account = resource(policies, request, it -> it == Principals.Grant.ACCOUNT);
    return granted.or(direct).or(role).or(account.and(identity));
  }

  /** Roles and keys are opened by their own policy alone, even inside the account. */
  private static boolean needsResourcePolicy(Request request) {
    return request.action().startsWith("sts:assumerole")
        || (request.service().equals("sts") && request.resource().contains(":role/"))
        || (request.service().equals("kms") && request.resource().contains(":key/"));
  }

  private static Truth allowed(Optional<PolicySet> set, Request request) {
    return set.isEmpty() ? Truth.YES : allowed(set.get(), request, it -> true);
  }

  private static Truth resource(
      Policies policies, Request request, Predicate<Principals.Grant> counts) {
    return policies.resource().isEmpty()
        ? Truth.NO
        : allowed(policies.resource().get().naming(), request, counts);
  }

  private static Truth allowed(PolicySet set, Request request, Predicate<Principals.Grant> counts) {
    Truth allowed = set.hasUnreadable() ? Truth.UNKNOWN : Truth.NO;
    for (Statement each : set.about(request.action()).allows()) {
      Principals.Grant grant = each.grant(request.caller());
      if (grant != Principals.Grant.NONE && counts.test(grant)) {
        allowed = allowed.or(each.matches(request));
        if (allowed == Truth.YES) {
          return allowed;
        }
      }
    }
    return allowed;
  }
}
