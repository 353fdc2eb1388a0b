package dev.loginpath.cli;

import dev.loginpath.render.Plain;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the program says to people, in their language. The JVM's own locale is not asked: in a
 * container it says English whatever the user wants.
 */
final class Messages {

  private final Locale language;
  private final ResourceBundle texts;

  Messages(Locale language) {
    this.language = language;
    this.texts =
        ResourceBundle.getBundle(
            "dev.loginpath.cli.messages",
            language,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** The language of the environment's locale, English where it is not Japanese. */
  static Locale languageOf(UnaryOperator<String> environment) {
    return Stream.of("LOGINPATH_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
            .map(environment)
            .filter(it -> !it.isEmpty())
            .limit(1)
            .anyMatch(it -> it.startsWith("ja"))
        ? Locale.JAPANESE
        : Locale.ENGLISH;
  }

  Locale language() {
    return language;
  }

  /** The text of a key; what would be harmful in the details is escaped. */
  String text(String key, Object... details) {
    Object[] clean =
        Stream.of(details).map(it -> it instanceof String text ? Plain.text(text) : it).toArray();
    String text = new MessageFormat(texts.getString(key), Locale.ROOT).format(clean);
    // A detail may be empty, and a text may begin with one.
    return Plain.line(text.replace("  ", " "));
  }
}
