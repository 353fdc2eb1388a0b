package dev.loginpath.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.loginpath.collect.Connection;
import dev.loginpath.render.JsonRenderer;
import dev.loginpath.report.Finding;
import dev.loginpath.report.FindingStatus;
import dev.loginpath.report.Report;
import dev.loginpath.rule.Catalog;
import dev.loginpath.rule.Rule;
import dev.loginpath.simulator.folder.AccountFolder;
import dev.loginpath.simulator.folder.FolderApi;
import dev.loginpath.simulator.server.SimulatorServer;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.SnapshotFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoTest {

  @TempDir private Path folder;

  private static String json(Report report) throws IOException {
    StringBuilder out = new StringBuilder();
    new JsonRenderer().render(report, out);
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "bastion, closed, open, closed",
    "web, open, open, open",
    "legacy-app, open, closed, open",
    "build, closed, closed, open",
    "db-sealed, open, closed, closed",
    "db-half, closed, closed, closed",
    "worker, open, closed, closed",
    "ad, open, closed, open",
    "old-bastion, unknown, latent, closed",
    "バッチ処理, closed, closed, closed",
    "<img src=x onerror=alert(1)>, closed, unknown, closed",
    "sensor, closed, open, unknown",
    "gateway, open, open, unknown",
    "fleet-1, closed, unknown, unknown"
  })
  void everyInstanceHasItsStatus(
      String name, String sessionManager, String instanceConnect, String endpoint) {
    Report report = new DemoFolder(folder.resolve("demo")).report();
    assertThat(DemoFolder.path(report, name, "session-manager").status().word())
        .isEqualTo(sessionManager);
    assertThat(DemoFolder.path(report, name, "instance-connect").status().word())
        .isEqualTo(instanceConnect);
    assertThat(DemoFolder.path(report, name, "instance-connect-endpoint").status().word())
        .isEqualTo(endpoint);
  }

  @Test
  void everyRuleIsViolatedAndOneUnknownNamesThePermission() {
    Report report = new DemoFolder(folder.resolve("demo")).report();
    assertThat(report.findings())
        .filteredOn(it -> it.status() == FindingStatus.VIOLATION)
        .extracting(Finding::rule)
        .containsAll(Catalog.ALL.stream().map(Rule::id).toList());
    assertThat(report.findings())
        .filteredOn(it -> it.status() == FindingStatus.UNKNOWN)
        .extracting(Finding::message)
        .anyMatch(
            it -> it.contains("the permission ec2:DescribeInstanceConnectEndpoints is missing"));
    assertThat(report.instances()).noneMatch(it -> it.state().equals("terminated"));
  }

  @Test
  void theReportFitsTheShippedSchema() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            JsonRenderer.class.getResourceAsStream("/schema/report-1.0.schema.json"))) {
      String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String report = json(new DemoFolder(folder.resolve("demo")).report());
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                  .getSchema(schema, InputFormat.JSON)
                  .validate(report, InputFormat.JSON))
          .isEmpty();
    }
  }

  @Test
  void theFolderInProcessAndOverHttpGiveTheSameSnapshot() throws IOException {
    DemoFolder demo = new DemoFolder(folder.resolve("demo"));
    AccountFolder accounts = AccountFolder.open(demo.root());
    try (SimulatorServer server = SimulatorServer.start(new FolderApi(accounts), 0)) {
      AccountSnapshot overHttp =
          DemoFolder.collect(
              Connection.standIn(server.endpoint(), DemoFolder.ACCOUNT, DemoFolder.TOKYO));
      assertThat(overHttp).isEqualTo(demo.snapshot());
    }
  }

  @Test
  void aSavedSnapshotGivesTheSameReportByteForByte() throws Exception {
    AccountSnapshot snapshot = new DemoFolder(folder.resolve("demo")).snapshot();
    Path first = folder.resolve("first.json.gz");
    Path second = folder.resolve("second.json.gz");
    SnapshotFile.save(snapshot, first);
    AccountSnapshot loaded = SnapshotFile.load(first);
    SnapshotFile.save(loaded, second);
    assertThat(Files.mismatch(first, second)).isEqualTo(-1);
    Check check = new Check(Catalog.ALL, Set.of());
    assertThat(json(check.report(loaded))).isEqualTo(json(check.report(snapshot)));
  }

  @Test
  void onlyTheWantedInstancesAreAssessed() {
    AccountSnapshot snapshot = new DemoFolder(folder.resolve("demo")).snapshot();
    String id = DemoFolder.named(new Check(Catalog.ALL, Set.of()).report(snapshot), "web").id();
    assertThat(new Check(Catalog.ALL, Set.of(id)).report(snapshot).instances()).hasSize(1);
    assertThat(Check.notFound(snapshot, Set.of(id, "i-none"))).containsExactly("i-none");
  }
}
