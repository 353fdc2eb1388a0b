package dev.loginpath.simulator.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes what a file holds for the answer of one operation, or says what it is instead. An answer is
 * an object with at least one member of the operation's output, or {@code Error}; one that holds
 * nothing at all, or a request id alone, is passed on as it is.
 */
final class AnswerReader {

  /** What says that there is more, in the API's words or in those of the CLI's own paging. */
  private static final List<String> TOKENS =
      List.of(
          "NextToken",
          "nextToken",
          "Marker",
          "NextMarker",
          "nextMarker",
          "NextPageToken",
          "NextRecordName");

  private static final List<String> FLAGS = List.of("IsTruncated", "isTruncated", "Truncated");

  private static final Set<String> OF_THE_CALL =
      Set.of("ResponseMetadata", "$metadata", "RequestId", "requestId", "@xmlns");

  /** AWS's own way to say that a bucket is in the first region. */
  private static final Set<String> NULL_SAYS_SOMETHING = Set.of("LocationConstraint");

  /** Structures that AWS leaves empty where nothing is set. */
  private static final Set<String> MAY_BE_EMPTY = Set.of("AccountLevel");

  private final Operation operation;
  private final List<ListedItems> listed;

  AnswerReader(Operation operation) {
    this.operation = operation;
    this.listed = ListedItems.of(operation);
  }

  FileAnswer read(SavedContent content) {
    return switch (content) {
      case SavedContent.CommandError error -> refusal(error);
      case SavedContent.Json json -> json(json.tree());
    };
  }

  private FileAnswer refusal(SavedContent.CommandError error) {
    return error.operation().equalsIgnoreCase(operation.name())
        ? new FileAnswer.Refusal(error.code(), error.message(), 0)
        : new FileAnswer.Nothing(
            "the refusal of another call, "
                + error.operation()
                + " ("
                + Words.quoted(error.code())
                + ")");
  }

  private FileAnswer json(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      return object(object);
    }
    String words = ": " + Words.first(tree.toString());
    if (!tree.isArray()) {
      return new FileAnswer.Nothing(
          tree.isNull() ? "null" : "a single value, as --query leaves it" + words);
    }
    BareItems items = new BareItems(operation, listed);
    Optional<ObjectNode> whole = items.whole(tree);
    return whole
        .map(this::object)
        .orElseGet(() -> new FileAnswer.Nothing(items.takenFor(tree) + words));
  }

  private FileAnswer object(ObjectNode tree) {
    Optional<FileAnswer> error = error(tree);
    if (error.isPresent()) {
      return error.get();
    }
    if (OF_THE_CALL.containsAll(tree.propertyNames())) {
      return new FileAnswer.Members(tree, false, List.of());
    }
    List<SdkField<?>> said = operation.output().stream().filter(it -> isSaid(tree, it)).toList();
    if (said.isEmpty()) {
      return new FileAnswer.Nothing(nothingSaid(tree) + ": " + Words.first(tree.toString()));
    }
    Optional<String> other =
        hasMore(tree) ? ForeignObject.otherOfTheService(tree, operation) : Optional.empty();
    if (other.isPresent()) {
      return new FileAnswer.Nothing(
          "the answer of " + other.get() + ": " + Words.first(tree.toString()));
    }
    Optional<String> misfit = said.stream().flatMap(it -> misfit(tree, it).stream()).findFirst();
    if (misfit.isPresent()) {
      return new FileAnswer.Nothing("an object of another form, in which " + misfit.get());
    }
    return members(tree, said);
  }

  /** Whether it has members that this answer does not have: then it may be another's. */
  private boolean hasMore(ObjectNode tree) {
    return tree.propertyNames().stream()
        .filter(it -> !isPaging(it) && !OF_THE_CALL.contains(it))
        .anyMatch(it -> operation.output().stream().map(Members::name).noneMatch(it::equals));
  }

  private static boolean isPaging(String name) {
    return TOKENS.contains(name) || FLAGS.contains(name);
  }

  private static boolean isSaid(JsonNode tree, SdkField<?> member) {
    String name = Members.name(member);
    return !isPaging(name)
        && tree.has(name)
        && (!tree.path(name).isNull() || NULL_SAYS_SOMETHING.contains(name));
  }

  private String nothingSaid(ObjectNode tree) {
    String nulls =
        operation.output().stream()
            .map(Members::name)
            .filter(it -> tree.has(it) && !isPaging(it))
            .collect(Collectors.joining(", "));
    return nulls.isEmpty()
        ? ForeignObject.name(tree, operation)
        : "an object in which " + nulls + " is null, as --query leaves what it does not find";
  }

  /** What is wrong with a member as a whole; items of lists are looked at one by one. */
  private static Optional<String> misfit(ObjectNode tree, SdkField<?> member) {
    String name = Members.name(member);
    JsonNode value = tree.path(name);
    if (member.marshallingType().equals(MarshallingType.LIST)) {
      return value.isArray()
          ? Optional.empty()
          : Optional.of(name + " holds " + Misfits.kind(value) + " where a list belongs");
    }
    if (value.isNull()) {
      return Optional.empty();
    }
    Optional<String> misfit = Misfits.in(value, member, name);
    boolean empty =
        misfit.isEmpty() && !MAY_BE_EMPTY.contains(name) && ItemReader.saysNothing(value, member);
    return empty ? Optional.of(name + " holds no member of the API's model") : misfit;
  }

  private FileAnswer members(ObjectNode tree, List<SdkField<?>> said) {
    List<String> missing =
        listed.stream().map(ListedItems::list).filter(it -> !tree.path(it).isArray()).toList();
    if (!missing.isEmpty() && missing.size() == listed.size()) {
      return new FileAnswer.Nothing(
          "an object without " + missing.getFirst() + ": " + Words.first(tree.toString()));
    }
    List<String> lost = new ArrayList<>();
    missing.forEach(it -> lost.add("it has no " + it));
    ObjectNode kept = tree.objectNode();
    kept.setAll(tree);
    for (SdkField<?> member : said) {
      if (member.marshallingType().equals(MarshallingType.LIST)) {
        String name = Members.name(member);
        Optional<ListedItems> items =
            listed.stream().filter(it -> it.list().equals(name)).findFirst();
        kept.set(name, new ItemReader(member, items, lost).read(tree.path(name)));
      }
    }
    return new FileAnswer.Members(kept, pageIsLeft(tree), lost);
  }

  private static boolean pageIsLeft(ObjectNode tree) {
    return TOKENS.stream().anyMatch(it -> !tree.path(it).asString("").isEmpty())
        || FLAGS.stream().anyMatch(it -> tree.path(it).asString("").equalsIgnoreCase("true"));
  }

  /** An error as the folder keeps it, as the JSON protocols send it, or as the CLI can print it. */
  private Optional<FileAnswer> error(ObjectNode tree) {
    JsonNode error = tree.path("Error");
    if (error.isObject()) {
      return Optional.of(
          new FileAnswer.Refusal(
              error.path("Code").asString("InternalFailure"),
              error.path("Message").asString(""),
              error.path("Status").asInt(0)));
    }
    String type = tree.path("__type").asString("");
    if (type.matches("(.*#)?\\w+(Exception|Error|Failure|Fault)\\b.*")) {
      return Optional.of(
          new FileAnswer.Refusal(
              type.substring(type.indexOf('#') + 1),
              tree.path("message").asString(tree.path("Message").asString("")),
              0));
    }
    boolean printed =
        tree.path("Code").isString()
            && tree.path("Message").isString()
            && operation.output().stream().noneMatch(it -> tree.has(Members.name(it)));
    return printed
        ? Optional.of(
            new FileAnswer.Refusal(
                tree.path("Code").asString(), tree.path("Message").asString(), 0))
        : Optional.empty();
  }
}
