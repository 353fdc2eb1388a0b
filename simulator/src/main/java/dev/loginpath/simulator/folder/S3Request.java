package dev.loginpath.simulator.folder;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A path-style request about a bucket. S3 names no operation in it: the method and the subresource
 * in the query say which it is. Only those that a scan sends are known.
 */
record S3Request(ApiRequest request) {

  private static final JsonMapper JSON = new JsonMapper();

  private static final Map<String, String> READS =
      Map.of(
          "location", "GetBucketLocation",
          "encryption", "GetBucketEncryption",
          "policy", "GetBucketPolicy");

  /** The operation's name, empty where it is none that is known. */
  Optional<String> operation() {
    return request.method().equals("GET") && segments().size() == 1
        ? subresources().stream()
            .filter(READS::containsKey)
            .findFirst()
            .map(it -> READS.getOrDefault(it, ""))
        : Optional.empty();
  }

  ObjectNode input() {
    ObjectNode input = JSON.createObjectNode();
    segments().stream().findFirst().ifPresent(it -> input.put("Bucket", it));
    return input;
  }

  private List<String> segments() {
    String path = Optional.ofNullable(request.uri().getPath()).orElse("");
    return Arrays.stream(path.split("/", -1)).filter(it -> !it.isEmpty()).toList();
  }

  private List<String> subresources() {
    String query = Optional.ofNullable(request.uri().getQuery()).orElse("");
    return Arrays.stream(query.split("&", -1)).map(it -> it.replaceFirst("=.*", "")).toList();
  }
}
