package dev.loginpath.identity;

import dev.loginpath.network.Exit;
import dev.loginpath.policy.Policy;
import dev.loginpath.policy.PolicyReader;
import dev.loginpath.policy.PolicySet;
import dev.loginpath.policy.Value;
import dev.loginpath.report.Decision;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.ServiceSetting;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Kleene;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The role that the SSM agent of an instance acts with, and what it may do. See <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html">the
 * agent's credentials</a> and <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-default-host-management-configuration.html">default
 * host management</a>.
 */
public final class AgentRole {

  private static final Call DETAILS = Call.of("iam:GetAccountAuthorizationDetails", "aws-global");

  private final AccountAccess account;
  private final RegionSnapshot region;
  private final Map<String, PolicySet> endpointPolicies = new HashMap<>();

  /** For the instances of a region. */
  public AgentRole(AccountAccess account, RegionSnapshot region) {
    this.account = account;
    this.region = region;
  }

  public String partition() {
    return account.partition();
  }

  public String account() {
    return account.account();
  }

  /** Whether it is known which role the agent acts with, and why not where it is not. */
  private record Found(Optional<Principal> role, Verdict verdict) {}

  /** Which role the agent acts with; that there is none is never proven: see {@link #noRole}. */
  public Verdict exists(Instance instance) {
    return find(instance).verdict();
  }

  private Found find(Instance instance) {
    Found lent = hostManagement(instance);
    if (instance.instanceProfileArn().isEmpty()) {
      return lent;
    }
    Call call = region.ec2().instances().call().about(instance.id());
    String profile = instance.instanceProfileArn().get();
    Optional<Principal> role = account.roleOf(profile);
    String named = role.map(it -> " with the role " + it.caller().name()).orElse("");
    Found own = new Found(role, Verdict.met(call, "has the instance profile " + profile + named));
    boolean mayBeLent =
        lent.verdict() instanceof Verdict.Met
            || Observed.gap(region.ssm().defaultHostManagementRole()).isPresent();
    if (role.isEmpty() || !mayBeLent) {
      return own;
    }
    // A profile that may not register is passed over for default host management.
    Ask register = ask(LoginAction.UPDATE_INSTANCE_INFORMATION, instance);
    return switch (verdict(acting(role.get(), instance), register)) {
      case Verdict.Met met -> own;
      case Verdict.NotMet notMet -> lent;
      case Verdict.Unknown unknown -> new Found(Optional.empty(), either(unknown, lent.verdict()));
    };
  }

  /** Whether the profile's role acts or the one that is lent is not known. */
  private static Verdict either(Verdict.Unknown registers, Verdict lent) {
    return new Verdict.Unknown(
        Stream.of(registers, lent).flatMap(it -> it.evidence().stream()).toList(),
        Stream.of(registers, lent).flatMap(it -> it.causesOfDoubt().stream()).toList());
  }

  private Found hostManagement(Instance instance) {
    return switch (region.ssm().defaultHostManagementRole()) {
      case Observed.Known<ServiceSetting> known when isRole(known.value()) ->
          new Found(
              account.role(known.value().value()),
              Verdict.met(
                  known.call(), "default host management lends the role " + known.value().value()));
      case Observed.Known<ServiceSetting> known ->
          new Found(Optional.empty(), noRole(instance, known.call()));
      case Observed.Absent<ServiceSetting> absent ->
          new Found(Optional.empty(), noRole(instance, absent.call()));
      case Observed.Unseen<ServiceSetting> unseen ->
          new Found(Optional.empty(), Verdict.unknown(unseen));
    };
  }

  private static boolean isRole(ServiceSetting setting) {
    return !setting.status().orElse("").equals("Default")
        && !setting.value().isEmpty()
        && !setting.value().equals("$None");
  }

  /** Not proven: the agent also takes credentials from its environment or from root's files. */
  private static Verdict noRole(Instance instance, Call call) {
    return Verdict.unknown(
        call,
        instance.id()
            + " has no instance profile that the agent can use, and default host management is off",
        "Without an instance profile and default host management, the agent can only use credentials"
            + " that no API shows.");
  }

  /**
   * Whether the role may do all of some actions that have no resources of their own.
   *
   * @param exit how the requests leave, which policies may ask for
   */
  public Verdict may(Instance instance, List<LoginAction> actions, Exit exit) {
    Map<String, Value> keys = RequestOrigin.keys(exit);
    return decide(
        instance,
        acting -> acting.with(keys),
        actions.stream().map(it -> ask(it, instance)).toList());
  }

  /** As {@link #may}, through a VPC endpoint whose own policy must let it too. */
  public Verdict mayThrough(VpcEndpoint endpoint, Instance instance, List<LoginAction> actions) {
    Map<String, Value> keys = RequestOrigin.keys(new Exit.Endpoints(List.of(endpoint)));
    Optional<PolicySet> policy =
        endpoint
            .policyDocument()
            .map(it ->
                endpointPolicies.computeIfAbsent(
                    endpoint.id(),
                    id ->
                        PolicySet.of(List.of(PolicyReader.read("endpoint policy of " + id, it)))));
    return decide(
        instance,
        acting -> {
          Principal there = acting.with(keys);
          return policy.map(it -> there.with(there.policies().withEndpoint(it))).orElse(there);
        },
        actions.stream().map(it -> ask(it, instance)).toList());
  }

  /** Whether the role may do something with a resource of the account. */
  public Verdict mayOn(Instance instance, LoginAction action, String arn, Optional<PolicySet> own) {
    return decide(instance, acting -> acting, List.of(new Ask(action, target(arn, own))));
  }

  /** Whether the role may decrypt with the key of a session. */
  public Verdict mayDecrypt(Instance instance, SessionDemands.Key key) {
    return decide(instance, acting -> acting, List.of(new Ask(LoginAction.DECRYPT, key.target())));
  }

  /**
   * Whether the role may do something with a resource that may be another account's: where that
   * lies, and what its organization forbids there, is not known.
   */
  public Verdict mayOnAnybodys(
      Instance instance, LoginAction action, String arn, PolicySet own, String why) {
    Value unknown = Value.unknown(why);
    Target target =
        target(arn, Optional.of(own))
            .with(
                Map.of(
                    "aws:resourceaccount", unknown,
                    "aws:resourceorgid", unknown,
                    "aws:resourceorgpaths", unknown));
    PolicySet control =
        PolicySet.of(List.of(Policy.unreadable("resource control policies of " + arn, why)));
    return decide(
        instance,
        acting ->
            acting.with(
                acting.policies().withOrganization(acting.policies().scps(), List.of(control))),
        List.of(new Ask(action, target)));
  }

  private Target target(String arn, Optional<PolicySet> own) {
    return new Target(
        arn, account.account(), Map.of("aws:requestedregion", Value.of(region.name())), own);
  }

  private Ask ask(LoginAction action, Instance instance) {
    String arn = action.resourceTypes().contains("instance") ? arn(instance) : "*";
    return new Ask(action, target(arn, Optional.empty()));
  }

  private String arn(Instance instance) {
    return "arn:"
        + account.partition()
        + ":ec2:"
        + region.name()
        + ":"
        + instance.ownerId()
        + ":instance/"
        + instance.id();
  }

  /** The role as the instance's credentials have it. */
  private Principal acting(Principal role, Instance instance) {
    Map<String, Value> keys = new HashMap<>();
    keys.put("ec2:sourceinstancearn", Value.of(arn(instance)));
    keys.put("ssm:sourceinstancearn", Value.ABSENT);
    keys.put("aws:multifactorauthpresent", Value.of("false"));
    keys.put("aws:multifactorauthage", Value.ABSENT);
    instance.vpcId().ifPresent(it -> keys.put("aws:ec2instancesourcevpc", Value.of(it)));
    Principal acting = role.with(keys);
    return new Principal(
        acting.caller(), acting.name(), acting.policies(), acting.context(), acting.trust(), false);
  }

  /**
   * Whether the role may make some calls.
   *
   * @param bound the role as other policies bind it on these calls
   */
  private Verdict decide(Instance instance, UnaryOperator<Principal> bound, List<Ask> asks) {
    Found found = find(instance);
    if (found.role().isEmpty()) {
      return found.verdict() instanceof Verdict.Met
          ? Verdict.unknown(account.gapsOr("the role of the instance profile was not listed"))
          : found.verdict();
    }
    Principal acting = bound.apply(acting(found.role().get(), instance));
    List<Verdict> verdicts = new ArrayList<>();
    for (Ask each : asks) {
      verdicts.add(verdict(acting, each));
    }
    return Kleene.allOf(verdicts);
  }

  private Verdict verdict(Principal acting, Ask ask) {
    String what = acting.arn() + " may " + ask.action().action();
    Optional<Outcome> outcome = account.solver().solve(acting, List.of(ask));
    if (outcome.isEmpty()) {
      List<String> why = account.solver().reasons(acting, ask).refusals();
      return Verdict.notMet(
          DETAILS,
          acting.arn() + " may not " + ask.action().action() + ": " + String.join("; ", why));
    }
    Outcome found = outcome.get();
    if (found.decision() == Decision.ALLOWED) {
      return Verdict.met(DETAILS, what + " by " + String.join("; ", found.via()));
    }
    return Verdict.unknown(
        DETAILS,
        what + ": " + String.join("; ", found.conditions()),
        "Conditions or unseen policies decide whether the agent's role may do what it needs.");
  }
}
