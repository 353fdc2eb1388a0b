package dev.loginpath.simulator.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The answers of one account's files, read when they are asked for and kept. */
final class FolderAnswers {

  private final FolderIndex index;
  private final UseLog log;
  private final Map<List<SavedFile>, Read> read = new ConcurrentHashMap<>();

  /** An answer, or why there is none. */
  private record Read(Optional<FolderAnswer> answer, Optional<ApiError> error) {}

  FolderAnswers(FolderIndex index, UseLog log) {
    this.index = index;
    this.log = log;
  }

  /**
   * What the files say to a call; empty where none is about it.
   *
   * @param region where it was asked
   * @throws ApiError if a file is about it and is an error, or cannot be used
   */
  Optional<FolderAnswer> find(String region, Operation operation, ObjectNode input) {
    List<String> parameters = NamedThings.parameters(operation);
    SortedMap<Integer, List<SavedFile>> whole = files(region, operation, List.of());
    if (parameters.isEmpty()) {
      return whole.isEmpty()
          ? ofOneParameter(region, operation, input)
          : Optional.of(answer(operation, whole));
    }
    Optional<Read> wholeRead =
        whole.isEmpty() ? Optional.empty() : Optional.of(read(operation, whole));
    // An error for the whole operation wins over what lies there for single things.
    wholeRead
        .flatMap(Read::error)
        .filter(it -> !it.isUnusable())
        .ifPresent(it -> {
          throw it;
        });
    Optional<FolderAnswer> named = named(region, operation, input, parameters);
    if (named.isEmpty() && wholeRead.isPresent()) {
      throw wholeRead
          .get()
          .error()
          .orElseGet(() ->
              ApiError.unusable(
                  name(whole),
                  "the file "
                      + name(whole)
                      + " does not tell about what it is; one named by "
                      + String.join(",", parameters)
                      + " in a folder "
                      + operation.name()
                      + " would"));
    }
    return named;
  }

  /** What can be used of a list, for a question of our own. */
  Optional<ObjectNode> look(String region, Operation operation) {
    SortedMap<Integer, List<SavedFile>> files = files(region, operation, List.of());
    return files.isEmpty()
        ? Optional.empty()
        : read(operation, files).answer().map(FolderAnswer::tree);
  }

  private static String name(SortedMap<Integer, List<SavedFile>> files) {
    return files.firstEntry().getValue().getFirst().name();
  }

  private Optional<FolderAnswer> named(
      String region, Operation operation, ObjectNode input, List<String> parameters) {
    List<String> thing = parameters.stream().map(it -> input.path(it).asString("")).toList();
    AskedThing asked = new AskedThing(operation, input, parameters);
    for (List<String> name : asked.names(thing)) {
      SortedMap<Integer, List<SavedFile>> files = files(region, operation, name);
      if (files.isEmpty()) {
        continue;
      }
      FolderAnswer answer = answer(operation, withPages(region, operation, name, files));
      if (name.size() < thing.size() && !asked.hasAttribute(answer.tree())) {
        continue;
      }
      asked
          .disagreement(answer.tree())
          .ifPresent(it -> {
            String why = "the file " + name(files) + " is no answer of this question, but " + it;
            log.unusable(files, why);
            throw ApiError.unusable(name(files), why);
          });
      return Optional.of(answer);
    }
    return Optional.empty();
  }

  /** A list that was asked for one thing at a time, as load balancers' target groups are. */
  private Optional<FolderAnswer> ofOneParameter(
      String region, Operation operation, ObjectNode input) {
    return operation.input().stream()
        .map(it -> input.path(Members.name(it)))
        .flatMap(it -> it.isArray() && it.size() == 1 ? Stream.of(it.path(0)) : Stream.of(it))
        .filter(JsonNode::isString)
        .map(it -> files(region, operation, List.of(it.asString())))
        .filter(it -> !it.isEmpty())
        .findFirst()
        .map(it -> answer(operation, it));
  }

  /**
   * More pages of one thing: {@code name-2} is one where the page before says that there is more.
   */
  private SortedMap<Integer, List<SavedFile>> withPages(
      String region,
      Operation operation,
      List<String> name,
      SortedMap<Integer, List<SavedFile>> files) {
    SortedMap<Integer, List<SavedFile>> pages = new TreeMap<>(files);
    for (int page = 2; ; page++) {
      boolean more =
          read(operation, pages)
              .answer()
              .flatMap(FolderAnswer::end)
              .map(ApiError::isPageMissing)
              .orElse(false);
      List<String> next = new ArrayList<>(name);
      next.set(next.size() - 1, next.getLast() + "-" + page);
      SortedMap<Integer, List<SavedFile>> found = files(region, operation, next);
      if (!more || found.isEmpty()) {
        return pages;
      }
      pages.put(page, found.firstEntry().getValue());
    }
  }

  private SortedMap<Integer, List<SavedFile>> files(
      String region, Operation operation, List<String> thing) {
    return index.files(
        region, operation.service(), operation.name().toLowerCase(Locale.ROOT), thing);
  }

  private FolderAnswer answer(Operation operation, SortedMap<Integer, List<SavedFile>> files) {
    Read result = read(operation, files);
    result
        .error()
        .ifPresent(it -> {
          throw it;
        });
    return result.answer().orElseThrow();
  }

  private Read read(Operation operation, SortedMap<Integer, List<SavedFile>> files) {
    List<SavedFile> key = files.values().stream().flatMap(List::stream).toList();
    return read.computeIfAbsent(key, it -> readNow(operation, files));
  }

  private Read readNow(Operation operation, SortedMap<Integer, List<SavedFile>> files) {
    try {
      FolderAnswer answer = new JoinedPages(operation, files).join();
      log.used(files, answer.end());
      return new Read(Optional.of(answer), Optional.empty());
    } catch (ApiError error) {
      if (error.isUnusable()) {
        log.unusable(files, error.text());
      } else {
        log.used(files, Optional.empty());
      }
      return new Read(Optional.empty(), Optional.of(error));
    }
  }
}
