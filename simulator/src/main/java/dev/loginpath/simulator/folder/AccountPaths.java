package dev.loginpath.simulator.folder;

import dev.loginpath.simulator.folder.FolderException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the accounts of a folder lie: in folders named by their ids, or, as CloudMapper leaves
 * them, by any name, with the account's own answer about the caller in them.
 */
final class AccountPaths {

  private static final Pattern ID = Pattern.compile("(?<![0-9])[0-9]{12}(?![0-9])");

  private AccountPaths() {}

  /**
   * The folder of each account, by its id.
   *
   * @throws FolderException if there is none, or if two are of one account
   */
  static SequencedMap<String, Path> in(Path root) {
    Path folder = root;
    Path inside = root.resolve("account-data");
    if (Files.isDirectory(inside) && candidates(root).stream().noneMatch(AccountPaths::isAccount)) {
      folder = inside;
    }
    SequencedMap<String, Path> accounts = new TreeMap<>();
    Optional<Path> nameless = Optional.empty();
    for (Path each : candidates(folder)) {
      if (!isAccount(each)) {
        continue;
      }
      Optional<String> id = id(each);
      if (id.isEmpty()) {
        nameless = Optional.of(each);
        continue;
      }
      Path before = accounts.put(id.get(), each);
      if (before != null) {
        throw new FolderException(Reason.ACCOUNT_TWICE, id.get(), before, each);
      }
    }
    if (accounts.isEmpty()) {
      Path looked = folder;
      throw nameless
          .map(it -> new FolderException(Reason.NAMELESS_ACCOUNT, it))
          .orElseGet(() -> new FolderException(Reason.NO_ACCOUNT, looked));
    }
    return accounts;
  }

  /** The folders that may be accounts, the given one itself among them. */
  private static List<Path> candidates(Path root) {
    return Stream.concat(
            regions(root).isEmpty() ? Stream.empty() : Stream.of(root), subfolders(root).stream())
        .toList();
  }

  private static boolean isAccount(Path folder) {
    return name(folder).matches("[0-9]{12}") || !regions(folder).isEmpty();
  }

  private static Optional<String> id(Path folder) {
    if (name(folder).matches("[0-9]{12}")) {
      return Optional.of(name(folder));
    }
    return caller(folder)
        .or(() -> {
          Matcher inName = ID.matcher(name(folder));
          return inName.find() ? Optional.of(inName.group()) : Optional.empty();
        });
  }

  private static Optional<String> caller(Path folder) {
    FolderIndex index = FolderIndex.of(folder);
    return index.files("", Service.STS, "getcalleridentity", List.of()).values().stream()
        .flatMap(List::stream)
        .flatMap(it -> account(it).stream())
        .findFirst();
  }

  private static Optional<String> account(SavedFile file) {
    try {
      return SavedContent.of(file.path()) instanceof SavedContent.Json json
          ? Optional.of(json.tree().path("Account").asString(""))
              .filter(it -> it.matches("[0-9]{12}"))
          : Optional.empty();
    } catch (NotAnAnswerException foreign) {
      return Optional.empty();
    }
  }

  /** The regions that have a folder, sorted; the one for what is global is none. */
  static List<String> regions(Path account) {
    return subfolders(account).stream()
        .map(AccountPaths::name)
        .filter(it -> FilePlace.REGION.matcher(it).matches())
        .toList();
  }

  private static String name(Path folder) {
    Path name = folder.getFileName();
    return name == null ? "" : name.toString().replace("/", "");
  }

  private static List<Path> subfolders(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (IOException unlistable) {
      throw new FolderException(Reason.UNLISTABLE, folder, String.valueOf(unlistable.getMessage()));
    }
  }
}
