package dev.loginpath.bench;

import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.snapshot.CallerIdentity;
import dev.loginpath.snapshot.IamGroup;
import dev.loginpath.snapshot.IamRole;
import dev.loginpath.snapshot.IamSnapshot;
import dev.loginpath.snapshot.IamUser;
import dev.loginpath.snapshot.ManagedPolicy;
import dev.loginpath.snapshot.NamedPolicy;
import dev.loginpath.snapshot.Organization;
import dev.loginpath.snapshot.OrganizationParent;
import dev.loginpath.snapshot.OrganizationPolicy;
import dev.loginpath.snapshot.OrganizationSnapshot;
import dev.loginpath.snapshot.PolicyLevel;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Users in groups, permission sets, roles of machines and of pipelines, behind boundaries and three
 * levels of service control policies; the seed tells all.
 */
final class SyntheticPrincipals {

  private static final String ACCOUNT = SyntheticNetwork.ACCOUNT;
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  private static final String DOCUMENTS = "arn:aws:ssm:*:*:document/*";
  private static final String BOUNDARY = "arn:aws:iam::" + ACCOUNT + ":policy/bounds";

  private final Random random = new Random(3);
  private final List<IamUser> users = new ArrayList<>();
  private final List<IamGroup> groups = new ArrayList<>();
  private final List<IamRole> roles = new ArrayList<>();
  private final List<ManagedPolicy> policies = new ArrayList<>();

  /** A third are users, a tenth permission sets, the rest roles of machines and pipelines. */
  SyntheticPrincipals(int count) {
    managed();
    for (int team = 0; team < SyntheticRegion.TEAMS; team++) {
      groups.add(
          new IamGroup(
              "arn:aws:iam::" + ACCOUNT + ":group/team-" + team,
              "team-" + team,
              List.of(),
              List.of(arn("team-" + team), arn("mfa"))));
    }
    for (int each = 0; each < count; each++) {
      if (each < count / 3) {
        user(each);
      } else if (each < count * 13 / 30) {
        permissionSet(each);
      } else {
        machine(each);
      }
    }
  }

  private static String arn(String policy) {
    return "arn:aws:iam::" + ACCOUNT + ":policy/" + policy;
  }

  private static String statement(String effect, String actions, String resources, String when) {
    String condition = when.isEmpty() ? "" : ",\"Condition\":" + when;
    return "{\"Effect\":\""
        + effect
        + "\",\"Action\":["
        + quoted(actions)
        + "],\"Resource\":["
        + quoted(resources)
        + "]"
        + condition
        + "}";
  }

  private static String quoted(String list) {
    return "\"" + String.join("\",\"", list.split(" ")) + "\"";
  }

  private static String document(String... statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
  }

  private static String when(String operator, String key, String value) {
    return "{\"" + operator + "\":{\"" + key + "\":\"" + value + "\"}}";
  }

  private void policy(String name, String... statements) {
    policies.add(new ManagedPolicy(arn(name), name, Optional.of(document(statements))));
  }

  private void managed() {
    for (int team = 0; team < SyntheticRegion.TEAMS; team++) {
      String own = when("StringEquals", "aws:ResourceTag/Team", "team-" + team);
      policy(
          "team-" + team,
          statement("Allow", "ssm:StartSession ssm:SendCommand", "arn:aws:ec2:*:*:instance/*", own),
          statement("Allow", "ssm:StartSession ssm:SendCommand", DOCUMENTS, ""),
          statement("Allow", "ec2-instance-connect:SendSSHPublicKey", "*", own),
          statement("Allow", "ec2:Describe* s3:Get* s3:List* logs:*", "*", ""));
    }
    policy(
        "mfa",
        statement("Deny", "*", "*", when("BoolIfExists", "aws:MultiFactorAuthPresent", "false")));
    policy(
        "office",
        statement("Deny", "*", "*", when("NotIpAddress", "aws:SourceIp", "203.0.113.0/24")));
    policy(
        "owner",
        statement(
            "Allow",
            "ec2-instance-connect:* ssm:StartSession",
            "*",
            when("StringEquals", "aws:ResourceTag/owner", "${aws:username}")));
    policy(
        "tunnel",
        statement(
            "Allow",
            "ec2-instance-connect:OpenTunnel",
            "arn:aws:ec2:*:" + ACCOUNT + ":instance-connect-endpoint/*",
            when("NumericEquals", "ec2-instance-connect:remotePort", "22")));
    policy(
        "not-prod",
        statement(
            "Deny",
            "ssm:* ec2-instance-connect:*",
            "*",
            when("StringEquals", "aws:ResourceTag/Env", "prod")));
    policy(
        "operations", statement("Allow", "ssm:* ssm-guiconnect:* ec2-instance-connect:*", "*", ""));
    policy("reader", statement("Allow", "ec2:Describe* ssm:Get* ssm:List* s3:Get*", "*", ""));
    policy("bounds", statement("Allow", "ec2:* ssm:* ec2-instance-connect:* s3:* logs:*", "*", ""));
  }

  private void user(int number) {
    String name = "user-" + number;
    List<String> attached = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      attached.add(arn("owner"));
    }
    if (random.nextInt(4) == 0) {
      attached.add(arn("tunnel"));
    }
    if (random.nextInt(10) == 0) {
      attached.add(arn("office"));
    }
    List<NamedPolicy> inline = new ArrayList<>();
    if (random.nextInt(10) == 0) {
      String one = SyntheticRegion.id(random.nextInt(5000));
      String other = SyntheticRegion.id(random.nextInt(5000));
      String start = "arn:aws:ec2:us-east-1:" + ACCOUNT + ":instance/";
      inline.add(
          new NamedPolicy(
              "hosts",
              document(
                  statement("Allow", "ssm:StartSession", start + one + " " + start + other, ""))));
    }
    users.add(
        new IamUser(
            "arn:aws:iam::" + ACCOUNT + ":user/" + name,
            name,
            "AIDA" + number,
            inline,
            attached,
            List.of("team-" + random.nextInt(SyntheticRegion.TEAMS)),
            random.nextInt(5) == 0 ? Optional.of(BOUNDARY) : Optional.empty(),
            new TreeMap<>(Map.of("cost", "c-" + number % 7))));
  }

  private void role(String path, String name, String trust, List<String> attached) {
    roles.add(
        new IamRole(
            "arn:aws:iam::" + ACCOUNT + ":role" + path + name,
            name,
            "AROA" + roles.size(),
            trust,
            List.of(),
            attached,
            List.of(),
            random.nextInt(5) == 0 ? Optional.of(BOUNDARY) : Optional.empty(),
            new TreeMap<>(Map.of("cost", "c-" + random.nextInt(7)))));
  }

  private void permissionSet(int number) {
    String trust =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{"
            + "\"Federated\":\"arn:aws:iam::"
            + ACCOUNT
            + ":saml-provider/AWSSSO\"},\"Action\":["
            + "\"sts:AssumeRoleWithSAML\",\"sts:TagSession\"]}]}";
    List<String> attached =
        switch (number % 4) {
          case 0 -> List.of(arn("operations"), arn("not-prod"));
          case 1 -> List.of(arn("operations"), arn("office"));
          case 2 -> List.of(arn("team-" + number % SyntheticRegion.TEAMS));
          default -> List.of(arn("reader"));
        };
    role(
        "/aws-reserved/sso.amazonaws.com/",
        "AWSReservedSSO_Set%d_%016x".formatted(number, number),
        trust,
        attached);
  }

  private void machine(int number) {
    String service = number % 3 == 0 ? "lambda.amazonaws.com" : "ec2.amazonaws.com";
    String trust =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{"
            + "\"Service\":\""
            + service
            + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    List<String> attached =
        switch (number % 20) {
          case 0 -> List.of(arn("operations"));
          case 1, 2 -> List.of(arn("team-" + number % SyntheticRegion.TEAMS));
          default -> List.of(arn("reader"));
        };
    role("/", "machine-" + number, trust, attached);
  }

  private static <T> Observed<T> known(String action, T value) {
    return new Observed.Known<>(Call.of(action, "aws-global"), value);
  }

  private static OrganizationSnapshot organization() {
    String all = statement("Allow", "*", "*", "");
    List<String> levels =
        List.of(
            document(all),
            document(
                all,
                statement(
                    "Deny",
                    "ec2-instance-connect:SendSerialConsoleSSHPublicKey",
                    "*",
                    when("StringEquals", "aws:ResourceTag/Env", "prod"))),
            document(
                all,
                statement(
                    "Deny",
                    "*",
                    "*",
                    when("StringNotEquals", "aws:RequestedRegion", "us-east-1"))));
    List<PolicyLevel> targets = new ArrayList<>();
    List<OrganizationPolicy> policies = new ArrayList<>();
    List<String> ids = List.of("r-1", "ou-1", ACCOUNT);
    for (int level = 0; level < levels.size(); level++) {
      String id = "p-" + level;
      targets.add(
          new PolicyLevel(
              ids.get(level),
              known("organizations:ListPoliciesForTarget", List.of(id)),
              known("organizations:ListPoliciesForTarget", List.of())));
      policies.add(
          new OrganizationPolicy(
              id,
              id,
              "SERVICE_CONTROL_POLICY",
              known("organizations:DescribePolicy", levels.get(level))));
    }
    return new OrganizationSnapshot(
        known("organizations:DescribeOrganization", new Organization("o-1", "999988887777", "ALL")),
        List.of(
            new OrganizationParent(ACCOUNT, known("organizations:ListParents", "ou-1")),
            new OrganizationParent("ou-1", known("organizations:ListParents", "r-1"))),
        targets,
        policies);
  }

  AccountSnapshot account(RegionSnapshot region) {
    return new AccountSnapshot(
        AccountSnapshot.SCHEMA_VERSION,
        "bench",
        NOW,
        NOW,
        "aws",
        ACCOUNT,
        known("sts:GetCallerIdentity", new CallerIdentity(ACCOUNT, "arn:aws:iam::x:user/bench")),
        known("ec2:DescribeRegions", List.of()),
        true,
        new IamSnapshot(
            known(
                "iam:GetAccountAuthorizationDetails",
                new AuthorizationDetails(users, groups, roles, policies)),
            List.of(),
            known("iam:ListAccountAliases", List.of())),
        organization(),
        SyntheticNetwork.noAccelerators(),
        List.of(region),
        List.of());
  }
}
