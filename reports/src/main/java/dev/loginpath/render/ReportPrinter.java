package dev.loginpath.render;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Gives lines of their own to everything down to the members of a requirement, and keeps on one
 * line what is in them: trees of evidence would be half spaces.
 */
final class ReportPrinter extends DefaultPrettyPrinter {

  private static final int DEEPEST_LINES = 7;

  private static final DefaultIndenter TWO_SPACES = new DefaultIndenter("  ", "\n");

  ReportPrinter() {
    _objectIndenter = new Lines();
    _arrayIndenter = new Lines();
  }

  private static final class Lines implements Indenter {
    @Override
    public void writeIndentation(JsonGenerator generator, int level) {
      if (level <= DEEPEST_LINES) {
        TWO_SPACES.writeIndentation(generator, level);
      } else {
        generator.writeRaw(' ');
      }
    }

    @Override
    public boolean isInline() {
      return false;
    }
  }

  @Override
  public DefaultPrettyPrinter createInstance() {
    return new ReportPrinter();
  }

  @Override
  public void writeEndObject(JsonGenerator generator, int entries) {
    if (entries > 0 && _nesting > DEEPEST_LINES) {
      _nesting--;
      generator.writeRaw(" }");
    } else {
      super.writeEndObject(generator, entries);
    }
  }

  @Override
  public void writeEndArray(JsonGenerator generator, int values) {
    if (values > 0 && _nesting > DEEPEST_LINES) {
      _nesting--;
      generator.writeRaw(" ]");
    } else {
      super.writeEndArray(generator, values);
    }
  }
}
