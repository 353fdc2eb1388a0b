package dev.loginpath.file;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** What a name given for output leads to, all symbolic links followed. */
sealed interface Destination {

  Path path();

  /** A regular file, or a place where there is none yet: it is replaced as a whole. */
  record Whole(Path path) implements Destination {}

  /** A pipe, a device or an open file of a process: written into as it stands. */
  record Stream(Path path) implements Destination {}

  /** As many as Linux follows. */
  int MOST_LINKS = 40;

  static Destination of(Path file) throws IOException {
    Path path = file.toAbsolutePath().normalize();
    for (int links = 0; links < MOST_LINKS; links++) {
      // /dev/stdout is a link to what may be a regular file that another process holds open.
      if (isOfTheSystem(path)) {
        return new Stream(path);
      }
      if (!Files.isSymbolicLink(path)) {
        return found(path);
      }
      path = folderOf(path).toRealPath().resolve(Files.readSymbolicLink(path)).normalize();
    }
    throw new FileSystemLoopException(file.toString());
  }

  private static Destination found(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).isOther()
          ? new Stream(path)
          : new Whole(path);
    } catch (NoSuchFileException notYet) {
      return new Whole(path);
    }
  }

  private static boolean isOfTheSystem(Path path) {
    return path.startsWith("/dev/fd")
        || path.startsWith("/proc")
        || path.equals(Path.of("/dev/stdout"))
        || path.equals(Path.of("/dev/stderr"));
  }

  static Path folderOf(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder == null || file.getFileName() == null) {
      throw new IOException(file + " is not a file name");
    }
    return folder;
  }
}
