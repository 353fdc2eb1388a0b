package dev.loginpath.path;

import dev.loginpath.report.Decision;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.report.Report;
import dev.loginpath.scan.Check;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.snapshot.IamRole;
import dev.loginpath.snapshot.IamUser;
import dev.loginpath.snapshot.KmsKey;
import dev.loginpath.snapshot.ManagedPolicy;
import dev.loginpath.snapshot.NamedKey;
import dev.loginpath.snapshot.NamedPolicy;
import dev.loginpath.snapshot.SessionDocument;
import dev.loginpath.snapshot.SessionDocumentVersions;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The demo account with other session documents, keys, roles and users in Tokyo. */
record Shells(DemoAccount account) {

  static final String KEY = "arn:aws:kms:ap-northeast-1:111122223333:key/1234abcd";

  /** The policy that leaves the key to the account's IAM. */
  static final String ACCOUNT_DECIDES =
      "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
          + "\"arn:aws:iam::111122223333:root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";

  private static final String BOUNDARY = "arn:aws:iam::111122223333:policy/boundary";

  static Shells demo() {
    return new Shells(DemoAccount.asItIs());
  }

  static String allow(String actions) {
    return "{\"Effect\":\"Allow\",\"Action\":" + actions + ",\"Resource\":\"*\"}";
  }

  static String userArn(String name) {
    return "arn:aws:iam::111122223333:user/" + name;
  }

  private static SessionDocument document(String name, String version, String inputs) {
    return new SessionDocument(
        name,
        version,
        "{\"schemaVersion\":\"1.0\",\"sessionType\":\"Standard_Stream\",\"inputs\":{"
            + inputs
            + "}}");
  }

  private static <T> Observed<T> known(String action, T value) {
    return new Observed.Known<>(Call.of(action, DemoFolder.TOKYO), value);
  }

  /** With these inputs in both versions of the preferences, and no other document. */
  Shells preferring(String inputs) {
    String name = "SSM-SessionManagerRunShell";
    return new Shells(
        account
            .answer(DemoFolder.TOKYO, "ssm.defaultPreferences", document(name, "$DEFAULT", inputs))
            .answer(DemoFolder.TOKYO, "ssm.latestPreferences", document(name, "$LATEST", inputs))
            .change(
                DemoFolder.TOKYO,
                "ssm.sessionDocuments",
                (List<SessionDocumentVersions> all) -> List.of())
            .answer(DemoFolder.TOKYO, "ssm.sessionDocumentNames", List.of()));
  }

  /** With one document of the account's own for shells. */
  Shells own(String name, String inputs) {
    return own(name, inputs, inputs);
  }

  /** The same, of which the latest version has other inputs. */
  Shells own(String name, String inputs, String latest) {
    SessionDocumentVersions versions =
        new SessionDocumentVersions(
            name,
            known("ssm:GetDocument", document(name, "$DEFAULT", inputs)),
            known("ssm:GetDocument", document(name, "$LATEST", latest)));
    return new Shells(
        account
            .change(
                DemoFolder.TOKYO,
                "ssm.sessionDocuments",
                (List<SessionDocumentVersions> all) -> List.of(versions))
            .answer(DemoFolder.TOKYO, "ssm.sessionDocumentNames", List.of(name)));
  }

  /** The preferences name a key. */
  Shells encrypted(Observed<String> policy) {
    return preferring("\"kmsKeyId\":\"" + KEY + "\"").key(policy);
  }

  /** The key is there. */
  Shells key(Observed<String> policy) {
    KmsKey key = new KmsKey("1234abcd", KEY, "Enabled", "CUSTOMER", "SYMMETRIC_DEFAULT");
    NamedKey named = new NamedKey(KEY, known("kms:DescribeKey", key), Optional.of(policy));
    return new Shells(
        account.change(
            DemoFolder.TOKYO, "logDestinations.keys", (List<NamedKey> all) -> List.of(named)));
  }

  Shells encrypted(String policy) {
    return encrypted(known("kms:GetKeyPolicy", policy));
  }

  private Shells iam(UnaryOperator<AuthorizationDetails> change) {
    return new Shells(account.iam(change));
  }

  private Shells role(String name, UnaryOperator<IamRole> change) {
    return iam(it ->
        new AuthorizationDetails(
            it.users(),
            it.groups(),
            it.roles().stream()
                .map(each -> each.name().equals(name) ? change.apply(each) : each)
                .toList(),
            it.policies()));
  }

  /** A role that may also do this. */
  Shells roleMay(String name, String statement) {
    return role(name, it -> DemoAccount.with(it, "inlinePolicies", List.of(policy(statement))));
  }

  /** A role within a permissions boundary. */
  Shells boundary(String role, String statement) {
    ManagedPolicy boundary =
        new ManagedPolicy(BOUNDARY, "boundary", Optional.of(policy(statement).document()));
    return role(role, it -> DemoAccount.with(it, "permissionsBoundaryArn", Optional.of(BOUNDARY)))
        .iam(it -> {
          List<ManagedPolicy> policies = new ArrayList<>(it.policies());
          policies.add(boundary);
          return new AuthorizationDetails(it.users(), it.groups(), it.roles(), policies);
        });
  }

  /** A role with tags, which its sessions have as well. */
  Shells taggedRole(String name, Map<String, String> tags) {
    return role(name, it -> DemoAccount.with(it, "tags", new TreeMap<>(tags)));
  }

  /** One user more. */
  Shells user(String name, Map<String, String> tags, String statement) {
    IamUser user =
        new IamUser(
            userArn(name),
            name,
            "AIDA" + name.toUpperCase(java.util.Locale.ROOT),
            List.of(policy(statement)),
            List.of(),
            List.of(),
            Optional.empty(),
            new TreeMap<>(tags));
    return iam(it -> {
      List<IamUser> users = new ArrayList<>(it.users());
      users.add(user);
      return new AuthorizationDetails(users, it.groups(), it.roles(), it.policies());
    });
  }

  private static NamedPolicy policy(String statement) {
    return new NamedPolicy("own", "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}");
  }

  String status(String instance, PathId path) {
    return account.path(instance, path).status().word();
  }

  /** How a principal may use a path by his own name; empty where he may not. */
  Optional<Decision> decision(String instance, PathId path, String arn) {
    Report report = new Check(List.of(), Set.of(account.id(instance))).report(account.snapshot());
    PathAssessment given =
        report.instances().getFirst().paths().stream()
            .filter(it -> it.path().equals(path))
            .findFirst()
            .orElseThrow();
    return report.principalSets().getOrDefault(given.principals(), List.of()).stream()
        .filter(it -> it.arn().equals(arn))
        .map(PrincipalAccess::decision)
        .findFirst();
  }
}
