package dev.loginpath.rule;

import dev.loginpath.advice.RecordedSessions;
import dev.loginpath.path.AssessedRegion;
import dev.loginpath.path.SessionManager;
import dev.loginpath.recording.Recordings;
import dev.loginpath.report.Evidence;
import dev.loginpath.report.Fix;
import dev.loginpath.report.Resource;
import dev.loginpath.report.Severity;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.snapshot.SsmSnapshot;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
        "The region has managed nodes, hybrid ones too, and its session preferences are absent, name"
            + " neither a bucket nor a log group, or name one that is not there or not encrypted as"
            + " they demand.",
    unknown =
        "The preferences or the list of nodes were not seen; the destination is left to the caller;"
            + " or the versions $DEFAULT and $LATEST of the document log differently.")
public final class SessionsAreRecorded implements Rule {

  private static final String DOCUMENT = "SSM-SessionManagerRunShell";

  @Override
  public SortedSet<String> calls() {
    return new TreeSet<>(
        Set.of(
            "ssm:DescribeInstanceInformation",
            "ssm:GetDocument",
            "logs:DescribeLogGroups",
            "s3:GetBucketLocation",
            "s3:GetBucketEncryption"));
  }

  @Override
  public List<Judgement> judge(AssessedRegion region) {
    SsmSnapshot ssm = region.region().ssm();
    List<ManagedNode> nodes = Observed.items(ssm.nodes());
    Optional<Cause> gap = Observed.gap(ssm.nodes());
    if (nodes.isEmpty() && gap.isEmpty()) {
      return List.of();
    }
    Verdict recorded = Recordings.ofRegion(region.region());
    List<Cause> causes = new ArrayList<>(recorded.causesOfDoubt());
    boolean proven = recorded instanceof Verdict.NotMet && !nodes.isEmpty();
    if (!proven) {
      gap.ifPresent(causes::add);
    }
    if (!proven && causes.isEmpty()) {
      return List.of();
    }
    List<Evidence> evidence = new ArrayList<>(recorded.evidence());
    gap.ifPresent(it -> evidence.addAll(Verdict.unknown(List.of(it)).evidence()));
    if (!nodes.isEmpty()) {
      String ids = nodes.stream().map(ManagedNode::id).collect(Collectors.joining(", "));
      evidence.add(
          new Evidence(ssm.nodes().call().toString(), "managed nodes of the region: " + ids));
    }
    Resource resource = resource(region);
    Optional<String> path = Optional.of(SessionManager.ID);
    Fix fix = fix(region);
    return List.of(
        proven
            ? new Judgement(
                resource,
                path,
                Severity.HIGH,
                "Session Manager sessions of the region leave no record of what was typed.",
                evidence,
                List.of(),
                fix)
            : Judgement.unknown(this, resource, path, evidence, causes, fix));
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
