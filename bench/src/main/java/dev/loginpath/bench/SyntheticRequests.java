package dev.loginpath.bench;

import dev.loginpath.policy.Caller;
import dev.loginpath.policy.Context;
import dev.loginpath.policy.Policies;
import dev.loginpath.policy.PolicyReader;
import dev.loginpath.policy.PolicySet;
import dev.loginpath.policy.Request;
import dev.loginpath.policy.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Requests for logins as an estate of teams makes them, each with the policies that bear on it. */
final class SyntheticRequests {

  /** A request and its policies. */
  record Asked(Request request, Policies policies) {}

  private static final String ACCOUNT = "111122223333";

  private static final List<String> TEAMS = List.of("red", "blue", "green", "ops");

  private static final List<String> ADDRESSES =
      List.of("203.0.113.7", "198.51.100.4", "10.1.2.3", "2001:db8::1");

  private static final PolicySet BOUNDARY =
      set(
          """
          {"Sid": "Region", "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": \
          {"StringEquals": {"aws:RequestedRegion": ["us-east-1", "eu-west-1"]}}},
          {"Sid": "NoIam", "Effect": "Deny", "Action": ["iam:*", "organizations:*"], "Resource": "*"}
          """);

  private static final List<PolicySet> SCPS =
      List.of(
          set("{'Effect': 'Allow', 'Action': '*', 'Resource': '*'}"),
          set(
              """
              {"Effect": "Allow", "Action": "*", "Resource": "*"},
              {"Sid": "Regions", "Effect": "Deny", "NotAction": ["iam:*", "sts:*"], "Resource": "*", \
              "Condition": {"StringNotEquals": {"aws:RequestedRegion": ["us-east-1", "eu-west-1"]}, \
              "ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/break-glass"}}}
              """),
          set(
              """
              {"Effect": "Allow", "Action": "*", "Resource": "*"},
              {"Sid": "Mfa", "Effect": "Deny", "Action": ["ssm:*", "ec2-instance-connect:*"], \
              "Resource": "*", "Condition": \
              {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}}
              """));

  private static final PolicySet ADMINISTRATORS =
      set(
          """
          {"Effect": "Allow", "Action": "*", "Resource": "*"},
          {"Sid": "FromOffices", "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": \
          {"NotIpAddress": {"aws:SourceIp": ["203.0.113.0/24", "198.51.100.0/24", "10.0.0.0/8", \
          "2001:db8::/32"]}, "Bool": {"aws:ViaAWSService": "false"}}}
          """);

  private static final PolicySet TEAM =
      set(
          """
          {"Sid": "Tagged", "Effect": "Allow", "Action": ["ssm:StartSession", "ssm:SendCommand"], \
          "Resource": "arn:aws:ec2:*:*:instance/*", "Condition": \
          {"StringEquals": {"ssm:resourceTag/Team": "${aws:PrincipalTag/Team}"}}},
          {"Sid": "Documents", "Effect": "Allow", "Action": ["ssm:StartSession", \
          "ssm:SendCommand"], "Resource": ["arn:aws:ssm:*:*:document/AWS-StartSSHSession", \
          "arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell", \
          "arn:aws:ssm:*:*:document/AWS-Run*"]},
          {"Sid": "Own", "Effect": "Allow", "Action": ["ssm:TerminateSession", \
          "ssm:ResumeSession"], "Resource": "arn:aws:ssm:*:*:session/${aws:username}-*"},
          {"Sid": "Keys", "Effect": "Allow", "Action": "ec2-instance-connect:SendSSHPublicKey", \
          "Resource": "arn:aws:ec2:*:*:instance/*", "Condition": \
          {"StringEquals": {"ec2:osuser": ["ec2-user", "ubuntu"]}, \
          "StringLike": {"aws:ResourceTag/Env": ["dev*", "test"]}}},
          {"Sid": "Tunnel", "Effect": "Allow", "Action": "ec2-instance-connect:OpenTunnel", \
          "Resource": "*", "Condition": {"NumericEquals": \
          {"ec2-instance-connect:remotePort": ["22", "3389"]}, "IpAddress": \
          {"ec2-instance-connect:privateIpAddress": "10.0.0.0/8"}}},
          {"Sid": "See", "Effect": "Allow", "Action": ["ec2:Describe*", "ssm:Describe*", \
          "ssm:List*", "ssm:Get*"], "Resource": "*"},
          {"Sid": "NotProduction", "Effect": "Deny", "Action": ["ssm:*", \
          "ec2-instance-connect:*"], "Resource": "*", "Condition": \
          {"StringEquals": {"aws:ResourceTag/Env": "prod"}}}
          """);

  private final Random random = new Random(1);

  private static PolicySet set(String statements) {
    String document =
        "{\"Version\": \"2012-10-17\", \"Statement\": [" + statements.replace('\'', '"') + "]}";
    return PolicySet.of(List.of(PolicyReader.read("policy", document)));
  }

  List<Asked> make(int count) {
    List<Asked> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(one(i));
    }
    return all;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private Asked one(int number) {
    boolean user = random.nextBoolean();
    String name = any(TEAMS) + number % 20;
    String arn = "arn:aws:iam::" + ACCOUNT + (user ? ":user/" : ":role/") + name;
    String session = "arn:aws:sts::" + ACCOUNT + ":assumed-role/" + name + "/s";
    Map<String, String> keys = new HashMap<>();
    keys.put("aws:PrincipalArn", arn);
    keys.put("aws:PrincipalAccount", ACCOUNT);
    keys.put("aws:PrincipalTag/Team", any(TEAMS));
    keys.put("aws:RequestedRegion", random.nextInt(10) == 0 ? "ap-northeast-1" : "us-east-1");
    keys.put("aws:SourceIp", any(ADDRESSES));
    keys.put("aws:ViaAWSService", "false");
    keys.put("aws:SecureTransport", "true");
    keys.put("aws:CurrentTime", "2026-11-20T09:00:00Z");
    if (user) {
      keys.put("aws:username", name);
    }
    if (random.nextInt(4) > 0) {
      keys.put("aws:MultiFactorAuthPresent", random.nextInt(5) > 0 ? "true" : "false");
    }
    String node = "arn:aws:ec2:us-east-1:" + ACCOUNT + ":instance/i-0" + random.nextInt(1000);
    String action;
    String resource = node;
    switch (random.nextInt(5)) {
      case 0 -> {
        action = "ssm:SendCommand";
        resource = "arn:aws:ssm:us-east-1::document/AWS-RunShellScript";
      }
      case 1 -> {
        action = "ec2-instance-connect:SendSSHPublicKey";
        tag(keys, "aws:ResourceTag/");
        keys.put("ec2:osuser", any(List.of("ec2-user", "root")));
      }
      case 2 -> {
        action = "ec2-instance-connect:OpenTunnel";
        resource = "arn:aws:ec2:us-east-1:" + ACCOUNT + ":instance-connect-endpoint/eice-1";
        keys.put("ec2-instance-connect:remotePort", any(List.of("22", "5432")));
        keys.put("ec2-instance-connect:privateIpAddress", "10.0.1.7");
      }
      default -> {
        action = "ssm:StartSession";
        tag(keys, "aws:ResourceTag/");
        tag(keys, "ssm:resourceTag/");
      }
    }
    Map<String, Value> context = new HashMap<>();
    keys.forEach((key, value) -> context.put(key, Value.of(value)));
    Request request =
        new Request(
            Caller.of(user ? arn : session), action, resource, ACCOUNT, Context.of(context));
    Policies policies =
        Policies.of(random.nextInt(4) == 0 ? ADMINISTRATORS : TEAM)
            .withBoundary(random.nextInt(3) == 0 ? Optional.of(BOUNDARY) : Optional.empty())
            .withOrganization(SCPS, List.of());
    return new Asked(request, policies);
  }

  private void tag(Map<String, String> keys, String prefix) {
    keys.put(prefix + "Team", any(TEAMS));
    keys.put(prefix + "Env", any(List.of("dev", "dev-2", "test", "prod")));
    keys.put(prefix + "Name", "web");
  }
}
