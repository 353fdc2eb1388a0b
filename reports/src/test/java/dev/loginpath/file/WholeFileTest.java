package dev.loginpath.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir private Path folder;

  private static WholeFile.Content text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assumePosix() {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "this file system has no modes and links");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private Path fifo(String name) throws Exception {
    Path fifo = folder.resolve(name);
    try {
      int made = new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();
      assumeTrue(made == 0, "mkfifo does not work here");
    } catch (IOException missing) {
      assumeTrue(false, "there is no mkfifo here");
    }
    return fifo;
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("report.json");
    WholeFile.write(file, text("old"));
    assertThatThrownBy(() ->
            WholeFile.write(
                file,
                out -> {
                  out.write(1);
                  throw new IOException("disk full");
                }))
        .hasMessage("disk full");
    assertThat(file).hasContent("old");
    try (Stream<Path> entries = Files.list(folder)) {
      assertThat(entries).containsExactly(file);
    }
  }

  @Test
  void missingFoldersAreMade() throws IOException {
    Path file = folder.resolve("a/b/report.json");
    WholeFile.write(file, out -> out.write('x'));
    assertThat(file).hasContent("x");
  }

  @Test
  void aLinkStaysOneAndWhatItLeadsToIsReplaced() throws IOException {
    assumePosix();
    Path target = Files.createDirectories(folder.resolve("elsewhere")).resolve("real.json");
    Files.writeString(target, "old");
    Path second =
        Files.createSymbolicLink(folder.resolve("second"), Path.of("elsewhere/real.json"));
    Path first = Files.createSymbolicLink(folder.resolve("first"), Path.of("second"));
    WholeFile.write(first, text("new"));
    assertThat(first).isSymbolicLink();
    assertThat(second).isSymbolicLink();
    assertThat(target).isRegularFile().hasContent("new");
  }

  @Test
  void aLinkToNothingYetMakesTheFile() throws IOException {
    assumePosix();
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("later.json"));
    WholeFile.write(link, text("new"));
    assertThat(link).isSymbolicLink();
    assertThat(folder.resolve("later.json")).isRegularFile().hasContent("new");
  }

  @Test
  void linksInACircleAreAMistake() throws IOException {
    assumePosix();
    Path link = Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
    assertThatThrownBy(() -> WholeFile.write(link, text("new"))).isInstanceOf(IOException.class);
    assertThat(link).isSymbolicLink();
  }

  @Test
  void aPipeIsWrittenIntoAndStays() throws Exception {
    assumePosix();
    Path fifo = fifo("pipe");
    Path link = Files.createSymbolicLink(folder.resolve("link"), fifo);
    for (Path each : new Path[] {fifo, link}) {
      CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> content(fifo));
      WholeFile.write(each, text("through the pipe"));
      assertThat(read.get()).isEqualTo("through the pipe");
      assertThat(Files.readAttributes(fifo, java.nio.file.attribute.BasicFileAttributes.class))
          .matches(java.nio.file.attribute.BasicFileAttributes::isOther);
    }
    assertThat(link).isSymbolicLink();
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  @Test
  void aDeviceIsWrittenIntoAndStays() throws IOException {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "there is no /dev/null here");
    Path link = Files.createSymbolicLink(folder.resolve("link"), device);
    WholeFile.write(device, Readers.OWNER, text("gone"));
    WholeFile.write(link, text("gone"));
    assertThat(Files.isRegularFile(device)).isFalse();
    assertThat(Files.readAllBytes(device)).isEmpty();
    assertThat(link).isSymbolicLink();
  }

  @Test
  void whatKilledRunsLeftIsRemovedAndNothingElse() throws IOException {
    // No system gives that number to a process.
    Path left = folder.resolve(".report.json.999999999-1.loginpath-partial");
    Path ofAnEarlierProcessOfThisNumber =
        folder.resolve(".s.gz." + ProcessHandle.current().pid() + "-99999.loginpath-partial");
    Path living = folder.resolve(".report.json.1-1.loginpath-partial");
    Path ofOthers = folder.resolve(".report.json.999999999-1.partial");
    for (Path each : new Path[] {left, ofAnEarlierProcessOfThisNumber, living, ofOthers}) {
      Files.writeString(each, "half");
    }
    Path elsewhere = Files.createDirectory(folder.resolve("b")).resolve(left.getFileName());
    Files.writeString(elsewhere, "half");
    WholeFile.write(folder.resolve("other.json"), text("new"));
    assertThat(left).doesNotExist();
    assertThat(ofAnEarlierProcessOfThisNumber).doesNotExist();
    assertThat(ofOthers).exists();
    assertThat(elsewhere).exists();
    if (ProcessHandle.of(1).isPresent()) {
      assertThat(living).exists();
    }
  }

  @Test
  void whatIsForTheOwnerAloneIsSoFromTheStart() throws IOException {
    assumePosix();
    Path file = folder.resolve("new/snapshot.gz");
    WholeFile.write(
        file,
        Readers.OWNER,
        out -> {
          try (Stream<Path> partial = Files.list(file.getParent())) {
            assertThat(mode(partial.findFirst().orElseThrow())).isEqualTo("rw-------");
          }
        });
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(mode(folder.resolve("new"))).isEqualTo("rwx------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(
        folder.resolve("new"), PosixFilePermissions.fromString("rwxr-xr-x"));
    WholeFile.write(file, Readers.OWNER, text("again"));
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(mode(folder.resolve("new"))).isEqualTo("rwxr-xr-x");
  }

  @Test
  void otherFilesAreReadableAsTheMaskSays() throws IOException {
    assumePosix();
    Path usual = Files.createFile(folder.resolve("usual"));
    Path file = folder.resolve("report.json");
    WholeFile.write(file, text("new"));
    assertThat(mode(file)).isEqualTo(mode(usual));
  }

  @Test
  void aLinkThatLiesInTheWayOfThePartialFileIsNotWrittenThrough() throws IOException {
    assumePosix();
    Path victim = folder.resolve("victim");
    Files.writeString(victim, "mine");
    for (int number = 0; number < 200; number++) {
      Files.createSymbolicLink(
          folder.resolve(
              ".r.json." + ProcessHandle.current().pid() + "-" + number + ".loginpath-partial"),
          victim);
    }
    try {
      WholeFile.write(folder.resolve("r.json"), text("new"));
    } catch (IOException refused) {
      assertThat(refused).isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
    }
    assertThat(Files.exists(victim, LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(victim).hasContent("mine");
  }
}
