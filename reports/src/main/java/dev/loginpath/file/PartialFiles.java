package dev.loginpath.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files on their way: {@code .NAME.PROCESS-NUMBER.loginpath-partial} beside the file that they
 * become. Whoever writes one holds a lock on it, which ends with the process.
 */
final class PartialFiles {

  private static final Pattern NAME =
      Pattern.compile("\\..+\\.([0-9]{1,18})-[0-9]+\\.loginpath-partial");

  private static final AtomicLong NUMBER = new AtomicLong();
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private PartialFiles() {}

  /** A name that is this process's until it is closed; the file is gone by then. */
  record Claim(Path path) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      try {
        Files.deleteIfExists(path);
      } finally {
        OWN.remove(path);
      }
    }
  }

  static Claim claim(Path file) throws IOException {
    String name =
        "."
            + file.getFileName()
            + "."
            + ProcessHandle.current().pid()
            + "-"
            + NUMBER.incrementAndGet()
            + ".loginpath-partial";
    Path path = Destination.folderOf(file).resolve(name);
    OWN.add(path);
    return new Claim(path);
  }

  /** A file system without locks is written to all the same. */
  static void lock(FileChannel channel) {
    try {
      channel.tryLock();
    } catch (IOException unsupported) {
      // Then the number of the process alone tells whether it lives.
      return;
    }
  }

  /** Removes what killed runs left in a folder; what somebody may be writing stays. */
  static void removeLeftOver(Path folder) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, ".*.loginpath-partial")) {
      for (Path each : found) {
        Matcher name = NAME.matcher(String.valueOf(each.getFileName()));
        if (name.matches() && isLeftOver(each, Long.parseLong(name.group(1)))) {
          Files.deleteIfExists(each);
        }
      }
    } catch (AccessDeniedException unreadable) {
      // A folder that may be written and not listed; what lies in it is not ours to judge.
      return;
    }
  }

  /** The number of a process may be used again, in a container even by this very program. */
  private static boolean isLeftOver(Path partial, long process) {
    if (OWN.contains(partial) || !Files.isRegularFile(partial, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    boolean lives =
        process != ProcessHandle.current().pid() && ProcessHandle.of(process).isPresent();
    if (lives) {
      return false;
    }
    // A process of another container is not seen here, but its lock is.
    try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (IOException | OverlappingFileLockException notOurs) {
      return false;
    }
  }
}
