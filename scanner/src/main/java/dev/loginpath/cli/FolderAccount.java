package dev.loginpath.cli;

import dev.loginpath.simulator.folder.FolderUse;
import dev.loginpath.simulator.folder.FolderUse.Unused;
import dev.loginpath.simulator.folder.FolderUse.Why;
import java.util.List;
import java.util.Locale;

/** Tells which files of a folder answered, which did not and why, and what was not there. */
final class FolderAccount {

  /** How many files are named of each kind; the rest is counted. */
  private static final int NAMED = 8;

  private static final int MISSING_NAMED = 5;

  private final Command command;

  FolderAccount(Command command) {
    this.command = command;
  }

  void tell(FolderUse use, boolean complete) {
    command.say("files-used", count(use.used()));
    for (Why why : Why.values()) {
      List<Unused> files = use.unused().stream().filter(it -> it.why() == why).toList();
      if (!files.isEmpty()) {
        command.say("files." + why.name().toLowerCase(Locale.ROOT).replace('_', '-'), count(files));
        files.stream().limit(NAMED).forEach(this::name);
        rest(files.size() - NAMED);
      }
    }
    if (!use.missing().isEmpty()) {
      List<String> first = use.missing().stream().limit(MISSING_NAMED).toList();
      command.say(complete ? "files-missing-empty" : "files-missing", count(use.missing()));
      first.forEach(it -> command.say("file-named", it));
      rest(use.missing().size() - first.size());
    }
  }

  private void name(Unused file) {
    // The detail names the file by itself.
    command.say("file-named", file.detail().isEmpty() ? file.file() : file.detail());
  }

  private void rest(int files) {
    if (files > 0) {
      command.say("file-named", command.messages().text("more", Integer.toString(files)));
    }
  }

  private static String count(List<?> files) {
    return Integer.toString(files.size());
  }
}
