package dev.loginpath.house;

import dev.loginpath.report.PathId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.converter.ArgumentConversionException;
import org.junit.jupiter.params.converter.TypedArgumentConverter;

/** Reads a path in the rows of a test as reports write it. */
public final class PathWord extends TypedArgumentConverter<String, PathId> {

  private PathWord() {
    super(String.class, PathId.class);
  }

  @Override
  protected PathId convert(@Nullable String word) {
    return PathId.find(String.valueOf(word))
        .orElseThrow(() -> new ArgumentConversionException(word + " is no path"));
  }
}
