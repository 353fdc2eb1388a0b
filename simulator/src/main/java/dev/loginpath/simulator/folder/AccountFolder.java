package dev.loginpath.simulator.folder;

import dev.loginpath.simulator.folder.FolderException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder of AWS API responses: {@code <account>/<region>/<service>/<Operation>.json}, and {@code
 * folder.json} beside the accounts. What lies in it is listed once; files are read when they are
 * asked for and kept.
 */
public final class AccountFolder {

  private final SequencedMap<String, Path> paths;
  private final FolderSettings settings;
  private final Map<String, FolderIndex> indexes = new ConcurrentHashMap<>();

  private AccountFolder(SequencedMap<String, Path> paths, FolderSettings settings) {
    this.paths = paths;
    this.settings = settings;
  }

  /**
   * Opens a folder.
   *
   * @throws FolderException if it is none, none of this shape, or if its settings are not
   *     understood
   */
  public static AccountFolder open(Path root) {
    if (!Files.isDirectory(root)) {
      throw new FolderException(Reason.NOT_A_FOLDER, root);
    }
    SequencedMap<String, Path> paths = AccountPaths.in(root);
    return new AccountFolder(paths, FolderSettings.read(root, paths.keySet()));
  }

  /** The account ids, sorted. */
  public List<String> accounts() {
    return List.copyOf(paths.sequencedKeySet());
  }

  /** Whether a missing file means "there are none" instead of "nobody asked". */
  public boolean isComplete() {
    return settings.complete();
  }

  /**
   * Whether its lists are known to hold what AWS services operate, which AWS hides from whoever
   * does not ask for it.
   */
  public boolean includesManagedResources() {
    return settings.complete() || settings.managedIncluded();
  }

  /** The account that an access key id stands for. */
  Optional<String> accountOf(String accessKeyId) {
    Optional<String> named =
        Optional.ofNullable(settings.credentials().get(accessKeyId))
            .or(() -> Optional.of(accessKeyId).filter(paths::containsKey));
    return named.isEmpty() && paths.size() == 1
        ? Optional.of(paths.sequencedKeySet().getFirst())
        : named;
  }

  /** The regions that have a folder, sorted; {@code aws-global} is none. */
  public List<String> regions(String account) {
    return AccountPaths.regions(path(account));
  }

  FolderIndex index(String account) {
    return indexes.computeIfAbsent(account, it -> FolderIndex.of(path(it)));
  }

  private Path path(String account) {
    Path path = paths.get(account);
    if (path == null) {
      throw new IllegalArgumentException("the folder holds no account " + account);
    }
    return path;
  }

  /**
   * A name as part of a file name: all but letters, digits and {@code -._~$} is percent-encoded.
   */
  static String encode(String name) {
    return encode(name, "-._~$");
  }

  /** A path that a header can carry. */
  static String printable(String path) {
    return encode(path, "-._~$/,%+ ()[]{}!#&'*;=@^`:");
  }

  private static String encode(String name, String plain) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xff);
      boolean asItIs =
          (character >= 'a' && character <= 'z')
              || (character >= 'A' && character <= 'Z')
              || (character >= '0' && character <= '9')
              || plain.indexOf(character) >= 0;
      if (asItIs) {
        encoded.append(character);
      } else {
        encoded.append('%').append(String.format(Locale.ROOT, "%02X", (int) character));
      }
    }
    return encoded.toString();
  }
}
