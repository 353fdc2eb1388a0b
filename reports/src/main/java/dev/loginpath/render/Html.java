package dev.loginpath.render;

import java.io.IOException;

/**
 * Writes HTML. Text and attribute values are escaped here and nowhere else; tags and attribute
 * names come from our own code. Values may be hostile: tags, names and answers of AWS are
 * anybody's.
 */
final class Html {

  private final Appendable out;

  Html(Appendable out) {
    this.out = out;
  }

  /** Our own markup, as it is. */
  Html raw(String markup) throws IOException {
    out.append(markup);
    return this;
  }

  Html text(String text) throws IOException {
    out.append(escaped(text));
    return this;
  }

  /** An element that holds only text. */
  Html element(String name, String text) throws IOException {
    return raw("<" + name + ">").text(text).raw("</" + name + ">");
  }

  /** An element with a class that holds only text. */
  Html element(String name, String styleClass, String text) throws IOException {
    return open(name, "class", styleClass).text(text).raw("</" + name + ">");
  }

  /** An opening tag with attributes as name and value by turns. */
  Html open(String name, String... attributes) throws IOException {
    out.append('<').append(name);
    for (int index = 0; index < attributes.length; index += 2) {
      out.append(' ')
          .append(attributes[index])
          .append("=\"")
          .append(escaped(attributes[index + 1]))
          .append('"');
    }
    out.append('>');
    return this;
  }

  /**
   * Controls and direction overrides would change what a reader sees, so they are shown instead;
   * what a CI system would take for a command, should the page be printed there, is not one.
   */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(it -> {
          switch (it) {
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            case '\n', '\r', '\t' -> escaped.append(' ');
            default -> {
              if (Plain.isHarmful(it)) {
                escaped.append(Plain.escape(it));
              } else {
                escaped.appendCodePoint(it);
              }
            }
          }
        });
    return escaped
        .toString()
        .replaceAll("#(?=#\\[|#vso\\[)", "&#35;")
        .replaceFirst("^(\\s*)::", "$1&#58;:");
  }
}
