package dev.loginpath.simulator.folder;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file answers, by where it lies and how it is called. */
sealed interface FilePlace {

  /**
   * An answer of an operation.
   *
   * @param region empty where the file lies beside the regions
   * @param thing the values of the parameters that name the one thing asked about; empty for the
   *     whole
   * @param page its number as written, 0 where none is
   */
  record Answer(String region, Service service, String operation, List<String> thing, int page)
      implements FilePlace {

    public Answer {
      thing = List.copyOf(thing);
    }
  }

  /** It answers nothing that is known. */
  record Nothing(FolderUse.Why why) implements FilePlace {}

  String GLOBAL = "aws-global";

  Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]+");
  Pattern PAGE = Pattern.compile("(.+)[-_]([0-9]{1,6})");

  /** Endings that a shell's user gives to what a command printed; what is in it decides. */
  Set<String> ENDINGS =
      Set.of(
          "", "json", "jsonl", "txt", "text", "yaml", "yml", "csv", "tsv", "xml", "html", "out",
          "log");

  /**
   * The place that the names of the folders and of the file tell, in any of these forms: {@code
   * region/service/Operation.json}, {@code region/service/Operation/thing.json}, {@code
   * region/service-operation.json}, {@code region/service-operation/thing}; operations in the API's
   * spelling or the command line's.
   */
  static FilePlace of(List<String> path) {
    if (path.size() > 1 && isRegion(path.getFirst())) {
      return inRegion(path.getFirst(), path.subList(1, path.size()));
    }
    if (path.size() == 1) {
      return besideTheRegions(path.getFirst());
    }
    Optional<Service> service = Service.named(path.getFirst());
    return service.isPresent() && service.get().isGlobal()
        ? inRegion(GLOBAL, path)
        : new Nothing(FolderUse.Why.MISPLACED);
  }

  static boolean isRegion(String name) {
    return name.equals(GLOBAL) || REGION.matcher(name).matches();
  }

  private static FilePlace besideTheRegions(String file) {
    FilePlace place = file("", Optional.empty(), file, List.of());
    boolean oneForAll =
        place instanceof Answer answer
            && (answer.service().isGlobal() || answer.operation().equals("describeregions"));
    return oneForAll ? place : new Nothing(FolderUse.Why.MISPLACED);
  }

  private static FilePlace inRegion(String region, List<String> path) {
    Optional<Service> service = Service.named(path.getFirst());
    return switch (path.size()) {
      case 1 -> file(region, Optional.empty(), path.getFirst(), List.of());
      case 2 ->
          service.isPresent()
              ? file(region, service, path.get(1), List.of())
              : thing(region, Optional.empty(), path.getFirst(), path.get(1));
      case 3 ->
          service.isPresent()
              ? thing(region, service, path.get(1), path.get(2))
              : new Nothing(FolderUse.Why.UNKNOWN_SERVICE);
      default -> new Nothing(FolderUse.Why.MISPLACED);
    };
  }

  private static FilePlace thing(
      String region, Optional<Service> service, String operation, String file) {
    String name = stem(file, Set.of("json"));
    // CloudMapper writes a space as a plus.
    String key = service.isPresent() ? name.replace("+", "%2B") : name;
    try {
      List<String> thing =
          Arrays.stream(key.split(",", -1))
              .map(it -> URLDecoder.decode(it, StandardCharsets.UTF_8))
              .toList();
      return file(region, service, operation, thing);
    } catch (IllegalArgumentException notEncoded) {
      return file(region, service, operation, List.of(name));
    }
  }

  private static FilePlace file(
      String region, Optional<Service> service, String file, List<String> thing) {
    String name = thing.isEmpty() ? stem(file, ENDINGS) : file;
    if (thing.isEmpty() && !ENDINGS.contains(ending(file))) {
      return new Nothing(FolderUse.Why.UNKNOWN_OPERATION);
    }
    Optional<OperationName> whole = OperationName.read(service, name);
    if (whole.isPresent()) {
      return new Answer(region, whole.get().service(), whole.get().operation(), thing, 0);
    }
    Matcher page = PAGE.matcher(name);
    Optional<OperationName> paged =
        page.matches() && thing.isEmpty()
            ? OperationName.read(service, page.group(1))
            : Optional.empty();
    return paged
        .<FilePlace>map(it ->
            new Answer(
                region, it.service(), it.operation(), List.of(), Integer.parseInt(page.group(2))))
        .orElseGet(() ->
            new Nothing(
                service.isPresent() || OperationName.beginsWithAService(name)
                    ? FolderUse.Why.UNKNOWN_OPERATION
                    : FolderUse.Why.UNKNOWN_SERVICE));
  }

  /** The name without the ending of gzip and one of these. */
  private static String stem(String file, Set<String> endings) {
    String plain = file.endsWith(".gz") ? file.substring(0, file.length() - 3) : file;
    int dot = plain.lastIndexOf('.');
    return dot > 0 && endings.contains(plain.substring(dot + 1)) ? plain.substring(0, dot) : plain;
  }

  private static String ending(String file) {
    String plain = file.endsWith(".gz") ? file.substring(0, file.length() - 3) : file;
    int dot = plain.indexOf('.');
    return dot < 0 ? "" : plain.substring(dot + 1);
  }
}
