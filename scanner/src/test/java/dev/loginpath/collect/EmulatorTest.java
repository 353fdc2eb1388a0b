package dev.loginpath.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loginpath.report.Coverage;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Report;
import dev.loginpath.report.Status;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The proof that we read AWS as others wrote it, and not just our own simulator: an account is made
 * in an emulator and scanned. What the emulator does not implement comes out unseen, never fine.
 */
class EmulatorTest {

  private static final List<String> READ =
      List.of(
          "sts:GetCallerIdentity",
          "ec2:DescribeInstances",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeRouteTables",
          "iam:GetAccountAuthorizationDetails");

  /** Of no emulator; LocalStack and ministack say so, moto fails without a code. */
  private static final List<String> LACKING =
      List.of("ec2:DescribeInstanceConnectEndpoints", "ec2:DescribeVpcBlockPublicAccessOptions");

  private static final String DOCUMENT = "ssm:GetDocument";
  private static final String NODES = "ssm:DescribeInstanceInformation";

  @Test
  void localStackInDocker() throws CollectException {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "skipped: no Docker answers, so LocalStack cannot run in a container");
    try (LocalStackContainer localStack =
        new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0"))
            .withServices("ec2", "ssm", "iam", "sts")) {
      localStack.start();
      InstanceReport instance = scans(localStack.getEndpoint(), List.of(DOCUMENT), List.of(NODES));
      assertThat(instance.addresses()).hasSize(2);
    }
  }

  @Test
  void localStackAsAProcess() throws CollectException {
    InstanceReport instance =
        scans(endpoint("LOGINPATH_LOCALSTACK"), List.of(DOCUMENT), List.of(NODES));
    assertThat(instance.addresses()).hasSize(2);
  }

  @Test
  void motoAsAProcess() throws CollectException {
    InstanceReport instance = scans(endpoint("LOGINPATH_MOTO"), List.of(DOCUMENT), List.of(NODES));
    assertThat(instance.addresses()).hasSize(2);
  }

  /** It lists no network interface of an instance, so that no address can be placed. */
  @Test
  void ministackAsAProcess() throws CollectException {
    scans(endpoint("LOGINPATH_MINISTACK"), List.of(NODES), List.of(DOCUMENT));
  }

  static URI endpoint(String variable) {
    String url = Optional.ofNullable(System.getenv(variable)).orElse("");
    assumeTrue(!url.isEmpty(), "skipped: " + variable + " names no endpoint (.ci/run starts one)");
    return URI.create(url);
  }

  private static InstanceReport scans(URI endpoint, List<String> alsoRead, List<String> alsoLacking)
      throws CollectException {
    EmulatedAccount account = EmulatedAccount.in(endpoint);
    Report report = EmulatedAccount.report(account.read(endpoint));

    assertThat(report.scan().accounts().getFirst().id()).matches("[0-9]{12}");
    for (String call : with(READ, alsoRead)) {
      assertThat(outcomes(report, call)).as(call).containsOnly(Outcome.OK);
    }
    for (String call : with(LACKING, alsoLacking)) {
      assertThat(outcomes(report, call))
          .as(call)
          .isNotEmpty()
          .isSubsetOf(Outcome.NOT_OFFERED, Outcome.ERROR);
    }
    Map<PathId, Status> statuses = account.statuses(report);
    // Port 22 is open to the world; only block public access, which nobody here answers, may shut
    // it.
    assertThat(statuses.get(PathId.SSH_DIRECT)).isIn(Status.OPEN, Status.UNKNOWN);
    assertThat(statuses.get(PathId.INSTANCE_CONNECT)).isIn(Status.OPEN, Status.UNKNOWN);
    assertThat(statuses.get(PathId.INSTANCE_CONNECT_ENDPOINT)).isEqualTo(Status.UNKNOWN);
    assertThat(statuses.get(PathId.SESSION_MANAGER)).isEqualTo(Status.UNKNOWN);
    return account.in(report).orElseThrow();
  }

  private static Set<Outcome> outcomes(Report report, String call) {
    return report.coverage().stream()
        .filter(it -> it.call().equals(call))
        .map(Coverage::outcome)
        .collect(Collectors.toSet());
  }

  private static List<String> with(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
