package dev.loginpath.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.CostPart;
import dev.loginpath.report.HybridNode;
import dev.loginpath.report.MonthlyCost;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Report;
import dev.loginpath.report.Status;
import dev.loginpath.report.UnpricedPart;
import dev.loginpath.report.UnpricedReason;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.RegionSnapshot;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the paths of the demo account cost, in Tokyo and Virginia. */
class CostsOfTheDemoTest {

  @TempDir private Path folder;

  private static Optional<MonthlyCost> cost(Report report, String name, PathId path) {
    return DemoFolder.path(report, name, path).monthlyCost();
  }

  private static void assertAmount(Report report, String name, PathId path, String usd) {
    assertThat(cost(report, name, path).flatMap(MonthlyCost::amount))
        .as("%s %s", name, path)
        .map(it -> it.setScale(2, RoundingMode.HALF_UP))
        .contains(new BigDecimal(usd));
  }

  @Test
  void eachWayHasItsPrice() {
    Report report = DemoAccount.asItIs().report();
    assertAmount(report, "db-sealed", PathId.SESSION_MANAGER, "30.66");
    assertAmount(report, "worker", PathId.SESSION_MANAGER, "48.91");
    assertAmount(report, "web", PathId.SESSION_MANAGER, "3.65");
    assertAmount(report, "web", PathId.SSH_DIRECT, "3.65");
    assertAmount(report, "old-bastion", PathId.SSH_DIRECT, "3.65");
    assertAmount(report, "sensor", PathId.SSH_DIRECT, "0.00");
    assertAmount(report, "vault", PathId.SSH_BASTION, "23.51");
    assertAmount(report, "build", PathId.INSTANCE_CONNECT_ENDPOINT, "0.00");
    assertAmount(report, "vault", PathId.SERIAL_CONSOLE, "0.00");
    assertThat(cost(report, "worker", PathId.SSH_DIRECT)).as("it is closed").isEmpty();
    assertThat(cost(report, "ops-jump", PathId.SESSION_MANAGER).orElseThrow().amount())
        .as("its way lies in another network")
        .isEmpty();
    assertThat(cost(report, "gateway", PathId.SESSION_MANAGER).orElseThrow())
        .as("each of its interfaces has another way")
        .satisfies(it -> assertThat(it.amount()).isEmpty())
        .satisfies(it -> assertThat(it.parts()).hasSize(3));
    assertThat(cost(report, "db-sealed", PathId.SESSION_MANAGER).orElseThrow().parts())
        .extracting(CostPart::name)
        .contains("interface endpoint ec2messages, dispensable");
    assertThat(cost(report, "sftp", PathId.SSH_DIRECT).orElseThrow())
        .satisfies(it -> assertThat(it.amount()).isEmpty())
        .satisfies(it ->
            assertThat(it.unpriced())
                .extracting(UnpricedPart::name, UnpricedPart::reason)
                .containsExactly(
                    org.assertj.core.api.Assertions.tuple(
                        "load balancer sftp", UnpricedReason.NOT_COUNTED)));
  }

  @Test
  void sessionsOnHybridNodesAreNotFree() {
    Report report = DemoAccount.asItIs().report();
    assertThat(report.hybridNodes())
        .flatExtracting(HybridNode::paths)
        .filteredOn(it -> it.status() != Status.CLOSED && it.path() != PathId.RUN_COMMAND)
        .allSatisfy(it ->
            assertThat(it.monthlyCost().orElseThrow().unpriced())
                .extracting(UnpricedPart::name)
                .contains("sessions on hybrid nodes"))
        .allSatisfy(it -> assertThat(it.monthlyCost().orElseThrow().amount()).isEmpty());
    RegionSnapshot tokyo = DemoAccount.asItIs().snapshot().regions().getFirst();
    assertThat(PathCosts.onHybridNode(PathId.SESSION_MANAGER, tokyo)).isPresent();
    assertThat(PathCosts.onHybridNode(PathId.RUN_COMMAND, tokyo)).isEmpty();
  }

  @Test
  void aSecondZoneDoublesTheEndpoints() {
    Report report =
        new DemoFolder(folder.resolve("demo"))
            .replace(
                DemoFolder.TOKYO,
                "ec2/DescribeVpcEndpoints",
                "\"subnet-0c06b8c2244ffef5a\"",
                "\"subnet-0c06b8c2244ffef5a\", \"subnet-second\"")
            .report();
    assertAmount(report, "db-sealed", PathId.SESSION_MANAGER, "61.32");
  }

  @Test
  void theSmallestBastionWithItsAddress() {
    Report report =
        new DemoFolder(folder.resolve("demo"))
            .replace(DemoFolder.TOKYO, "ec2/DescribeInstances", "t3.small", "t3.micro")
            .report();
    assertAmount(report, "vault", PathId.SSH_BASTION, "13.58");
  }
}
