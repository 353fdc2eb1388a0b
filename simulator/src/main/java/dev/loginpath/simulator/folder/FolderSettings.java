package dev.loginpath.simulator.folder;

import dev.loginpath.simulator.folder.FolderException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What {@code folder.json} says. A typo in it would change what a missing file means, so that
 * whatever is not understood is an error.
 *
 * @param complete whether a missing file means "there are none" instead of "nobody asked"
 * @param managedIncluded whether lists were asked with what AWS services operate
 * @param credentials the account that an access key id stands for
 */
record FolderSettings(boolean complete, boolean managedIncluded, Map<String, String> credentials) {

  static final String FILE = "folder.json";

  private static final String MISSING_FILES = "missingFiles";
  private static final String CREDENTIALS = "credentials";
  private static final String MANAGED_RESOURCES = "managedResources";
  private static final List<String> KEYS = List.of(MISSING_FILES, CREDENTIALS, MANAGED_RESOURCES);

  /**
   * @throws FolderException if the file is there and says something that is not understood
   */
  static FolderSettings read(Path root, Set<String> accounts) {
    Path file = root.resolve(FILE);
    JsonNode settings;
    try {
      settings = SavedJson.parse(FileText.of(Files.readAllBytes(file)));
    } catch (NoSuchFileException none) {
      return new FolderSettings(false, false, Map.of());
    } catch (IOException | NotAnAnswerException unreadable) {
      throw new FolderException(
          Reason.SETTINGS_UNREADABLE, file, String.valueOf(unreadable.getMessage()));
    }
    if (!settings.isObject()) {
      throw new FolderException(Reason.SETTINGS_UNREADABLE, file, "it is not a JSON object");
    }
    for (String key : settings.propertyNames()) {
      if (!KEYS.contains(key)) {
        throw new FolderException(
            Reason.UNKNOWN_SETTING, file, Words.quoted(key), Words.nearest(key, KEYS));
      }
    }
    return new FolderSettings(
        either(file, settings, MISSING_FILES, "empty", "unseen"),
        either(file, settings, MANAGED_RESOURCES, "included", "untold"),
        credentials(file, settings.path(CREDENTIALS), accounts));
  }

  /** Which of two words a setting has; the second one where it is left out. */
  private static boolean either(Path file, JsonNode settings, String key, String yes, String no) {
    JsonNode value = settings.path(key);
    if (value.isMissingNode() || (value.isString() && value.asString().equals(no))) {
      return false;
    }
    if (value.isString() && value.asString().equals(yes)) {
      return true;
    }
    throw new FolderException(
        Reason.BAD_SETTING,
        file,
        key,
        "\"" + no + "\", \"" + yes + "\"",
        Words.first(value.toString()));
  }

  private static Map<String, String> credentials(Path file, JsonNode value, Set<String> accounts) {
    if (!value.isMissingNode() && !value.isObject()) {
      throw new FolderException(
          Reason.BAD_SETTING,
          file,
          CREDENTIALS,
          "{\"<access key id>\": \"<account id>\"}",
          Words.first(value.toString()));
    }
    SequencedMap<String, String> credentials = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      String key = CREDENTIALS + "." + entry.getKey();
      if (!entry.getValue().isString()) {
        throw new FolderException(
            Reason.BAD_SETTING,
            file,
            Words.quoted(key),
            "\"<account id>\"",
            Words.first(entry.getValue().toString()));
      }
      String account = entry.getValue().asString();
      if (!accounts.contains(account)) {
        throw new FolderException(
            Reason.UNKNOWN_ACCOUNT,
            file,
            Words.quoted(key),
            Words.quoted(account),
            accounts.stream().sorted().collect(Collectors.joining(", ")));
      }
      credentials.put(entry.getKey(), account);
    }
    return credentials;
  }
}
