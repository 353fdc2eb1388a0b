package dev.loginpath.collect;

import dev.loginpath.verdict.Call;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A shell script that fills a folder with what AWS answers to a scan's calls, for where only the
 * AWS CLI may be run. Calls that ask about something, or with something, are written in the script;
 * all others come from what the collectors declare, so that a new one is asked without a word here.
 *
 * @param regions the regions to ask, empty for all that are enabled
 * @param home where the calls about the whole account are asked, empty for the CLI's own region
 */
public record AwsCliScript(List<String> regions, Optional<String> home, Optional<String> profile) {

  private static final Set<String> GLOBAL = Set.of("iam", "organizations", "sts");
  private static final Pattern WRITTEN =
      Pattern.compile("\\b(?:list|one|more|call) ([a-z0-9-]+) ([A-Z][A-Za-z0-9]+)");

  /** The script. */
  public String text() {
    String script = template();
    SortedSet<String> plain = new TreeSet<>(AccountCollector.actions());
    plain.removeAll(written(script));
    return script
        .replace(
            "#@ profile\n", profile.map(it -> "export AWS_PROFILE=" + quoted(it) + "\n").orElse(""))
        .replace("#@ global\n", lists(plain, AwsCliScript::isGlobal))
        .replace("#@ regional\n", lists(plain, Predicate.not(AwsCliScript::isGlobal)))
        .replace("@REGIONS@", String.join(" ", regions))
        .replace("@HOME@", home.orElse(""))
        .replace("@PREFERENCES@", SsmCollector.PREFERENCES)
        .replace("@PACKAGES@", String.join(",", SsmCollector.AGENT_PACKAGES))
        .replace("@SETTINGS@", String.join(" ", SsmCollector.SETTINGS));
  }

  /** The IAM actions of the calls that the script itself spells out. */
  private static Set<String> written(String script) {
    return WRITTEN
        .matcher(script)
        .results()
        .map(it -> Call.of(it.group(1) + ":" + it.group(2), "").permission())
        .collect(Collectors.toSet());
  }

  private static boolean isGlobal(String action) {
    return GLOBAL.contains(action.substring(0, action.indexOf(':')));
  }

  private static String lists(SortedSet<String> actions, Predicate<String> wanted) {
    return actions.stream()
        .filter(wanted)
        .map(it -> "  list " + it.replace(':', ' ') + "\n")
        .collect(Collectors.joining());
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String template() {
    try (InputStream in = AwsCliScript.class.getResourceAsStream("collect.sh")) {
      if (in == null) {
        throw new IllegalStateException("collect.sh is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException("collect.sh cannot be read", unreadable);
    }
  }
}
