package dev.loginpath.simulator.folder;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** Text that is no JSON, by the form that it has. */
final class ForeignText {

  private static final SequencedMap<Pattern, String> FORMS = forms();

  private ForeignText() {}

  private static SequencedMap<Pattern, String> forms() {
    SequencedMap<Pattern, String> forms = new java.util.LinkedHashMap<>();
    forms.put(
        Pattern.compile("<(!doctype html|html|head|body)\\b.*"), "an HTML page, such as a login's");
    forms.put(Pattern.compile("<.*"), "XML");
    forms.put(
        Pattern.compile(
            "(aws: |usage: aws|unable to locate credentials|could not connect to the endpoint"
                + "|the config profile|partial credentials|you must specify a region|error loading"
                + "|error when retrieving|the sso session|token has expired|an error occurred"
                + "|unknown options|invalid choice|traceback \\(most recent).*"),
        "a message of the AWS CLI");
    forms.put(Pattern.compile("\\{\\s*'.*|\\[\\s*\\{\\s*'.*"), "Python's print, not JSON");
    forms.put(Pattern.compile("[-+|]{5,}.*"), "a table of the AWS CLI; save it with --output json");
    forms.put(
        Pattern.compile("---(\\s.*)?|[\\w.-]+:(\\s.*)?|- .*"), "YAML; save it with --output json");
    forms.put(
        Pattern.compile("[^\\t]*\\t.*"), "text output of the AWS CLI; save it with --output json");
    forms.put(Pattern.compile("[^{\\[,]+(,[^{\\[,]*){2,}"), "CSV; save the AWS CLI's own JSON");
    return forms;
  }

  /** The form of a text's first line, empty where it is none of those that are known. */
  static Optional<String> name(String text) {
    String line = text.lines().findFirst().orElse("").toLowerCase(Locale.ROOT);
    String head = line.substring(0, Math.min(line.length(), 400));
    return FORMS.entrySet().stream()
        .filter(it -> it.getKey().matcher(head).matches())
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
