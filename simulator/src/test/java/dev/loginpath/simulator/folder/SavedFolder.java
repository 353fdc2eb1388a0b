package dev.loginpath.simulator.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A folder that a test writes, and what it says to a call. */
record SavedFolder(Path root) {

  static final String ACCOUNT = "111122223333";
  static final String REGION = "us-east-1";

  SavedFolder write(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  SavedFolder write(String name, byte[] bytes) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return this;
  }

  /** Writes a file of the region's folder. */
  SavedFolder region(String name, String text) throws IOException {
    return write(ACCOUNT + "/" + REGION + "/" + name, text);
  }

  /**
   * Asks, as {@code ask("ec2 DescribeVpcAttribute", "VpcId", "vpc-1")}.
   *
   * @return the answer; empty where no file is about it
   */
  Optional<FolderAnswer> ask(String call, String... parameters) {
    int space = call.indexOf(' ');
    Service service = Service.find(call.substring(0, space)).orElseThrow();
    Operation operation = Operation.find(service, call.substring(space + 1)).orElseThrow();
    ObjectNode input = new JsonMapper().createObjectNode();
    for (int index = 0; index < parameters.length; index += 2) {
      input.put(parameters[index], parameters[index + 1]);
    }
    AccountFolder folder = AccountFolder.open(root);
    FolderIndex index = folder.index(folder.accounts().getFirst());
    return new FolderAnswers(index, new UseLog())
        .find(service.isGlobal() ? FilePlace.GLOBAL : REGION, operation, input);
  }

  /** What is said: the answer, what ends it early, or the error. */
  String said(String call, String... parameters) {
    try {
      return ask(call, parameters)
          .map(it -> it.tree() + it.end().map(end -> " then " + text(end)).orElse(""))
          .orElse("no file");
    } catch (ApiError error) {
      return text(error);
    }
  }

  private static String text(ApiError error) {
    return error.code() + ": " + error.text();
  }
}
