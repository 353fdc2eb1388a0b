package dev.loginpath.path;

import dev.loginpath.report.PathId;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * RDP straight to an address of a Windows instance, or of a load balancer in front of it. See <a
 * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connecting_to_windows_instance.html">connect
 * with RDP</a>.
 */
public final class RdpDirect implements LoginPath {

  public static final int PORT = 3389;

  @Override
  public PathId id() {
    return PathId.RDP_DIRECT;
  }

  @Override
  public Assessment assess(Subject subject) {
    OutsideReach reach = OutsideReach.byAddressOrLoadBalancer(subject, PORT);
    return Assessment.of(
        PathId.RDP_DIRECT,
        subject,
        List.of(windows(subject), reach.requirement()),
        reach.sources());
  }

  /** Another system may serve RDP too, once somebody installs that: AWS does not show it. */
  static Requirement windows(Subject subject) {
    Optional<String> billed = subject.instance().platform().platformDetails();
    Verdict verdict;
    if (subject.host().isWindows()) {
      verdict = new Verdict.Met(subject.host().systemFact().evidence());
    } else if (subject.host().system().isPresent()) {
      verdict = new Verdict.NotMet(subject.host().systemFact().evidence());
    } else if (billed.isPresent()) {
      verdict = Verdict.notMet(subject.instanceCall(), "is billed as " + billed.get());
    } else {
      verdict =
          Verdict.unknown(
              subject.instanceCall(),
              "names no platform",
              "Whether the instance runs Windows is not told.");
    }
    return Requirement.of("windows", verdict);
  }
}
