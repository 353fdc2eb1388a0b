package dev.loginpath.render;

import dev.loginpath.report.PathId;
import dev.loginpath.report.Platform;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words around the data, in one language. */
final class Words {

  private final ResourceBundle texts;
  private final Locale language;

  Words(Locale language) {
    this.language = language;
    this.texts =
        ResourceBundle.getBundle(
            "dev.loginpath.render.messages",
            language,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  String language() {
    return language.getLanguage();
  }

  String text(String key, Object... details) {
    return new MessageFormat(texts.getString(key), Locale.ROOT).format(details);
  }

  /** The word for an id of the report; an id that a newer rule brings stands for itself. */
  String named(String kind, String id) {
    String key = kind + "." + id;
    return texts.containsKey(key) ? text(key) : id;
  }

  String path(PathId path) {
    return text("path." + path.word());
  }

  /** The operating system, or that it is not known. */
  String system(Platform platform) {
    return platform
        .os()
        .map(it -> it + platform.version().map(version -> " " + version).orElse(""))
        .orElse(text("source.unknown"));
  }
}
