package dev.loginpath.collect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The operations of which an answer without any member is AWS's own way to say "none", from a dated
 * table.
 */
final class EmptyAnswers {

  private static final String TABLE = "empty-answers.tsv";
  private static final Set<String> CALLS = read();

  private EmptyAnswers() {}

  private static Set<String> read() {
    try (InputStream table = EmptyAnswers.class.getResourceAsStream(TABLE)) {
      if (table == null) {
        throw new IllegalStateException(TABLE + " is missing");
      }
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(it -> !it.isBlank() && !it.startsWith("#"))
          .map(it -> it.substring(0, it.indexOf('\t')))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * @param call the SDK's names of service and operation, as {@code S3:GetBucketLocation}
   */
  static boolean isAnswer(String call) {
    return CALLS.contains(call);
  }
}
