package dev.loginpath.simulator.folder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answer of a call from its files, page by page. What can be used of them counts; a page that
 * is missing or unusable, one left over, and things told in two ways end the list with their
 * reason.
 */
final class JoinedPages {

  private final Operation operation;
  private final SortedMap<Integer, List<SavedFile>> files;
  private final SavedFile first;
  private final SavedFile last;
  private final List<String> lost = new ArrayList<>();
  private final List<ObjectNode> trees = new ArrayList<>();
  private boolean pageLeft;

  JoinedPages(Operation operation, SortedMap<Integer, List<SavedFile>> files) {
    this.operation = operation;
    this.files = files;
    this.first = files.firstEntry().getValue().getFirst();
    this.last = files.lastEntry().getValue().getFirst();
  }

  /**
   * @throws ApiError if no page can be used, or if the first one is AWS's refusal
   */
  FolderAnswer join() {
    int number = files.containsKey(0) && files.containsKey(1) ? 0 : 1;
    for (Map.Entry<Integer, List<SavedFile>> page : files.entrySet()) {
      int written = page.getKey() == 0 && number == 1 ? 1 : page.getKey();
      if (written != number) {
        lost.add(
            "page " + number + " of it is missing, before " + page.getValue().getFirst().name());
      }
      number = written + 1;
      add(page.getValue());
    }
    if (trees.isEmpty()) {
      throw unusable(lost.getFirst());
    }
    ObjectNode tree = trees.size() == 1 ? trees.getFirst() : joined();
    return new FolderAnswer(tree, Optional.of(first.name()), end());
  }

  private void add(List<SavedFile> claiming) {
    SavedFile file = claiming.getFirst();
    try {
      SavedContent content = SavedContent.of(file.path());
      for (SavedFile other : claiming.subList(1, claiming.size())) {
        if (!content.equals(SavedContent.of(other.path()))) {
          lost.add(
              "the files "
                  + file.name()
                  + " and "
                  + other.name()
                  + " both claim to be it and differ");
          return;
        }
      }
      switch (new AnswerReader(operation).read(content)) {
        case FileAnswer.Members members -> {
          trees.add(members.tree());
          members.lost().forEach(it -> lost.add("in " + file.name() + ", " + it));
          pageLeft = members.pageLeft();
        }
        case FileAnswer.Nothing nothing -> lost.add(taken(file, nothing.takenFor()));
        case FileAnswer.Refusal refusal -> {
          if (file.equals(first)) {
            throw refused(file, refusal);
          }
          lost.add(taken(file, "a refusal, " + Words.quoted(refusal.code())));
        }
      }
    } catch (NotAnAnswerException foreign) {
      lost.add(taken(file, String.valueOf(foreign.getMessage())));
    }
  }

  private static String taken(SavedFile file, String takenFor) {
    return "the file " + file.name() + " is no answer, but " + takenFor;
  }

  private static ApiError refused(SavedFile file, FileAnswer.Refusal refusal) {
    // It travels in a header as well.
    String code = refusal.code().replaceAll("[^\\w.:-]", "");
    return new ApiError(
        code.isEmpty() ? "InternalFailure" : code,
        refusal.message(),
        refusal.status() >= 400 && refusal.status() <= 599
            ? Optional.of(refusal.status())
            : Optional.empty(),
        Map.of(FolderApi.FILE_HEADER, AccountFolder.printable(file.name())));
  }

  private ApiError unusable(String why) {
    return ApiError.unusable(first.name(), why);
  }

  private Optional<ApiError> end() {
    if (!lost.isEmpty()) {
      String more = lost.size() == 1 ? "" : " (and " + (lost.size() - 1) + " more like it)";
      return Optional.of(unusable(lost.getFirst() + more));
    }
    return pageLeft ? Optional.of(ApiError.pageMissing(last.name())) : Optional.empty();
  }

  private ObjectNode joined() {
    ObjectNode joined = trees.getFirst().objectNode();
    trees.reversed().forEach(joined::setAll);
    for (SdkField<?> member : operation.output()) {
      String name = Members.name(member);
      if (member.marshallingType().equals(MarshallingType.LIST)
          && trees.stream().anyMatch(it -> it.path(name).isArray())) {
        joined.set(name, items(name, joined.arrayNode()));
      }
    }
    return joined;
  }

  private ArrayNode items(String list, ArrayNode joined) {
    Set<JsonNode> all = new LinkedHashSet<>();
    trees.forEach(it -> all.addAll(it.path(list).values()));
    Optional<ListedItems> known =
        ListedItems.of(operation).stream().filter(it -> it.list().equals(list)).findFirst();
    Set<String> twice = known.map(it -> toldInTwoWays(it, all)).orElse(Set.of());
    twice.forEach(it -> lost.add("the pages tell " + Words.quoted(it) + " in two ways"));
    for (JsonNode each : all) {
      if (known.isEmpty() || ids(known.get(), each).stream().noneMatch(twice::contains)) {
        joined.add(each);
      }
    }
    return joined;
  }

  private static Set<String> toldInTwoWays(ListedItems known, Set<JsonNode> items) {
    Map<String, Integer> seen = new HashMap<>();
    items.forEach(
        it -> new HashSet<>(ids(known, it)).forEach(id -> seen.merge(id, 1, Integer::sum)));
    seen.values().removeIf(it -> it < 2);
    return new java.util.TreeSet<>(seen.keySet());
  }

  private static List<String> ids(ListedItems known, JsonNode item) {
    return known
        .inner()
        .map(inner ->
            item.path(inner).values().stream().map(it -> it.path(known.id()).asString("")).toList())
        .orElseGet(() -> List.of(item.path(known.id()).asString("")));
  }
}
