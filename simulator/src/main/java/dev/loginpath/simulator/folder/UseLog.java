package dev.loginpath.simulator.folder;

import dev.loginpath.simulator.folder.FolderUse.Unused;
import dev.loginpath.simulator.folder.FolderUse.Why;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Which of an account's files were asked for, by whichever thread. */
final class UseLog {

  private final Set<SavedFile> used = ConcurrentHashMap.newKeySet();
  private final Map<SavedFile, String> unusable = new ConcurrentHashMap<>();
  private final Map<SavedFile, String> inPart = new ConcurrentHashMap<>();
  private final Set<String> missing = ConcurrentHashMap.newKeySet();

  void used(SortedMap<Integer, List<SavedFile>> files, Optional<ApiError> end) {
    each(files)
        .forEach(file -> {
          used.add(file);
          end.ifPresent(it -> inPart.put(file, it.text()));
        });
  }

  void unusable(SortedMap<Integer, List<SavedFile>> files, String why) {
    each(files).forEach(it -> unusable.put(it, why));
  }

  private static List<SavedFile> each(SortedMap<Integer, List<SavedFile>> files) {
    return files.values().stream().flatMap(Collection::stream).toList();
  }

  void missing(String file) {
    missing.add(file);
  }

  FolderUse use(FolderIndex index) {
    List<Unused> others = new ArrayList<>();
    for (SavedFile file : index.all()) {
      if (unusable.containsKey(file)) {
        others.add(new Unused(file.name(), Why.NOT_AN_ANSWER, unusable.getOrDefault(file, "")));
      } else if (inPart.containsKey(file)) {
        others.add(new Unused(file.name(), Why.IN_PART, inPart.getOrDefault(file, "")));
      } else if (!used.contains(file)) {
        others.add(new Unused(file.name(), index.unplaced().getOrDefault(file, Why.NOT_ASKED), ""));
      }
    }
    others.sort(Comparator.comparing(Unused::why).thenComparing(Unused::file));
    return new FolderUse(
        used.stream()
            .filter(it -> !unusable.containsKey(it))
            .map(SavedFile::name)
            .sorted()
            .toList(),
        others,
        List.copyOf(new TreeSet<>(missing)));
  }
}
