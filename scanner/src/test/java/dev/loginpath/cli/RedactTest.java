package dev.loginpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.loginpath.redact.Known;
import dev.loginpath.redact.Redaction;
import dev.loginpath.render.ReportFile;
import dev.loginpath.report.Finding;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.Report;
import dev.loginpath.scan.AccountNames;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.SnapshotFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code --redact} nothing that tells whose account it is leaves in any form. */
class RedactTest {

  private static final Pattern IDS =
      Pattern.compile(
          "(?<![0-9a-z])(?:[0-9]{12}|(?:i|mi|sg|sgr|vpc|subnet|eni|igw|cagw|rtb|acl|nat|vpce|eice|pl|pcx"
              + "|lt|ami|tgw|tgw-attach|fleet|key)-[0-9a-f]{8,17}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}"
              + "|A(?:ROA|IDA)[A-Z0-9]{12,})(?![0-9a-zA-Z])");

  /** What stands in each of its outputs that the account did not bring. */
  private static final Pattern PSEUDONYM = Pattern.compile("0{9,}[0-9a-f]+|[a-z-]+-0{9,}[0-9a-f]+");

  @TempDir private Path folder;

  private Shell shell;
  private Path snapshot;

  @BeforeEach
  void collect() throws IOException {
    shell = new Shell(folder);
    snapshot = folder.resolve("s.json.gz");
    SnapshotFile.save(DemoAccount.asItIs().snapshot(), snapshot);
  }

  private Path check(String to, String... more) {
    Path out = folder.resolve(to);
    String[] arguments = {"check", snapshot.toString(), "--out", out.toString(), "-o", "json"};
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    assertThat(shell.run(all)).as(shell.err()).isIn(0, 3);
    return out;
  }

  private String outputs(Path out) throws IOException {
    String files = folder.toString();
    return (Files.readString(out.resolve("report.json"))
            + Files.readString(out.resolve("report.html"))
            + shell.out()
            + shell.err())
        .replace(files, "");
  }

  private String original() throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(snapshot))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static SortedSet<String> found(Pattern pattern, String text) {
    SortedSet<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  /** Names that a text of ours may hold as a word, and AWS's own. */
  private static Set<String> ownWords() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Redaction.class.getResourceAsStream("words.txt"))) {
      return Set.copyOf(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }

  private static void holdsNoName(String text) throws IOException {
    Known known = AccountNames.of(DemoAccount.asItIs().snapshot());
    Set<String> words = ownWords();
    int looked = 0;
    for (String name : known.names()) {
      boolean ofAws = name.matches("AWS.*|Amazon.*|SSM-.*|(RCP)?FullAWSAccess|default");
      if (name.length() > 2 && !ofAws && !words.contains(name.toLowerCase(java.util.Locale.ROOT))) {
        looked++;
        assertThat(holds(text, name)).as(name).isFalse();
      }
    }
    assertThat(looked).isGreaterThan(60);
  }

  /** Whether a text holds a name, and not only within a longer word. */
  private static boolean holds(String text, String name) {
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      if (!isOfWord(text, at - 1) && !isOfWord(text, at + name.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfWord(String text, int at) {
    return at >= 0 && at < text.length() && String.valueOf(text.charAt(at)).matches("[0-9A-Za-z_]");
  }

  @Test
  void nothingOfTheAccountIsInAnyOutput() throws IOException {
    SortedSet<String> ids = found(IDS, original());
    assertThat(ids).contains(DemoFolder.ACCOUNT).hasSizeGreaterThan(200);
    String text = outputs(check("out", "--redact", "--fail-on", "high"));
    SortedSet<String> left = found(IDS, text);
    left.removeIf(it -> PSEUDONYM.matcher(it).matches());
    left.retainAll(ids);
    assertThat(left).isEmpty();
    assertThat(text)
        .doesNotContain(
            "10.20.", "203.0.113.", "198.51.100.", "2001:db8", "loginpath-demo", "/ssm/sessions")
        .contains(
            "0.0.0.0/0",
            "::/0",
            "AWS-RunShellScript",
            "arn:aws:iam::aws:policy/AdministratorAccess")
        .containsPattern("private-[0-9]+/16")
        .containsPattern("public-[0-9]+/2[0-9]");
    holdsNoName(text);
  }

  @Test
  void verdictsAndCountsStayAndTheSchemaHolds() throws Exception {
    Report plain = ReportFile.read(check("plain").resolve("report.json"));
    Path out = check("out", "--redact");
    Report redacted = ReportFile.read(out.resolve("report.json"));
    assertThat(redacted.summary()).isEqualTo(plain.summary());
    assertThat(redacted.instances()).hasSameSizeAs(plain.instances());
    assertThat(statuses(redacted)).isEqualTo(statuses(plain));
    assertThat(redacted.findings().stream().map(Finding::id))
        .hasSameSizeAs(plain.findings())
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(plain.findings().stream().map(Finding::id).toList());
    assertThat(
            redacted.principalSets().keySet().stream().filter(it -> !it.equals("0000000000000000")))
        .hasSizeGreaterThan(5);
    try (InputStream in =
        Objects.requireNonNull(
            ReportFile.class.getResourceAsStream("/schema/report-1.0.schema.json"))) {
      String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                  .getSchema(schema, InputFormat.JSON)
                  .validate(Files.readString(out.resolve("report.json")), InputFormat.JSON))
          .isEmpty();
    }
  }

  private static List<String> statuses(Report report) {
    return report.instances().stream()
        .flatMap(it -> it.paths().stream())
        .map(it -> it.path() + " " + it.status() + " " + it.sources().size())
        .toList();
  }

  @Test
  void theSameSnapshotGivesTheSameBytes() throws IOException {
    Path one = check("one", "--redact");
    Path two = check("two", "--redact");
    assertThat(Files.mismatch(one.resolve("report.json"), two.resolve("report.json")))
        .isEqualTo(-1);
  }

  @Test
  void explainFindsTheThingByItsOwnIdAndTellsNothingOfIt() throws Exception {
    Path report = check("plain").resolve("report.json");
    Report plain = ReportFile.read(report);
    SortedSet<String> ids = found(IDS, original());
    InstanceReport web = DemoFolder.named(plain, "web");
    for (String form : List.of("text", "json")) {
      assertThat(
              shell.run(
                  "explain", report.toString(), "--redact", "--instance", web.id(), "-o", form))
          .as(shell.err())
          .isZero();
      SortedSet<String> left = found(IDS, shell.out());
      left.removeIf(it -> PSEUDONYM.matcher(it).matches());
      left.retainAll(ids);
      assertThat(left).as(form).isEmpty();
      assertThat(shell.out()).doesNotContain("10.20.", "2001:db8", "user/alice", "loginpath-demo");
    }
    for (Finding each : plain.findings().subList(0, 2)) {
      assertThat(shell.run("explain", report.toString(), "--redact", "--finding", each.id()))
          .as(each + shell.err())
          .isZero();
      assertThat(shell.out())
          .startsWith(each.severity().word() + " " + each.status().word() + ": " + each.title())
          .doesNotContain(DemoFolder.ACCOUNT);
    }
  }

  /** A name that is a word of ours goes where its place says that it is one. */
  @Test
  void wordsThatAreNamesTooAreReplacedWhereTheyAreNames() throws Exception {
    Report redacted = ReportFile.read(check("out", "--redact").resolve("report.json"));
    assertThat(redacted.instances().stream().flatMap(it -> it.tags().values().stream()))
        .isNotEmpty()
        .allMatch(it -> it.matches("[a-z-]+-[0-9a-f-]+|arn:aws:[^ ]+"));
    assertThat(
            redacted.principalSets().values().stream()
                .flatMap(List::stream)
                .flatMap(it -> it.via().stream())
                .filter(it -> it.startsWith("inline policy ")))
        .isNotEmpty()
        .allMatch(it -> it.startsWith("inline policy policy-"));
  }
}
