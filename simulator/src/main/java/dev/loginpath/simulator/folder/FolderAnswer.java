package dev.loginpath.simulator.folder;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a folder says to a call.
 *
 * @param tree all that can be used
 * @param file the file that it is from, empty where the folder's own layout says it
 * @param end what answers for the rest, where this is not all
 */
record FolderAnswer(ObjectNode tree, Optional<String> file, Optional<ApiError> end) {

  static FolderAnswer derived(ObjectNode tree) {
    return new FolderAnswer(tree, Optional.empty(), Optional.empty());
  }
}
