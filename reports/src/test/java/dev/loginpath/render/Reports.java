package dev.loginpath.render;

import dev.loginpath.report.Account;
import dev.loginpath.report.Answer;
import dev.loginpath.report.Closing;
import dev.loginpath.report.Comparison;
import dev.loginpath.report.CostPart;
import dev.loginpath.report.Coverage;
import dev.loginpath.report.Decision;
import dev.loginpath.report.Evidence;
import dev.loginpath.report.Finding;
import dev.loginpath.report.FindingId;
import dev.loginpath.report.FindingStatus;
import dev.loginpath.report.Fix;
import dev.loginpath.report.HybridNode;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.Join;
import dev.loginpath.report.ManagedBy;
import dev.loginpath.report.MonthlyCost;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.OwnerKind;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Placement;
import dev.loginpath.report.Platform;
import dev.loginpath.report.PlatformSource;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.report.Recommendation;
import dev.loginpath.report.Report;
import dev.loginpath.report.Requirement;
import dev.loginpath.report.Resource;
import dev.loginpath.report.Scan;
import dev.loginpath.report.Severity;
import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.report.Status;
import dev.loginpath.report.Summary;
import dev.loginpath.report.Tool;
import dev.loginpath.report.UnpricedPart;
import dev.loginpath.report.UnpricedReason;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Small reports for tests of documents. */
public final class Reports {

  /** What a tag, a name or an answer of AWS may hold. */
  public static final List<String> HOSTILE =
      List.of(
          "</script><script>alert(1)</script>",
          "\"><img src=x onerror=alert(1)>",
          "<!--<script>",
          "javascript:alert(1)",
          "\u202eevil\u2066",
          "nul\u0000esc\u001b[31m\r\n::error::x",
          "\u0085c1\u009b31m\u007fdel\u0080",
          "\u200eleft\u200fright\u061carabic\u2069end\u202a",
          "line\u2028paragraph\u2029mark\ufeffbell\u0007",
          "half\ud800character\udc00\udbff",
          "::error file=x::y",
          " \t::stop-commands::z",
          "\u2028::add-mask::z",
          "##[error]x ##vso[task.complete]y ###[group]",
          "tag\udb40\udc41 \uffff",
          "' onclick='x",
          "{0} ${jndi:ldap://x}");

  private Reports() {}

  public static Report empty() {
    return report(List.of(), List.of(), List.of());
  }

  /** One of every status, outcome, severity and answer. */
  public static Report everything() {
    List<InstanceReport> instances = new ArrayList<>();
    for (Status status : Status.values()) {
      instances.add(instance("i-" + status.word(), "box", status));
    }
    for (OwnerKind kind : OwnerKind.values()) {
      instances.add(owned("i-" + kind.word(), "box", kind));
    }
    List<Finding> findings = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      findings.add(finding("i-" + severity.word(), severity, FindingStatus.VIOLATION, "It is so."));
    }
    findings.add(finding("i-unknown", Severity.HIGH, FindingStatus.UNKNOWN, "Nobody knows."));
    findings.add(finding("i-waived", Severity.LOW, FindingStatus.WAIVED, "Accepted."));
    List<Coverage> coverage = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      coverage.add(coverage(outcome, List.of("sessions-are-recorded"), List.of()));
    }
    return report(instances, findings, coverage);
  }

  public static Report hostile() {
    List<InstanceReport> instances =
        HOSTILE.stream().map(it -> owned(it, it, OwnerKind.AUTO_SCALING_GROUP)).toList();
    List<Finding> findings =
        HOSTILE.stream()
            .map(it -> finding(it, Severity.HIGH, FindingStatus.VIOLATION, it))
            .toList();
    return report(instances, findings, List.of());
  }

  /** Instances of one own image, of which nobody knows whether they hold the agent. */
  public static Report fleet(int size) {
    List<InstanceReport> instances = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (int index = 0; index < size; index++) {
      String id = "i-%017x".formatted(index);
      instances.add(instance(id, "fleet", Status.UNKNOWN));
      findings.add(
          finding(id, Severity.HIGH, FindingStatus.UNKNOWN, "The image ami-1 tells nothing."));
    }
    return report(instances, findings, List.of());
  }

  /** Instances that one group launched, all with the same violation. */
  public static Report group(int size) {
    List<InstanceReport> instances = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (int index = 0; index < size; index++) {
      String id = "i-%017x".formatted(index);
      instances.add(owned(id, "fleet", OwnerKind.AUTO_SCALING_GROUP));
      findings.add(finding(id, Severity.HIGH, FindingStatus.VIOLATION, "Port 22 is open."));
    }
    return report(instances, findings, List.of());
  }

  public static Report with(List<Finding> findings, List<Coverage> coverage) {
    return report(List.of(), findings, coverage);
  }

  private static Report report(
      List<InstanceReport> instances, List<Finding> findings, List<Coverage> coverage) {
    TreeMap<String, Integer> violations = new TreeMap<>();
    for (Severity severity : Severity.values()) {
      violations.put(severity.word(), 1);
    }
    TreeMap<String, Integer> statuses = new TreeMap<>();
    for (Status status : Status.values()) {
      statuses.put(status.word(), 1);
    }
    Instant time = Instant.parse("2026-11-20T09:00:00Z");
    return new Report(
        Report.SCHEMA_VERSION,
        new Tool("loginpath", "0"),
        new Scan(
            "0123456789abcdef",
            time,
            time,
            "aws",
            List.of(new Account("111122223333", Optional.of("alias"))),
            List.of("us-east-1")),
        new Summary(
            instances.size(),
            violations,
            1,
            0,
            new TreeMap<>(Map.of(PathId.INSTANCE_CONNECT, statuses)),
            99.9),
        coverage,
        instances,
        List.of(
            new HybridNode(
                "mi-1",
                "arn:aws:ssm:us-east-1:111122223333:managed-instance/mi-1",
                "111122223333",
                "us-east-1",
                "Online",
                Optional.of("Ubuntu"),
                Optional.empty(),
                List.of())),
        new TreeMap<>(
            Map.of(
                "key",
                List.of(
                    new PrincipalAccess(
                        "*", "*", Decision.UNKNOWN, List.of("why"), List.of(), List.of("via"))))),
        findings,
        Optional.of(
            new Comparison(
                List.of(
                    new Comparison.Situation(
                        "public",
                        1,
                        Optional.of(PathId.INSTANCE_CONNECT),
                        "why",
                        List.of(
                            new Comparison.Column(
                                PathId.INSTANCE_CONNECT,
                                "set up",
                                "keep",
                                "record",
                                "cost",
                                "who")))),
                List.of(
                    new Comparison.VpcAdvice(
                        "us-east-1", "vpc-1", "public", 1, PathId.INSTANCE_CONNECT, "why")))));
  }

  public static Coverage coverage(Outcome outcome, List<String> neededBy, List<String> blinds) {
    return new Coverage(
        "111122223333",
        "us-east-1",
        "ssm:GetDocument",
        Optional.of("thing " + outcome),
        Optional.of("detail"),
        "ssm:GetDocument",
        outcome,
        neededBy,
        blinds);
  }

  public static Finding finding(
      String resource, Severity severity, FindingStatus status, String message) {
    return new Finding(
        FindingId.of(
            "aws", "111122223333", "us-east-1", resource, PathId.INSTANCE_CONNECT.word(), "rule"),
        "instance-connect-uses-no-public-ip",
        severity,
        status,
        "111122223333",
        "us-east-1",
        new Resource(
            "AWS::EC2::Instance",
            resource,
            "arn:aws:ec2:us-east-1:111122223333:instance/" + resource),
        Optional.of(PathId.INSTANCE_CONNECT),
        "Instance Connect uses no public address",
        message,
        List.of(new Evidence("ec2:DescribeInstances", message)),
        new Fix("Do something.", List.of("step one", message)));
  }

  /** A part of every kind, and one for every reason why there is no amount. */
  private static MonthlyCost cost(String name) {
    return new MonthlyCost(
        Optional.of(new BigDecimal("30.660")),
        "USD",
        List.of(
            new CostPart(
                name,
                Optional.of(name),
                new BigDecimal("30.660"),
                "3 × 0.014 USD × 730 h",
                Optional.of(4),
                Optional.of(name))),
        Arrays.stream(UnpricedReason.values()).map(it -> new UnpricedPart(name, it, name)).toList(),
        Optional.of(LocalDate.parse("2026-09-13")));
  }

  private static InstanceReport instance(String id, String name, Status status) {
    return instance(id, name, status, Optional.empty());
  }

  private static InstanceReport owned(String id, String name, OwnerKind kind) {
    ManagedBy owner =
        new ManagedBy(
            kind,
            Optional.of(name),
            Optional.of("lt-1, version " + name),
            List.of(new Evidence("ec2:DescribeInstances", name)));
    return instance(id, name, Status.OPEN, Optional.of(owner));
  }

  private static InstanceReport instance(
      String id, String name, Status status, Optional<ManagedBy> owner) {
    Evidence evidence = new Evidence("ec2:DescribeInstances", name);
    List<Requirement> leaves = new ArrayList<>();
    for (Answer answer : Answer.values()) {
      leaves.add(
          new Requirement("route", answer, false, List.of(evidence), Optional.empty(), List.of()));
    }
    Requirement tree =
        new Requirement(
            "address", Answer.MET, true, List.of(evidence), Optional.of(Join.ANY), leaves);
    PathAssessment path =
        new PathAssessment(
            PathId.INSTANCE_CONNECT,
            status,
            List.of(tree),
            List.of(
                new Source(SourceKind.CIDR, "0.0.0.0/0", Optional.of("192.0.2.1"), List.of(name))),
            "key",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(cost(name)));
    return new InstanceReport(
        id,
        "arn:aws:ec2:us-east-1:111122223333:instance/" + id,
        "111122223333",
        "us-east-1",
        Optional.of(name),
        "running",
        new TreeMap<>(Map.of("Name", name, name, "x")),
        Optional.of("vpc-1"),
        Optional.empty(),
        List.of("192.0.2.1"),
        new Platform(Optional.of(name), Optional.empty(), PlatformSource.IMAGE),
        List.of(path),
        Optional.of(
            new Recommendation(
                PathId.INSTANCE_CONNECT,
                name,
                List.of(name),
                List.of(
                    new Closing(List.of(PathId.SSH_DIRECT), false, List.of(name), List.of(name))),
                Optional.of(new BigDecimal("3.65")))),
        Optional.of(
            new Placement(
                "outpost",
                Optional.of("us-east-1a"),
                Optional.of("use1-az1"),
                Optional.of("arn:aws:outposts:us-east-1:111122223333:outpost/" + name),
                Optional.of("host"),
                Optional.of("h-1"),
                Optional.of("spot"))),
        owner);
  }
}
