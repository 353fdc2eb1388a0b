package dev.loginpath.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/**
 * A file that appears whole or not at all; an interrupted run leaves the old one as it was. What is
 * no file, as a pipe or a device, is written into and never replaced.
 */
public final class WholeFile {

  private WholeFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** For whoever the user's file mode mask lets read. */
  public static void write(Path file, Content content) throws IOException {
    write(file, Readers.AS_MASKED, content);
  }

  /**
   * Writes beside the file that a name leads to and moves it into place, so that a symbolic link
   * stays one; missing folders are made. Partial files that killed runs left in the folder are
   * removed.
   */
  public static void write(Path file, Readers readers, Content content) throws IOException {
    Destination destination = Destination.of(file);
    switch (destination) {
      case Destination.Stream stream -> {
        try (OutputStream out =
            Files.newOutputStream(
                stream.path(), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
          content.writeTo(out);
        }
      }
      case Destination.Whole whole -> replace(whole.path(), readers, content);
    }
  }

  private static void replace(Path file, Readers readers, Content content) throws IOException {
    Path folder = Destination.folderOf(file);
    Files.createDirectories(folder, readers.ofFolder(folder));
    PartialFiles.removeLeftOver(folder);
    try (PartialFiles.Claim partial = PartialFiles.claim(file)) {
      partial.path().toFile().deleteOnExit();
      try (FileChannel channel = open(partial.path(), readers.ofFile(folder))) {
        PartialFiles.lock(channel);
        content.writeTo(Channels.newOutputStream(channel));
      }
      move(partial.path(), file);
    }
  }

  /** A name that somebody put there before is not written through. */
  private static FileChannel open(Path partial, FileAttribute<?>... attributes) throws IOException {
    return FileChannel.open(
        partial, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), attributes);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException notHere) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
