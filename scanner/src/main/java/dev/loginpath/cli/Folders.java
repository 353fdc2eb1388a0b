package dev.loginpath.cli;

import dev.loginpath.simulator.folder.AccountFolder;
import dev.loginpath.simulator.folder.FolderException;
import java.nio.file.Path;
import java.util.Locale;

/** Opens folders of AWS CLI output, and says what is wrong with one in the user's words. */
final class Folders {

  private Folders() {}

  static AccountFolder open(Path path) {
    try {
      return AccountFolder.open(path);
    } catch (FolderException unusable) {
      throw mistake(unusable);
    }
  }

  static UserMistake mistake(FolderException unusable) {
    String key = unusable.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new UserMistake(
        ExitCode.INPUT, "folder." + key, unusable.details().toArray(String[]::new));
  }
}
