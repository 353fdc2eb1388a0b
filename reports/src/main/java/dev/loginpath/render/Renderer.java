package dev.loginpath.render;

import dev.loginpath.report.Report;
import java.io.IOException;

/** Writes a finished report as one document. */
@FunctionalInterface
public interface Renderer {

  void render(Report report, Appendable out) throws IOException;
}
