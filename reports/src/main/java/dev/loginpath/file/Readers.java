package dev.loginpath.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Who may read what is written. Where a file system has no such modes, it decides itself. */
public enum Readers {
  /** Whoever the user's file mode mask lets. */
  AS_MASKED,
  /** The user alone, also where a file is replaced that others could read. */
  OWNER;

  private static final FileAttribute<?>[] NONE = {};

  /** For a file that is made in a folder. */
  FileAttribute<?>[] ofFile(Path folder) {
    return of(folder, "rw-------");
  }

  /** For a folder that has to be made; one that is there keeps its mode. */
  FileAttribute<?>[] ofFolder(Path folder) {
    return of(folder, "rwx------");
  }

  private FileAttribute<?>[] of(Path folder, String mode) {
    return this == OWNER && isPosix(folder)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : NONE;
  }

  private static boolean isPosix(Path folder) {
    Path existing = folder;
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      return Files.getFileStore(existing).supportsFileAttributeView("posix");
    } catch (java.io.IOException unknown) {
      return false;
    }
  }
}
