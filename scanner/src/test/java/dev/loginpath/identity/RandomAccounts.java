package dev.loginpath.identity;

import dev.loginpath.identity.IamLab.Membership;
import dev.loginpath.identity.IamLab.Paper;
import dev.loginpath.identity.IamLab.Who;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Small accounts whose policies use everything that decides about a login; the seed tells all. */
final class RandomAccounts {

  private static final String DOCUMENTS = "arn:aws:ssm:*:*:document/*";
  private static final String ENDPOINTS =
      "arn:aws:ec2:*:" + IamLab.ACCOUNT + ":instance-connect-endpoint/*";
  private static final String INSTANCES = "arn:aws:ec2:*:*:instance/*";

  private static final List<List<String>> ACTIONS =
      List.of(
          List.of("*"),
          List.of("ssm:*"),
          List.of("ssm:*", "ec2-instance-connect:*", "ssm-guiconnect:*"),
          List.of("ssm:StartSession"),
          List.of("ssm:Start*", "ssm-guiconnect:StartConnection"),
          List.of("ssm:SendCommand", "ssm:CreateAssociation"),
          List.of("ec2-instance-connect:*"),
          List.of("ec2-instance-connect:OpenTunnel"),
          List.of("ec2-instance-connect:Send*"),
          List.of("SSM:startsession", "ssm:SendCommand"),
          List.of("iam:*", "s3:Get*"));

  private static final List<List<String>> RESOURCES =
      List.of(
          List.of("*"),
          List.of(INSTANCES),
          List.of(INSTANCES, DOCUMENTS),
          List.of(INSTANCES, ENDPOINTS),
          List.of(DOCUMENTS),
          List.of("arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell", INSTANCES),
          List.of("arn:aws:ssm:*::document/AWS-Run*", INSTANCES),
          List.of("arn:aws:ssm:us-east-1:" + IamLab.ACCOUNT + ":*"),
          List.of(RegionLab.arn("i-0"), RegionLab.arn("i-2")),
          List.of(RegionLab.arn("i-1"), RegionLab.endpointArn("eice-0"), DOCUMENTS),
          List.of("arn:aws:ec2:*:*:instance/${aws:username}", DOCUMENTS),
          List.of("arn:aws:ec2:*:*:instance/i-${aws:PrincipalTag/team, '0'}"));

  /** Operator, key and values. */
  private static final List<List<String>> CONDITIONS =
      List.of(
          List.of("StringEquals", "aws:ResourceTag/Env", "dev"),
          List.of("StringEquals", "ssm:resourceTag/Env", "dev", "test"),
          List.of("StringEquals", "ec2:ResourceTag/Env", "prod"),
          List.of("StringNotEquals", "aws:ResourceTag/Env", "prod"),
          List.of("StringLike", "aws:ResourceTag/Env", "p*"),
          List.of("StringEqualsIfExists", "aws:ResourceTag/Env", "dev"),
          List.of("Null", "aws:ResourceTag/owner", "true"),
          List.of("StringEquals", "aws:ResourceTag/owner", "${aws:username}"),
          List.of("StringEquals", "aws:ResourceTag/Env", "${aws:PrincipalTag/team}"),
          List.of("StringEquals", "aws:PrincipalTag/team", "${aws:ResourceTag/Env}"),
          List.of("StringNotEquals", "aws:SourceIdentity", "${aws:ResourceTag/owner}"),
          List.of("StringEquals", "aws:PrincipalTag/team", "dev"),
          List.of("StringNotLike", "aws:PrincipalTag/team", "d*"),
          List.of("StringLike", "aws:username", "u-?"),
          List.of("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/*"),
          List.of("StringEquals", "aws:PrincipalOrgID", "o-mine"),
          List.of("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-mine/r-0/*"),
          List.of("StringEquals", "aws:ResourceOrgID", "o-mine"),
          List.of("StringNotEqualsIfExists", "aws:ResourceOrgID", "o-mine"),
          List.of("StringEquals", "aws:ResourceAccount", IamLab.ACCOUNT),
          List.of("StringNotEquals", "aws:ResourceAccount", "${aws:PrincipalAccount}"),
          List.of("IpAddress", "aws:SourceIp", "203.0.113.0/24", "2001:db8::/32"),
          List.of("IpAddress", "aws:SourceIp", "203.0.113.128/25"),
          List.of("NotIpAddress", "aws:SourceIp", "203.0.113.0/24"),
          List.of("NotIpAddressIfExists", "aws:SourceIp", "198.51.100.7"),
          List.of("Null", "aws:SourceIp", "true"),
          List.of("StringEquals", "aws:SourceVpce", "vpce-1"),
          List.of("StringNotEqualsIfExists", "aws:SourceVpc", "vpc-1"),
          List.of("IpAddress", "aws:VpcSourceIp", "10.0.0.0/8"),
          List.of("Bool", "aws:MultiFactorAuthPresent", "true"),
          List.of("Bool", "aws:MultiFactorAuthPresent", "false"),
          List.of("BoolIfExists", "aws:MultiFactorAuthPresent", "false"),
          List.of("Null", "aws:MultiFactorAuthAge", "true"),
          List.of("NumericLessThan", "aws:MultiFactorAuthAge", "3600"),
          List.of("DateLessThan", "aws:TokenIssueTime", "2026-01-01T00:00:00Z"),
          List.of("DateGreaterThan", "aws:TokenIssueTime", "2027-01-01T00:00:00Z"),
          List.of("DateLessThan", "aws:CurrentTime", "2027-01-01T00:00:00Z"),
          List.of("DateGreaterThan", "aws:EpochTime", "1798761600"),
          List.of("StringEquals", "aws:SourceIdentity", "alice"),
          List.of("StringLike", "ec2:SourceInstanceARN", "*"),
          List.of("Null", "ec2:SourceInstanceARN", "true"),
          List.of("StringEquals", "ec2:osuser", "ec2-user", "ubuntu"),
          List.of("StringEquals", "ec2:osuser", "${aws:username}"),
          List.of("StringNotEquals", "ec2:osuser", "root"),
          List.of("NumericEquals", "ec2-instance-connect:remotePort", "22"),
          List.of("NumericGreaterThan", "ec2-instance-connect:remotePort", "22"),
          List.of("NumericLessThanEquals", "ec2-instance-connect:maxTunnelDuration", "900"),
          List.of("Null", "ec2-instance-connect:maxTunnelDuration", "false"),
          List.of("IpAddress", "ec2-instance-connect:privateIpAddress", "10.0.0.0/30"),
          List.of("BoolIfExists", "ssm:SessionDocumentAccessCheck", "true"),
          List.of("Bool", "aws:ViaAWSService", "false"),
          List.of("ForAnyValue:StringEquals", "aws:CalledVia", "ssm-guiconnect.amazonaws.com"),
          List.of("StringLike", "aws:UserAgent", "aws-cli/*"),
          List.of("StringEquals", "aws:RequestTag/Env", "dev"),
          List.of("StringNotEquals", "aws:RequestedRegion", "us-east-1"));

  private final Random random;
  private final IamLab lab = new IamLab();

  private RandomAccounts(long seed) {
    this.random = new Random(seed);
  }

  static IamLab of(long seed) {
    return new RandomAccounts(seed).make();
  }

  /** A statement that such an account may hold. */
  static Clause clause(Random random, boolean deny) {
    List<String> actions = pick(random, ACTIONS);
    String[] names = actions.toArray(String[]::new);
    Clause clause = deny ? Clause.deny(names) : Clause.allow(names);
    if (random.nextInt(12) == 0) {
      clause = clause.forAllOtherActions();
    }
    String[] resources = pick(random, RESOURCES).toArray(String[]::new);
    if (random.nextInt(2) == 0) {
      clause = random.nextInt(6) == 0 ? clause.onAllBut(resources) : clause.on(resources);
    }
    int conditions = deny ? 1 + random.nextInt(2) : random.nextInt(3);
    for (int each = 0; each < conditions; each++) {
      List<String> condition = pick(random, CONDITIONS);
      clause =
          clause.when(
              condition.get(0),
              condition.get(1),
              condition.subList(2, condition.size()).toArray(String[]::new));
    }
    return clause;
  }

  private static <T> T pick(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private Clause[] clauses(int atMost) {
    List<Clause> clauses = new ArrayList<>();
    int count = 1 + random.nextInt(atMost);
    for (int each = 0; each < count; each++) {
      clauses.add(clause(random, random.nextInt(4) == 0));
    }
    return clauses.toArray(Clause[]::new);
  }

  private IamLab make() {
    for (int each = 0; each < 5; each++) {
      Map<String, String> tags = new TreeMap<>();
      tag(tags, "Env", List.of("dev", "prod", "test", "pre"));
      tag(tags, "owner", List.of("u-0", "u-1", "alice"));
      if (random.nextInt(10) == 0) {
        tags.put("env", "dev");
      }
      lab.region.instance("i-" + each, "10.0.0." + (each + 1), tags);
    }
    for (int each = random.nextInt(3); each > 0; each--) {
      Map<String, String> tags = new TreeMap<>();
      tag(tags, "Env", List.of("dev", "prod"));
      lab.region.endpoint("eice-" + each, tags);
    }
    for (int each = 0; each < 3; each++) {
      lab.policy("shared-" + each, clauses(3));
    }
    lab.policy("bounds", Clause.allow("ssm:*", "ec2-instance-connect:*"), clause(random, true));
    lab.group("g").may(clauses(2)).with("shared-2");
    for (int each = 0; each < 4; each++) {
      principal(lab.user("u-" + each), each);
    }
    for (int each = 0; each < 3; each++) {
      Who role = lab.role("r-" + each);
      principal(role, each);
      switch (random.nextInt(3)) {
        case 0 -> role.trusting(Clause.trust("Service", "ec2.amazonaws.com"));
        case 1 ->
            role.trusting(
                Clause.trust("Federated", "arn:aws:iam::" + IamLab.ACCOUNT + ":saml-provider/x")
                    .alsoFor("sts:TagSession"));
        default -> role.trusting(Clause.trust("AWS", "arn:aws:iam::999988887777:root"));
      }
    }
    organization();
    return lab;
  }

  private void tag(Map<String, String> tags, String key, List<String> values) {
    if (random.nextInt(4) > 0) {
      tags.put(key, pick(random, values));
    }
  }

  private void principal(Who who, int number) {
    if (random.nextInt(3) > 0) {
      who.may(clauses(3));
    }
    if (random.nextBoolean()) {
      who.with("shared-" + (number & 1));
    }
    if (who.kind.equals("user") && random.nextInt(3) == 0) {
      who.in("g");
    }
    if (random.nextInt(5) == 0) {
      who.boundBy("bounds");
    }
    tag(who.tags, "team", List.of("dev", "prod", "0"));
  }

  private void organization() {
    lab.membership = pick(random, List.of(Membership.values()));
    for (int level = random.nextInt(3); level >= 0; level--) {
      List<Clause> clauses = new ArrayList<>(List.of(Clause.allow("*")));
      if (random.nextInt(3) == 0) {
        clauses.add(clause(random, true));
      }
      lab.scpLevels.add(List.of(new Paper("scp-" + level, clauses)));
    }
  }
}
