package dev.loginpath.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Content;
import dev.loginpath.report.Decision;
import dev.loginpath.report.InstanceReport;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.report.Report;
import dev.loginpath.report.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Refuses one file of a folder after the other: no door opens or closes by it, nobody is let in
 * whom nothing let in before, and no session becomes recorded.
 */
class TakeOneFactAwayTest {

  private static final int SAMPLES = Integer.getInteger("facts.samples", 12);
  private static final int SEED = Integer.getInteger("facts.seed", 7);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Accounts.class)
  void lessKnowledgeOnlyMakesUnknown(Accounts account) throws IOException {
    DemoFolder whole = account.in(folder.resolve("account"));
    Report before = whole.report();
    List<String> files = files(whole);
    Collections.shuffle(files, new Random(SEED));
    for (String file : files.subList(0, Math.min(SAMPLES, files.size()))) {
      String region = file.substring(0, file.indexOf('/'));
      String name = file.substring(file.indexOf('/') + 1, file.length() - ".json".length());
      Path path = whole.root().resolve(DemoFolder.ACCOUNT).resolve(file);
      String text = Files.readString(path);
      whole.deny(region, name);
      Report after = whole.report();
      Files.writeString(path, text);
      statuses(file, before, after);
      contents(file, before, after);
      principals(file, before, after);
    }
  }

  private static List<String> files(DemoFolder account) throws IOException {
    Path root = account.root().resolve(DemoFolder.ACCOUNT);
    try (Stream<Path> all = Files.walk(root)) {
      List<String> files = new ArrayList<>();
      for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
        if (!Files.readString(each).contains("\"Error\"")) {
          files.add(root.relativize(each).toString().replace('\\', '/'));
        }
      }
      return files;
    }
  }

  private static Map<String, PathAssessment> paths(Report report) {
    Map<String, PathAssessment> paths = new HashMap<>();
    for (InstanceReport instance : report.instances()) {
      instance.paths().forEach(it -> paths.put(instance.id() + " " + it.path(), it));
    }
    return paths;
  }

  private static void statuses(String file, Report before, Report after) {
    Map<String, PathAssessment> known = paths(before);
    paths(after)
        .forEach((where, path) ->
            assertThat(path.status())
                .as("%s without %s", where, file)
                .isIn(Status.UNKNOWN, Objects.requireNonNull(known.get(where)).status()));
  }

  private static void contents(String file, Report before, Report after) {
    Map<String, PathAssessment> known = paths(before);
    paths(after)
        .forEach((where, path) ->
            assertThat(path.recording().orElseThrow().content())
                .as("%s without %s", where, file)
                .isIn(
                    Content.UNKNOWN,
                    Objects.requireNonNull(known.get(where)).recording().orElseThrow().content()));
  }

  /**
   * Nobody is allowed who was not, and nobody goes away: he stays, is unknown, or stands behind the
   * one that hides everybody.
   */
  private static void principals(String file, Report before, Report after) {
    Map<String, PathAssessment> known = paths(before);
    paths(after)
        .forEach((where, path) -> {
          Map<String, Decision> was = who(before, Objects.requireNonNull(known.get(where)));
          Map<String, Decision> is = who(after, path);
          is.forEach((arn, decision) -> {
            if (decision == Decision.ALLOWED) {
              assertThat(was.get(arn))
                  .as("%s of %s without %s", arn, where, file)
                  .isEqualTo(Decision.ALLOWED);
            }
          });
          boolean hidden = is.containsKey("*");
          TreeSet<String> gone = new TreeSet<>(was.keySet());
          gone.removeAll(is.keySet());
          gone.remove("*");
          if (!hidden) {
            assertThat(gone).as("%s without %s", where, file).isEmpty();
          }
        });
  }

  private static Map<String, Decision> who(Report report, PathAssessment path) {
    Map<String, Decision> who = new HashMap<>();
    for (PrincipalAccess each :
        Optional.ofNullable(report.principalSets().get(path.principals())).orElse(List.of())) {
      who.merge(each.arn(), each.decision(), (one, other) -> one == Decision.ALLOWED ? one : other);
    }
    return who;
  }
}
