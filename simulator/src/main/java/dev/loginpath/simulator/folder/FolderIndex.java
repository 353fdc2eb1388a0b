package dev.loginpath.simulator.folder;

import dev.loginpath.simulator.folder.FolderException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The files of an account's folder by what they answer. */
final class FolderIndex {

  private static final int DEEPEST = 6;
  private static final SortedMap<Integer, List<SavedFile>> NONE = new TreeMap<>();
  private static final SortedSet<String> NOWHERE = new TreeSet<>();

  /** The files of one call, by the number of the page as it is written. */
  private final Map<Key, SortedMap<Integer, List<SavedFile>>> answers = new HashMap<>();

  /** The regions in which a call has any answer. */
  private final Map<String, SortedSet<String>> regions = new HashMap<>();

  private final SortedMap<SavedFile, FolderUse.Why> unplaced = new TreeMap<>();
  private final SortedSet<SavedFile> all = new TreeSet<>();

  private record Key(String region, String call, List<String> thing) {}

  private FolderIndex() {}

  /**
   * Lists an account's folder; hidden files are none of it.
   *
   * @throws FolderException if it, or a folder in it, cannot be listed
   */
  static FolderIndex of(Path account) {
    FolderIndex index = new FolderIndex();
    try (Stream<Path> files = Files.walk(account, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
      files.filter(it -> !Files.isDirectory(it)).forEach(it -> index.add(account, it));
    } catch (IOException | UncheckedIOException unlistable) {
      throw new FolderException(
          Reason.UNLISTABLE, account, String.valueOf(unlistable.getMessage()));
    }
    return index;
  }

  private void add(Path account, Path file) {
    List<String> path = new ArrayList<>();
    account.relativize(file).forEach(it -> path.add(it.toString().replace("/", "")));
    if (path.stream().anyMatch(it -> it.startsWith("."))
        || path.equals(List.of(FolderSettings.FILE))) {
      return;
    }
    SavedFile saved = new SavedFile(String.join("/", path), file);
    all.add(saved);
    switch (FilePlace.of(path)) {
      case FilePlace.Answer answer -> {
        String call = call(answer.service(), answer.operation());
        regions.computeIfAbsent(call, it -> new TreeSet<>()).add(answer.region());
        answers
            .computeIfAbsent(new Key(answer.region(), call, answer.thing()), key -> new TreeMap<>())
            .computeIfAbsent(answer.page(), page -> new ArrayList<>())
            .add(saved);
      }
      case FilePlace.Nothing nothing -> unplaced.put(saved, nothing.why());
    }
  }

  SortedSet<SavedFile> all() {
    return all;
  }

  /** The files that answer nothing, and why. */
  SortedMap<SavedFile, FolderUse.Why> unplaced() {
    return unplaced;
  }

  /**
   * The files that answer a call, page by page; several at one page all claim to be it.
   *
   * @param operation lower case
   * @param thing empty for the whole
   */
  SortedMap<Integer, List<SavedFile>> files(
      String region, Service service, String operation, List<String> thing) {
    SortedMap<Integer, List<SavedFile>> found = new TreeMap<>();
    for (String place : places(region, service, operation)) {
      answers
          .getOrDefault(new Key(place, call(service, operation), thing), NONE)
          .forEach((page, files) ->
              found.computeIfAbsent(page, none -> new ArrayList<>()).addAll(files));
    }
    return found;
  }

  private static String call(Service service, String operation) {
    return service.id() + ":" + operation;
  }

  /**
   * Where the answer of a region may lie: what is one for all regions is found wherever the tool
   * that saved it asked.
   */
  private Set<String> places(String region, Service service, String operation) {
    Set<String> anywhere = regions.getOrDefault(call(service, operation), NOWHERE);
    boolean oneForAll =
        service.isGlobal()
            || (!anywhere.contains(region)
                && (service == Service.S3 || operation.equals("describeregions")));
    return oneForAll && service == Service.EC2 ? Set.of("") : oneForAll ? anywhere : Set.of(region);
  }

  /** The things of which an answer of this operation is there. */
  List<List<String>> things(String region, Service service, String operation) {
    return answers.keySet().stream()
        .filter(it -> it.call().equals(call(service, operation)))
        .filter(it -> it.region().equals(region) || service.isGlobal())
        .filter(it -> !it.thing().isEmpty())
        .map(Key::thing)
        .distinct()
        .toList();
  }

  /** A file that nobody asks for, and whose name is nearly the one that would have answered. */
  Optional<SavedFile> misspelled(String region, Service service, String operation) {
    return unplaced.keySet().stream()
        .filter(it -> {
          List<String> parts = List.of(it.name().split("/", -1));
          return IntStream.range(1, parts.size()).anyMatch(at -> isLike(parts.get(at), operation))
              && (parts.getFirst().equals(region)
                  || service.isGlobal()
                  || !FilePlace.isRegion(parts.getFirst()))
              && (parts.size() < 3
                  || Service.named(parts.get(1)).map(named -> named == service).orElse(true));
        })
        .findFirst();
  }

  private static boolean isLike(String part, String operation) {
    String name = OperationName.squashed(part.replaceFirst("\\..*$", ""));
    return name.contains(operation) || Words.distance(name, operation) <= 2;
  }
}
