package dev.loginpath.render;

import dev.loginpath.report.Report;
import java.io.IOException;
import java.util.Locale;

/** stub */
public final class HtmlRenderer implements Renderer {
  private final Locale language;

  public HtmlRenderer(Locale language) {
    this.language = language;
  }

  @Override
  public void render(Report report, Appendable out) throws IOException {
    out.append(language.toString());
  }
}
