package dev.loginpath.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @Test
  void aFailedWriteLeavesTheOldFileAndNothingElse(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.json");
    WholeFile.write(
        file, out -> out.write("old".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertThatThrownBy(() ->
            WholeFile.write(
                file,
                out -> {
                  out.write(1);
                  throw new IOException("disk full");
                }))
        .hasMessage("disk full");
    assertThat(file).hasContent("old");
    try (var entries = Files.list(folder)) {
      assertThat(entries).containsExactly(file);
    }
  }

  @Test
  void missingFoldersAreMade(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a/b/report.json");
    WholeFile.write(file, out -> out.write('x'));
    assertThat(file).hasContent("x");
  }
}
