package dev.loginpath.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.loginpath.collect.Connection;
import dev.loginpath.house.PathWord;
import dev.loginpath.render.Explanation;
import dev.loginpath.render.JsonRenderer;
import dev.loginpath.report.Finding;
import dev.loginpath.report.FindingStatus;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Report;
import dev.loginpath.report.Requirement;
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
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
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
    "fleet-1, closed, unknown, unknown",
    "ops-jump, open, closed, closed",
    "ledger, closed, open, closed",
    "plant, closed, open, closed",
    "guarded, closed, closed, closed",
    "inspected, closed, unknown, closed",
    "sftp, closed, closed, closed",
    "vault, closed, closed, closed",
    "blocked, closed, closed, unknown",
    "taipei, closed, closed, closed",
    "edge, closed, unknown, unknown"
  })
  void everyInstanceHasItsStatus(
      String name, String sessionManager, String instanceConnect, String endpoint) {
    Report report = DemoAccount.asItIs().report();
    assertThat(DemoFolder.path(report, name, PathId.SESSION_MANAGER).status().word())
        .isEqualTo(sessionManager);
    assertThat(DemoFolder.path(report, name, PathId.INSTANCE_CONNECT).status().word())
        .isEqualTo(instanceConnect);
    assertThat(DemoFolder.path(report, name, PathId.INSTANCE_CONNECT_ENDPOINT).status().word())
        .isEqualTo(endpoint);
  }

  /** The hop that opens or breaks each way, which the reader is told first. */
  @ParameterizedTest
  @CsvSource({
    "web, ssh-direct, open, 0.0.0.0/0 to igw-0a2d267b01a9811b4",
    "bastion, ssh-direct, open, pl-",
    "old-bastion, ssh-direct, latent, 192.0.2.90 is in front of",
    "ledger, ssh-direct, open, to pcx-",
    "plant, ssh-direct, open, to tgw-",
    "db-sealed, ssh-direct, closed, leads there by no route",
    "sftp, ssh-direct, open, tcp 2222 203.0.113.0/24",
    "vault, ssh-bastion, open, is entered by ssh-direct",
    "ledger, ssh-bastion, open, is entered by session-manager",
    "guarded, ssh-direct, closed, inbound entry 90 denies tcp 22",
    "blocked, ssh-direct, closed, block-bidirectional",
    "inspected, ssh-direct, unknown, appliance",
    "worker, ssh-direct, closed, has no public address",
    "worker, ssh-bastion, closed, no other instance that can be entered",
    "web, rdp-direct, closed, Linux",
    "edge, ssh-direct, open, to cagw-",
    "edge, serial-console, closed, wavelength-zone",
    "taipei, instance-connect, closed, local-zone"
  })
  void theHopListNamesWhatDecides(
      String name, @ConvertWith(PathWord.class) PathId path, String status, String named) {
    Report report = DemoAccount.asItIs().report();
    StringBuilder out = new StringBuilder();
    assertThat(DemoFolder.path(report, name, path).status().word()).isEqualTo(status);
    assertThatCode(() ->
            new Explanation(report, Locale.ENGLISH, out)
                .instance(DemoFolder.named(report, name), it -> it.path().equals(path)))
        .doesNotThrowAnyException();
    String hops = out.substring(0, out.indexOf("Who may use it"));
    assertThat(hops).contains(named);
  }

  @Test
  void everyRequirementHasAWordInBothLanguages() {
    Report report = DemoAccount.asItIs().report();
    Set<String> ids = new TreeSet<>();
    report.instances().forEach(it -> it.paths().forEach(path -> gather(path.requirements(), ids)));
    for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
      ResourceBundle words = ResourceBundle.getBundle("dev.loginpath.render.messages", language);
      assertThat(ids).allMatch(it -> words.containsKey("requirement." + it));
    }
  }

  private static void gather(List<Requirement> requirements, Set<String> ids) {
    for (Requirement each : requirements) {
      ids.add(each.id());
      gather(each.children(), ids);
    }
  }

  @Test
  void everyRuleIsViolatedAndOneUnknownNamesThePermission() {
    Report report = DemoAccount.asItIs().report();
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
      String report = json(DemoAccount.asItIs().report());
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
    AccountSnapshot snapshot = DemoAccount.asItIs().snapshot();
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
    AccountSnapshot snapshot = DemoAccount.asItIs().snapshot();
    String id = DemoFolder.named(DemoAccount.asItIs().report(), "web").id();
    assertThat(new Check(Catalog.ALL, Set.of(id)).report(snapshot).instances()).hasSize(1);
    assertThat(Check.notFound(snapshot, Set.of(id, "i-none"))).containsExactly("i-none");
  }
}
