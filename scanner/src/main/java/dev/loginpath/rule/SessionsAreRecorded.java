package dev.loginpath.rule;

import dev.loginpath.advice.RecordedSessions;
import dev.loginpath.path.AssessedRegion;
import dev.loginpath.recording.Recordings;
import dev.loginpath.report.Evidence;
import dev.loginpath.report.Fix;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Resource;
import dev.loginpath.report.Severity;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** What people do in Session Manager sessions is kept, in every region with managed nodes. */
@About(
    severity = Severity.HIGH,
    title = "Sessions are recorded",
    why =
        "CloudTrail tells who started a session, not what was typed. Without a bucket or a log group"
            + " in the region's session preferences nobody can tell afterwards what was done as"
            + " root.",
    fix = "Name a bucket or a log group in the region's session preferences.",
    violation =
        "For at least one managed node of the region, hybrid ones too, the session preferences are"
            + " absent or name neither a bucket nor a log group, or the log is proven not to arrive:"
            + " the destination is not there or not encrypted as they demand, or the node's role may"
            + " not write to it.",
    unknown =
        "For at least one managed node it was not seen whether the log arrives; the list of nodes was"
            + " not seen; the destination is left to the caller; or the versions $DEFAULT and $LATEST"
            + " of the document log differently.")
public final class SessionsAreRecorded implements Rule {

  private static final String DOCUMENT = "SSM-SessionManagerRunShell";

  @Override
  public SortedSet<String> calls() {
    return new TreeSet<>(
        Set.of(
            "ssm:DescribeInstanceInformation",
            "ssm:GetDocument",
            "ssm:GetServiceSetting",
            "logs:DescribeLogGroups",
            "s3:GetBucketLocation",
            "s3:GetBucketEncryption",
            "s3:GetBucketPolicy",
            "iam:GetAccountAuthorizationDetails",
            "ec2:DescribeInstances",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeRouteTables",
            "ec2:DescribeNetworkAcls",
            "ec2:DescribeVpcEndpoints"));
  }

  @Override
  public List<Judgement> judge(AssessedRegion region) {
    Optional<Cause> gap = Observed.gap(region.region().ssm().nodes());
    SortedMap<String, Verdict> nodes = new NodesThatRecord(region).verdicts();
    SortedMap<String, Verdict.NotMet> silent = NodesThatRecord.only(nodes, Verdict.NotMet.class);
    SortedMap<String, Verdict.Unknown> undecided =
        NodesThatRecord.only(nodes, Verdict.Unknown.class);
    if (silent.isEmpty() && undecided.isEmpty() && gap.isEmpty()) {
      return List.of();
    }
    List<Evidence> evidence = new ArrayList<>();
    silent.values().forEach(it -> evidence.addAll(it.evidence()));
    List<Cause> causes = new ArrayList<>(gap.stream().toList());
    undecided.values().forEach(it -> causes.addAll(it.causes()));
    if (silent.isEmpty()) {
      undecided.values().forEach(it -> evidence.addAll(it.evidence()));
    }
    gap.ifPresent(it -> evidence.addAll(Verdict.unknown(List.of(it)).evidence()));
    named(region, "sessions are not recorded on ", silent.keySet()).ifPresent(evidence::add);
    named(region, "not decided for ", undecided.keySet()).ifPresent(evidence::add);
    if (nodes.isEmpty()) {
      evidence.addAll(Recordings.ofRegion(region.region()).evidence());
    }
    List<Evidence> facts = evidence.stream().distinct().toList();
    Resource resource = resource(region);
    Optional<PathId> path = Optional.of(PathId.SESSION_MANAGER);
    Fix fix = fix(region);
    return List.of(
        silent.isEmpty()
            ? Judgement.unknown(
                this, resource, path, facts, causes.stream().distinct().toList(), fix)
            : new Judgement(
                resource,
                path,
                Severity.HIGH,
                "Session Manager sessions on %s leave no record of what was typed."
                    .formatted(
                        silent.size() == nodes.size()
                            ? "the managed nodes of the region"
                            : silent.size() + " of " + nodes.size() + " managed nodes"),
                facts,
                List.of(),
                fix));
  }

  private static Optional<Evidence> named(AssessedRegion region, String what, Set<String> nodes) {
    return nodes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Evidence(
                region.region().ssm().nodes().call().toString(), what + String.join(", ", nodes)));
  }

  private static Resource resource(AssessedRegion region) {
    String arn =
        "arn:%s:ssm:%s:%s:document/%s"
            .formatted(region.partition(), region.region().name(), region.account(), DOCUMENT);
    return new Resource("AWS::SSM::Document", DOCUMENT, arn);
  }

  private static Fix fix(AssessedRegion region) {
    return new Fix(
        "Name a bucket or a log group in the region's session preferences.",
        new RecordedSessions(region.partition(), region.account(), region.region()).steps());
  }
}
