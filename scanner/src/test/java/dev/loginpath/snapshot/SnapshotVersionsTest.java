package dev.loginpath.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.loginpath.file.JsonFile;
import dev.loginpath.file.UnusableFile;
import dev.loginpath.file.UnusableFile.Problem;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.Report;
import dev.loginpath.rule.Catalog;
import dev.loginpath.scan.Check;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.verdict.Observed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Snapshots that older and newer programs wrote. */
class SnapshotVersionsTest {

  /** An instance of the demo account that became a managed node after the snapshot was saved. */
  private static final String MANAGED_SINCE = "i-0d267019dc4ab5dd7";

  private static final JsonMapper JSON = new JsonMapper();

  /** What format 3 did not hold. */
  private static final List<String> SINCE_4 =
      List.of(
          "availabilityZones",
          "connectionRecording",
          "hybridNodeTags",
          "placement",
          "operator",
          "carrierAddress",
          "outpostArn");

  @TempDir private Path folder;

  /** The demo account as the last program before minor versions saved it. */
  private static ObjectNode saved() throws IOException {
    try (InputStream in =
            Objects.requireNonNull(
                SnapshotVersionsTest.class.getResourceAsStream("/snapshots/format-4.0.json.gz"));
        InputStream json = new GZIPInputStream(in)) {
      return (ObjectNode) JSON.readTree(json.readAllBytes());
    }
  }

  private JsonFile.Content<AccountSnapshot> read(JsonNode tree) throws Exception {
    Path file = folder.resolve("other.json");
    Files.writeString(file, tree.toString());
    return SnapshotFile.content(file);
  }

  private Problem problem(JsonNode tree) {
    return catchThrowableOfType(UnusableFile.class, () -> read(tree)).problem();
  }

  private static void remove(JsonNode node, List<String> members) {
    if (node instanceof ObjectNode object) {
      members.forEach(object::remove);
    }
    node.forEach(it -> remove(it, members));
  }

  private static Map<String, String> statuses(AccountSnapshot snapshot) {
    Map<String, String> statuses = new TreeMap<>();
    Report report = new Check(Catalog.ALL, Set.of()).report(snapshot);
    report
        .instances()
        .forEach(it ->
            it.paths()
                .forEach(path -> statuses.put(it.id() + " " + path.path(), path.status().word())));
    return statuses;
  }

  @Test
  void theFormatBeforeIsReadWithoutAWarning() throws Exception {
    JsonFile.Content<AccountSnapshot> read = read(saved());
    assertThat(read.unknown()).isEmpty();
    assertThat(read.value().regions()).hasSize(2);
    Map<String, String> now = statuses(DemoAccount.asItIs().snapshot());
    Map<String, String> then = statuses(read.value());
    then.keySet().removeIf(it -> it.startsWith(MANAGED_SINCE));
    then.forEach((path, status) -> assertThat(status).as(path).isIn(now.get(path), "unknown"));
  }

  @Test
  void whatAnOlderFormatLacksCountsAsNotCalled() throws Exception {
    ObjectNode older = saved();
    older.put("schemaVersion", 3);
    remove(older.path("snapshot"), SINCE_4);
    AccountSnapshot snapshot = read(older).value();
    RegionSnapshot region = snapshot.regions().getFirst();
    assertThat(region.ec2().availabilityZones())
        .isInstanceOfSatisfying(
            Observed.Unseen.class,
            it -> {
              assertThat(it.outcome()).isEqualTo(Outcome.NOT_CALLED);
              assertThat(it.detail())
                  .isEqualTo("this snapshot is of format 3.0, which did not ask");
              assertThat(it.call().action()).isEqualTo("ec2:DescribeAvailabilityZones");
              assertThat(it.call().region()).isEqualTo(region.name());
            });
    // Whether an address of a carrier is in front was not asked, and nothing stands for that.
    assertThat(region.ec2().networkInterfaces().outcome()).isEqualTo(Outcome.NOT_CALLED);
    assertThat(region.ec2().instances().outcome()).isEqualTo(Outcome.OK);
    Map<String, String> whole = statuses(read(saved()).value());
    Map<String, String> lacking = statuses(snapshot);
    assertThat(lacking.keySet()).isEqualTo(whole.keySet());
    lacking.forEach((path, status) -> assertThat(status).as(path).isIn(whole.get(path), "unknown"));
    assertThat(lacking.values()).contains("unknown");
  }

  @Test
  void aNewerMinorVersionIsReadAndWhatIsNotKnownIsNamed() throws Exception {
    ObjectNode newer = current();
    newer.put("schemaVersion", "4.99");
    ((ObjectNode) newer.path("snapshot").path("iam")).put("passkeys", 7);
    JsonFile.Content<AccountSnapshot> read = read(newer);
    assertThat(read.value()).isEqualTo(DemoAccount.asItIs().snapshot());
    assertThat(read.unknown()).containsExactly("/snapshot/iam/passkeys");
  }

  @Test
  void otherMajorVersionsAreRefused() throws Exception {
    ObjectNode tree = current();
    assertThat(problem(tree.put("schemaVersion", "5.0"))).isEqualTo(Problem.TOO_NEW);
    assertThat(problem(tree.put("schemaVersion", 5))).isEqualTo(Problem.TOO_NEW);
    assertThat(problem(tree.put("schemaVersion", 2))).isEqualTo(Problem.TOO_OLD);
    assertThat(problem(tree.put("schemaVersion", "four"))).isEqualTo(Problem.WRONG_MEMBER);
    tree.remove("schemaVersion");
    assertThat(problem(tree)).isEqualTo(Problem.LACKS_MEMBER);
  }

  @Test
  void whatThisFormatHoldsMayNotBeMissing() throws Exception {
    ObjectNode tree = current();
    ((ObjectNode) tree.path("snapshot").path("regions").path(0).path("ec2"))
        .remove("availabilityZones");
    UnusableFile damaged = catchThrowableOfType(UnusableFile.class, () -> read(tree));
    assertThat(damaged.problem()).isEqualTo(Problem.LACKS_MEMBER);
    assertThat(damaged.details()).contains("/snapshot/regions/0/ec2/availabilityZones");
  }

  @Test
  void aSmallFileThatUnpacksWithoutEndIsRefused() throws Exception {
    Path bomb = folder.resolve("bomb.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
      out.write(
          "{\"format\":\"loginpath-snapshot\",\"schemaVersion\":\"4.1\",\"snapshot\":["
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      byte[] zeros = "0,".repeat(1 << 16).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      for (int times = 0; times < 400; times++) {
        out.write(zeros);
      }
    }
    assertThat(Files.size(bomb)).isLessThan(1 << 20);
    assertThat(catchThrowableOfType(UnusableFile.class, () -> SnapshotFile.load(bomb)).problem())
        .isIn(Problem.TOO_LARGE, Problem.WRONG_MEMBER);
    Path deep = folder.resolve("deep.json");
    Files.writeString(deep, "[".repeat(1 << 20));
    assertThat(catchThrowableOfType(UnusableFile.class, () -> SnapshotFile.load(deep)).problem())
        .isEqualTo(Problem.NO_SNAPSHOT);
    Files.writeString(
        deep,
        "{\"format\":\"loginpath-snapshot\",\"schemaVersion\":\"4.1\",\"snapshot\":"
            + "{\"x\":".repeat(1 << 20));
    assertThat(catchThrowableOfType(UnusableFile.class, () -> SnapshotFile.load(deep))).isNotNull();
  }

  @Test
  void aSnapshotThatWasCutOffIsRefusedWhereverItEnds() throws Exception {
    Path whole = folder.resolve("whole.gz");
    SnapshotFile.save(DemoAccount.asItIs().snapshot(), whole);
    byte[] bytes = Files.readAllBytes(whole);
    Path part = folder.resolve("part.gz");
    for (int length = 0; length < bytes.length; length += 997) {
      Files.write(part, java.util.Arrays.copyOf(bytes, length));
      assertThat(catchThrowableOfType(UnusableFile.class, () -> SnapshotFile.load(part)))
          .as(length + " bytes")
          .isNotNull();
    }
  }

  private ObjectNode current() throws IOException {
    Path file = folder.resolve("current.gz");
    SnapshotFile.save(DemoAccount.asItIs().snapshot(), file);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return (ObjectNode) JSON.readTree(in.readAllBytes());
    }
  }
}
