package dev.loginpath.scan;

import dev.loginpath.collect.AccountCollector;
import dev.loginpath.collect.CollectException;
import dev.loginpath.collect.Connection;
import dev.loginpath.collect.FollowUp;
import dev.loginpath.report.Finding;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Report;
import dev.loginpath.rule.Catalog;
import dev.loginpath.simulator.folder.AccountFolder;
import dev.loginpath.simulator.folder.FolderApi;
import dev.loginpath.simulator.folder.FolderHttpClient;
import dev.loginpath.snapshot.AccountSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A copy of the demo account that a test changes and scans. */
public final class DemoFolder {

  public static final String ACCOUNT = "111122223333";
  public static final String TOKYO = "ap-northeast-1";
  public static final String VIRGINIA = "us-east-1";
  public static final Path DEMO = Path.of("..", "simulator", "src", "main", "resources", "demo");

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);

  private final Path root;

  /** What was reported since the last change. */
  private @Nullable Report scanned;

  private boolean isChanged;

  /** The test may write files itself, so that nothing is kept. */
  private boolean isOpen;

  public DemoFolder(Path root) {
    this.root = root;
    try (Stream<Path> files = Files.walk(DEMO)) {
      for (Path from : files.toList()) {
        Path to = root.resolve(DEMO.relativize(from).toString());
        if (Files.isDirectory(from)) {
          Files.createDirectories(to);
        } else {
          Files.copy(from, to);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public Path root() {
    isOpen = true;
    return root;
  }

  private Path file(String region, String name) {
    return root.resolve(ACCOUNT).resolve(region).resolve(name + ".json");
  }

  /** Puts a file there, such as {@code ec2/DescribeVpcs}. */
  public DemoFolder write(String region, String name, String json) {
    isChanged = true;
    scanned = null;
    try {
      Files.createDirectories(file(region, name).getParent());
      Files.writeString(file(region, name), json);
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public DemoFolder deny(String region, String name) {
    return write(
        region, name, "{\"Error\":{\"Code\":\"AccessDeniedException\",\"Message\":\"no\"}}");
  }

  public DemoFolder remove(String region, String name) {
    isChanged = true;
    scanned = null;
    try {
      Files.delete(file(region, name));
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Replaces text in a file; it must be there. */
  public DemoFolder replace(String region, String name, String from, String to) {
    try {
      String text = Files.readString(file(region, name));
      if (!text.contains(from)) {
        throw new IllegalArgumentException(from + " is not in " + name);
      }
      return write(region, name, text.replace(from, to));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public AccountSnapshot snapshot() {
    return snapshot(ChannelQuestions::needed);
  }

  /** Asks these nodes for their connection status. */
  public AccountSnapshot snapshot(FollowUp channels) {
    Connection connection =
        Connection.inProcess(
            new FolderHttpClient(new FolderApi(AccountFolder.open(root))), ACCOUNT, TOKYO);
    return collect(connection, channels);
  }

  public static AccountSnapshot collect(Connection connection) {
    return collect(connection, ChannelQuestions::needed);
  }

  private static AccountSnapshot collect(Connection connection, FollowUp channels) {
    try {
      return new AccountCollector(connection, name -> "", CLOCK, "test", (region, done, of) -> {})
          .collect(List.of(), channels);
    } catch (CollectException failed) {
      throw new IllegalStateException(failed);
    }
  }

  public Report report() {
    if (!isChanged && !isOpen) {
      return DemoAccount.asItIs().report();
    }
    Report report = scanned;
    if (report == null || isOpen) {
      report = new Check(Catalog.ALL, Set.of()).report(snapshot());
      scanned = report;
    }
    return report;
  }

  public static InstanceReport named(Report report, String name) {
    return report.instances().stream()
        .filter(it -> it.name().orElse("").equals(name))
        .findFirst()
        .orElseThrow();
  }

  public static PathAssessment path(Report report, String name, String path) {
    return path(report, name, PathId.find(path).orElseThrow());
  }

  public static PathAssessment path(Report report, String name, PathId path) {
    return named(report, name).paths().stream()
        .filter(it -> it.path() == path)
        .findFirst()
        .orElseThrow();
  }

  /** What a rule says of an instance, or of any other resource by its id. */
  public static List<Finding> findings(Report report, String rule, String resource) {
    String id =
        report.instances().stream()
            .filter(it -> it.name().orElse("").equals(resource))
            .map(InstanceReport::id)
            .findFirst()
            .orElse(resource);
    return report.findings().stream()
        .filter(it -> it.rule().equals(rule) && it.resource().id().equals(id))
        .toList();
  }
}
