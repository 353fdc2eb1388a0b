package dev.loginpath.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.collect.AccountCollector;
import dev.loginpath.collect.CollectException;
import dev.loginpath.collect.Connection;
import dev.loginpath.house.Seeds;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Takes one fact after the other away from accounts as they were read: a call, a permission, an
 * item of a list. Nothing gets better or worse by it, only unknown. {@code LOGINPATH_SAMPLES=all}
 * tries every fact of every account, which takes a quarter of an hour.
 */
class TakeOneFactAwayTest {

  private static final Path CASES = Path.of("src", "test", "resources", "cases");

  /** Of an account that was made up as a whole, and of one that shows one situation. */
  private static final int OF_WHOLE = 6;

  private static final int OF_CASE = 2;

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-28T09:00:00Z"), ZoneOffset.UTC);

  @TempDir private static Path folder;

  /** Folders by the account's name. */
  static Stream<Map.Entry<String, Path>> accounts() {
    Map<String, Path> accounts = new LinkedHashMap<>();
    for (Accounts each : Accounts.values()) {
      accounts.put(each.name(), each.in(folder.resolve(each.name())).root());
    }
    accounts.put("REMOTE_ACCESS", RemoteAccessAccount.in(folder.resolve("REMOTE_ACCESS")).root());
    for (Path each : listed(CASES)) {
      accounts.put(each.getFileName().toString(), each.resolve("folder"));
    }
    return accounts.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("accounts")
  void lessKnowledgeOnlyMakesUnknown(Map.Entry<String, Path> account) {
    Facts facts = new Facts(read(account.getValue()));
    Report before = report(facts.read());
    List<Facts.Loss> losses = new ArrayList<>(facts.losses());
    Collections.shuffle(losses, new Random(Seeds.first()));
    List<String> broken = new ArrayList<>();
    for (Facts.Loss loss : losses.subList(0, samples(account.getKey(), losses.size()))) {
      LessKnowledge.broken(before, report(facts.without(loss))).stream()
          .filter(it -> !isAsWithoutAWord(loss, it))
          .forEach(it -> broken.add(loss.name() + ": " + it));
    }
    assertThat(broken).as(account.getKey()).isEmpty();
  }

  /**
   * A node that AWS says is not connected, though all that it needs is met, is open where nobody
   * asked: that is what "online, and all is met" means, and no closing relies on it.
   */
  private static boolean isAsWithoutAWord(Facts.Loss loss, String broken) {
    return loss.name().contains("ssm:GetConnectionStatus")
        && (broken.startsWith("status |") || broken.startsWith("source-appears |"))
        && broken.contains("| is OPEN") == broken.startsWith("status |");
  }

  /** What is taken from a snapshot is what a scan would have missed. */
  @Test
  void aLossIsWhatAScanWouldHaveMissed() {
    Facts facts =
        new Facts(new DemoFolder(folder.resolve("whole")).snapshot(ChannelQuestions::all));
    // Without the list of nodes a scan asks nobody for a connection status, which a loss leaves.
    List<String> files =
        List.of(
            "ec2/DescribeInstances",
            "ec2/DescribeVpcEndpoints",
            "elasticloadbalancing/DescribeTargetGroups",
            "elasticloadbalancing/DescribeLoadBalancers",
            "ssm/ListDocuments");
    for (String file : files) {
      DemoFolder denied = new DemoFolder(folder.resolve(file.replace('/', '-')));
      denied.deny(DemoFolder.TOKYO, file);
      AccountSnapshot scanned = denied.snapshot(ChannelQuestions::all);
      Report slow = report(scanned);
      Report fast = report(facts.without(facts.missing(scanned)));
      assertThat(LessKnowledge.broken(slow, fast)).as(file).isEmpty();
      assertThat(LessKnowledge.broken(fast, slow)).as(file).isEmpty();
      assertThat(fast.summary().paths()).as(file).isEqualTo(slow.summary().paths());
    }
  }

  private static int samples(String account, int all) {
    int usual = Character.isDigit(account.charAt(0)) ? OF_CASE : OF_WHOLE;
    return Seeds.samples(usual, all);
  }

  private static Report report(AccountSnapshot snapshot) {
    return new Check(Catalog.ALL, Set.of()).report(snapshot);
  }

  /** As {@code collect --aws-json} reads a folder of one account. */
  static AccountSnapshot read(Path root) {
    Path account = listed(root).getFirst();
    String region =
        listed(account).stream()
            .map(it -> it.getFileName().toString())
            .filter(it -> !it.equals("aws-global"))
            .findFirst()
            .orElseThrow();
    Connection connection =
        Connection.inProcess(
            new FolderHttpClient(new FolderApi(AccountFolder.open(root))),
            account.getFileName().toString(),
            region);
    try {
      return new AccountCollector(connection, name -> "", CLOCK, "test", (name, done, of) -> {})
          .collect(List.of(), ChannelQuestions::all);
    } catch (CollectException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static List<Path> listed(Path parent) {
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(Files::isDirectory).sorted().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
