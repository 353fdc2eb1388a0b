package dev.loginpath.simulator.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder of AWS API responses: {@code <account>/<region>/<service>/<Operation>.json}, and {@code
 * folder.json} beside the accounts. Files are read when they are asked for and kept.
 */
public final class AccountFolder {

  private static final JsonMapper JSON = new JsonMapper();

  private final Path root;
  private final boolean complete;
  private final Map<String, String> credentials;
  private final List<String> accounts;
  private final Map<String, Optional<JsonNode>> read = new ConcurrentHashMap<>();

  private AccountFolder(
      Path root, boolean complete, Map<String, String> credentials, List<String> accounts) {
    this.root = root;
    this.complete = complete;
    this.credentials = credentials;
    this.accounts = accounts;
  }

  /**
   * Opens a folder.
   *
   * @throws FolderException if it is none, or none of this shape
   */
  public static AccountFolder open(Path root) {
    if (!Files.isDirectory(root)) {
      throw new FolderException(root + " is not a folder");
    }
    JsonNode settings = settings(root.resolve("folder.json"));
    List<String> accounts = subfolders(root).filter(it -> it.matches("[0-9]{12}")).toList();
    if (accounts.isEmpty()) {
      throw new FolderException(
          root + " holds no account: a folder named by a 12-digit account id is expected in it");
    }
    String missingFiles = settings.path("missingFiles").asString("unseen");
    if (!missingFiles.equals("unseen") && !missingFiles.equals("empty")) {
      throw new FolderException(
          root.resolve("folder.json") + ": missingFiles is \"unseen\" or \"empty\"");
    }
    Map<String, String> credentials = new TreeMap<>();
    settings
        .path("credentials")
        .properties()
        .forEach(entry -> credentials.put(entry.getKey(), entry.getValue().asString("")));
    return new AccountFolder(root, missingFiles.equals("empty"), credentials, accounts);
  }

  private static JsonNode settings(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (NoSuchFileException none) {
      return JSON.createObjectNode();
    } catch (IOException | JacksonException unreadable) {
      throw new FolderException(file + " cannot be read as JSON");
    }
  }

  /** The account ids, sorted. */
  public List<String> accounts() {
    return accounts;
  }

  /** Whether a missing file means "there are none" instead of "nobody asked". */
  boolean isComplete() {
    return complete;
  }

  /** The account that an access key id stands for. */
  Optional<String> accountOf(String accessKeyId) {
    if (credentials.containsKey(accessKeyId)) {
      return Optional.of(credentials.get(accessKeyId));
    }
    if (accounts.contains(accessKeyId)) {
      return Optional.of(accessKeyId);
    }
    return accounts.size() == 1 ? Optional.of(accounts.getFirst()) : Optional.empty();
  }

  /** The regions that have a folder, sorted; {@code aws-global} is none. */
  public List<String> regions(String account) {
    return subfolders(root.resolve(account)).filter(it -> !it.equals("aws-global")).toList();
  }

  /**
   * The content of {@code <account>/<name>}, empty where there is no such file.
   *
   * @throws ApiError if the file is there and cannot be read
   */
  Optional<JsonNode> file(String account, String name) {
    return read.computeIfAbsent(account + "/" + name, this::load);
  }

  private Optional<JsonNode> load(String name) {
    Path file = root.resolve(name);
    try {
      return Optional.of(JSON.readTree(Files.readAllBytes(file)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException | JacksonException unreadable) {
      throw new ApiError("InternalFailure", "The file " + name + " cannot be read as JSON.");
    }
  }

  private static Stream<String> subfolders(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .map(it -> it.getFileName().toString().replace("/", ""))
          .sorted()
          .toList()
          .stream();
    } catch (IOException unreadable) {
      throw new FolderException(folder + " cannot be listed: " + unreadable.getMessage());
    }
  }

  /**
   * A name as part of a file name: all but letters, digits and {@code -._~$} is percent-encoded.
   */
  static String encode(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xff);
      boolean plain =
          (character >= 'a' && character <= 'z')
              || (character >= 'A' && character <= 'Z')
              || (character >= '0' && character <= '9')
              || "-._~$".indexOf(character) >= 0;
      if (plain) {
        encoded.append(character);
      } else {
        encoded.append('%').append(String.format(java.util.Locale.ROOT, "%02X", (int) character));
      }
    }
    return encoded.toString();
  }
}
