package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.maybe;
import static dev.loginpath.collect.Answers.text;

import dev.loginpath.report.Outcome;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.snapshot.FetchedPolicy;
import dev.loginpath.snapshot.IamGroup;
import dev.loginpath.snapshot.IamRole;
import dev.loginpath.snapshot.IamSnapshot;
import dev.loginpath.snapshot.IamUser;
import dev.loginpath.snapshot.ManagedPolicy;
import dev.loginpath.snapshot.NamedPolicy;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GroupDetail;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.UserDetail;

/** Reads the account's principals and policies in one stream of pages. */
final class IamCollector {

  static final Set<String> ACTIONS =
      Set.of(
          "iam:GetAccountAuthorizationDetails",
          "iam:GetPolicy",
          "iam:GetPolicyVersion",
          "iam:ListAccountAliases");

  private static final String GLOBAL = "aws-global";
  private static final Set<String> GONE = Set.of("NoSuchEntity");

  private final IamClient iam;

  IamCollector(IamClient iam) {
    this.iam = iam;
  }

  IamSnapshot collect() {
    Observed<AuthorizationDetails> details = authorizationDetails();
    List<FetchedPolicy> fetched =
        switch (details) {
          case Observed.Known<AuthorizationDetails> known -> notShown(known.value());
          case Observed.Absent<AuthorizationDetails> absent -> List.<FetchedPolicy>of();
          case Observed.Unseen<AuthorizationDetails> unseen ->
              unseen.soFar().map(this::notShown).orElse(List.of());
        };
    return new IamSnapshot(details, fetched, aliases());
  }

  private Observed<AuthorizationDetails> authorizationDetails() {
    Call call = Call.of("iam:GetAccountAuthorizationDetails", GLOBAL);
    Observed<List<Part>> parts =
        Observe.pages(
            call,
            () -> iam.getAccountAuthorizationDetailsPaginator().iterator(),
            page ->
                Optional.of(new Part(details(List.of(page)))).filter(Part::holdsAny).stream()
                    .toList(),
            it -> "");
    return switch (parts) {
      case Observed.Known<List<Part>> known -> new Observed.Known<>(call, joined(known.value()));
      case Observed.Absent<List<Part>> absent -> new Observed.Absent<>(call);
      case Observed.Unseen<List<Part>> unseen ->
          new Observed.Unseen<>(
              call,
              unseen.outcome(),
              unseen.detail(),
              unseen.outcome() == Outcome.CUT_SHORT
                  ? unseen.soFar().map(IamCollector::joined)
                  : Optional.empty());
    };
  }

  /** One page, as a list item. */
  private record Part(AuthorizationDetails details) {

    boolean holdsAny() {
      return !(details.users().isEmpty()
          && details.groups().isEmpty()
          && details.roles().isEmpty()
          && details.policies().isEmpty());
    }
  }

  private static AuthorizationDetails joined(List<Part> parts) {
    List<AuthorizationDetails> all = parts.stream().map(Part::details).toList();
    return new AuthorizationDetails(
        all.stream()
            .flatMap(it -> it.users().stream())
            .sorted(Comparator.comparing(IamUser::arn))
            .toList(),
        all.stream()
            .flatMap(it -> it.groups().stream())
            .sorted(Comparator.comparing(IamGroup::arn))
            .toList(),
        all.stream()
            .flatMap(it -> it.roles().stream())
            .sorted(Comparator.comparing(IamRole::arn))
            .toList(),
        all.stream()
            .flatMap(it -> it.policies().stream())
            .sorted(Comparator.comparing(ManagedPolicy::arn))
            .toList());
  }

  private static AuthorizationDetails details(List<GetAccountAuthorizationDetailsResponse> pages) {
    return new AuthorizationDetails(
        pages.stream()
            .flatMap(it -> it.userDetailList().stream())
            .filter(it -> it.arn() != null)
            .map(IamCollector::user)
            .toList(),
        pages.stream()
            .flatMap(it -> it.groupDetailList().stream())
            .filter(it -> it.arn() != null)
            .map(IamCollector::group)
            .toList(),
        pages.stream()
            .flatMap(it -> it.roleDetailList().stream())
            .filter(it -> it.arn() != null)
            .map(IamCollector::role)
            .toList(),
        pages.stream()
            .flatMap(it -> it.policies().stream())
            .filter(it -> it.arn() != null)
            .map(IamCollector::policy)
            .toList());
  }

  /**
   * The details show a managed policy of AWS only where it is attached: one that is a boundary and
   * nothing else is missing from them.
   */
  private List<FetchedPolicy> notShown(AuthorizationDetails details) {
    SortedSet<String> arns = new TreeSet<>();
    details
        .users()
        .forEach(it -> {
          arns.addAll(it.attachedPolicyArns());
          it.permissionsBoundaryArn().ifPresent(arns::add);
        });
    details.groups().forEach(it -> arns.addAll(it.attachedPolicyArns()));
    details
        .roles()
        .forEach(it -> {
          arns.addAll(it.attachedPolicyArns());
          it.permissionsBoundaryArn().ifPresent(arns::add);
        });
    details.policies().stream()
        .filter(it -> it.document().isPresent())
        .forEach(it -> arns.remove(it.arn()));
    return arns.stream().map(this::fetched).toList();
  }

  private FetchedPolicy fetched(String arn) {
    Observed<String> version =
        Observe.one(
            new Call("iam:GetPolicy", GLOBAL, arn),
            GONE,
            () ->
                Optional.ofNullable(iam.getPolicy(it -> it.policyArn(arn)).policy())
                    .flatMap(it -> maybe(it.defaultVersionId())));
    Observed<ManagedPolicy> policy =
        switch (version) {
          case Observed.Known<String> known -> version(arn, known.value());
          case Observed.Absent<String> absent -> new Observed.Absent<>(absent.call());
          case Observed.Unseen<String> unseen ->
              Observe.notCalled(
                  new Call("iam:GetPolicyVersion", GLOBAL, arn),
                  "which version is in force could not be seen");
        };
    return new FetchedPolicy(arn, version, policy);
  }

  private Observed<ManagedPolicy> version(String arn, String versionId) {
    return Observe.one(
        new Call("iam:GetPolicyVersion", GLOBAL, arn),
        GONE,
        () ->
            Optional.ofNullable(
                    iam.getPolicyVersion(it -> it.policyArn(arn).versionId(versionId))
                        .policyVersion())
                .map(it ->
                    new ManagedPolicy(
                        arn,
                        arn.substring(arn.lastIndexOf('/') + 1),
                        maybe(document(it.document())))));
  }

  private static IamUser user(UserDetail it) {
    return new IamUser(
        it.arn(),
        text(it.userName()),
        text(it.userId()),
        inline(it.userPolicyList()),
        attached(it.attachedManagedPolicies()),
        it.groupList().stream().flatMap(Stream::ofNullable).sorted().toList(),
        boundary(it.permissionsBoundary()),
        tags(it.tags()));
  }

  private static IamGroup group(GroupDetail it) {
    return new IamGroup(
        it.arn(),
        text(it.groupName()),
        inline(it.groupPolicyList()),
        attached(it.attachedManagedPolicies()));
  }

  private static IamRole role(RoleDetail it) {
    return new IamRole(
        it.arn(),
        text(it.roleName()),
        text(it.roleId()),
        document(it.assumeRolePolicyDocument()),
        inline(it.rolePolicyList()),
        attached(it.attachedManagedPolicies()),
        it.instanceProfileList().stream()
            .flatMap(profile -> Stream.ofNullable(profile.arn()))
            .sorted()
            .toList(),
        boundary(it.permissionsBoundary()),
        tags(it.tags()));
  }

  private static ManagedPolicy policy(ManagedPolicyDetail it) {
    Optional<String> document =
        it.policyVersionList().stream()
            .filter(version -> Boolean.TRUE.equals(version.isDefaultVersion()))
            .map(PolicyVersion::document)
            .flatMap(Stream::ofNullable)
            .findFirst()
            .map(IamCollector::document);
    return new ManagedPolicy(it.arn(), text(it.policyName()), document);
  }

  private static List<NamedPolicy> inline(List<PolicyDetail> policies) {
    return policies.stream()
        .map(it -> new NamedPolicy(text(it.policyName()), document(it.policyDocument())))
        .sorted(Comparator.comparing(NamedPolicy::name))
        .toList();
  }

  private static List<String> attached(List<AttachedPolicy> policies) {
    return policies.stream().flatMap(it -> Stream.ofNullable(it.policyArn())).sorted().toList();
  }

  private static Optional<String> boundary(@Nullable AttachedPermissionsBoundary boundary) {
    return boundary == null ? Optional.empty() : maybe(boundary.permissionsBoundaryArn());
  }

  private static SortedMap<String, String> tags(List<Tag> tags) {
    SortedMap<String, String> sorted = new TreeMap<>();
    tags.stream()
        .filter(it -> it.key() != null)
        .forEach(it -> sorted.put(it.key(), text(it.value())));
    return sorted;
  }

  /** IAM sends documents URL-encoded; one that is not stays as it is. */
  private static String document(@Nullable String document) {
    String text = text(document);
    try {
      return text.stripLeading().startsWith("{")
          ? text
          : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  private Observed<List<String>> aliases() {
    return Observe.pages(
        Call.of("iam:ListAccountAliases", GLOBAL),
        () -> iam.listAccountAliasesPaginator().iterator(),
        page -> page.accountAliases().stream().flatMap(Stream::ofNullable).toList(),
        it -> it);
  }
}
