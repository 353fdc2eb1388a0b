package dev.loginpath.render;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms that a report can take. */
public enum Format {
  JSON,
  HTML;

  /** The word on the command line, and the ending of the file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Format> find(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }

  /**
   * The renderer of the form.
   *
   * @param language of the words around the data; JSON is always English
   */
  public Renderer renderer(Locale language) {
    return switch (this) {
      case JSON -> new JsonRenderer();
      case HTML -> new HtmlRenderer(language);
    };
  }
}
