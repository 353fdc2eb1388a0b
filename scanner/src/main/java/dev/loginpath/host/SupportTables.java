package dev.loginpath.host;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The dated tables of what systems and published images carry. */
final class SupportTables {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final Systems SYSTEMS = read("systems.json", Systems.class);
  private static final Images IMAGES = read("images.json", Images.class);

  private SupportTables() {}

  private record Systems(String asOf, List<SystemRow> systems) {}

  private record SystemRow(
      String name,
      List<String> platformNames,
      Optional<String> sshServer,
      List<VersionRow> versions) {}

  private record VersionRow(
      String from, Optional<String> before, String instanceConnect, String ssmAgent) {}

  private record Images(String asOf, List<ImageRow> images) {}

  /**
   * A kind of image.
   *
   * @param alias what AWS calls the owner, where that tells the publisher in every region
   * @param version of all of the kind, where the name does not tell it
   */
  private record ImageRow(
      Optional<List<String>> owners,
      Optional<String> alias,
      String publisher,
      String system,
      Optional<String> version,
      String name,
      boolean instanceConnect,
      Optional<String> sinceBuild,
      Optional<String> sinceVersion) {

    boolean isOf(String owner, Optional<String> ownerAlias) {
      return owners.filter(it -> it.contains(owner)).isPresent()
          || (alias.isPresent() && alias.equals(ownerAlias));
    }
  }

  /**
   * What a published image holds.
   *
   * @param instanceConnect the publisher ships the Instance Connect agent in it
   */
  record PublishedImage(String publisher, OperatingSystem system, boolean instanceConnect) {}

  /** A table of this build, which every one of the package is read by. */
  static <T> T read(String name, Class<T> type) {
    try (InputStream in = SupportTables.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from this build");
      }
      return JSON.readValue(in.readAllBytes(), type);
    } catch (IOException unreadable) {
      throw new IllegalStateException(name + " cannot be read", unreadable);
    }
  }

  /** When the table of systems was compiled. */
  static String asOf() {
    return SYSTEMS.asOf();
  }

  /** A system as its agent names it; an unlisted one keeps the name it gives itself. */
  static OperatingSystem named(String platformName, Optional<String> platformVersion) {
    if (platformName.toLowerCase(Locale.ROOT).contains("windows")) {
      return new OperatingSystem(OperatingSystem.WINDOWS, platformVersion);
    }
    String name =
        SYSTEMS.systems().stream()
            .filter(it -> it.platformNames().stream().anyMatch(platformName::equalsIgnoreCase))
            .map(SystemRow::name)
            .findFirst()
            .orElse(platformName);
    return new OperatingSystem(name, platformVersion);
  }

  /**
   * What is behind an image, told by owner and name together: anybody may choose a name.
   *
   * @param alias what AWS calls the owner
   */
  static Optional<PublishedImage> published(String owner, Optional<String> alias, String name) {
    for (ImageRow row : IMAGES.images()) {
      Matcher matcher = Pattern.compile(row.name()).matcher(name);
      if (row.isOf(owner, alias) && matcher.matches()) {
        Optional<String> version =
            group(matcher, "version")
                .map(it -> it + group(matcher, "pack").map(pack -> "." + pack).orElse(""))
                .or(row::version);
        boolean oldEnough =
            row.sinceBuild()
                    .filter(since ->
                        group(matcher, "build").filter(it -> it.compareTo(since) >= 0).isEmpty())
                    .isEmpty()
                && row.sinceVersion().filter(since -> isBefore(version, since)).isEmpty();
        return Optional.of(
            new PublishedImage(
                row.publisher(),
                new OperatingSystem(row.system(), version),
                row.instanceConnect() && oldEnough));
      }
    }
    return Optional.empty();
  }

  private static boolean isBefore(Optional<String> version, String since) {
    return version.filter(it -> Version.of(it).compareTo(Version.of(since)) >= 0).isEmpty();
  }

  private static Optional<String> group(Matcher matcher, String name) {
    return matcher.namedGroups().containsKey(name)
        ? Optional.ofNullable(matcher.group(name))
        : Optional.empty();
  }

  static Carriage instanceConnect(OperatingSystem system) {
    return ofAll(system, VersionRow::instanceConnect)
        .map(it -> Carriage.valueOf(it.toUpperCase(Locale.ROOT)))
        .orElse(Carriage.UNCONFIRMED);
  }

  /** Whether the publisher's images come with the SSM agent; empty where nobody confirmed it. */
  static Optional<Boolean> ssmAgentPreinstalled(OperatingSystem system) {
    return ofAll(system, VersionRow::ssmAgent)
        .filter(it -> !it.equals("unconfirmed"))
        .map(it -> it.equals("preinstalled"));
  }

  /** Of a system that takes no SSH logins as its publisher ships it; empty for all others. */
  static Optional<SshServer> sshServer(OperatingSystem system) {
    return rowOf(system)
        .flatMap(SystemRow::sshServer)
        .map(it -> SshServer.valueOf(it.toUpperCase(Locale.ROOT).replace('-', '_')));
  }

  private static Optional<SystemRow> rowOf(OperatingSystem system) {
    return SYSTEMS.systems().stream().filter(it -> it.name().equals(system.name())).findFirst();
  }

  /** Without a version only what holds for all of them can be said. */
  private static Optional<String> ofAll(OperatingSystem system, Function<VersionRow, String> fact) {
    List<VersionRow> rows = rowOf(system).map(SystemRow::versions).orElse(List.of());
    if (system.version().isEmpty()) {
      List<String> facts = rows.stream().map(fact).distinct().toList();
      return facts.size() == 1 ? Optional.of(facts.getFirst()) : Optional.empty();
    }
    Version version = Version.of(system.version().get());
    return rows.stream()
        .filter(it -> version.compareTo(Version.of(it.from())) >= 0)
        .filter(it -> it.before().filter(end -> version.compareTo(Version.of(end)) >= 0).isEmpty())
        .findFirst()
        .map(fact);
  }
}
