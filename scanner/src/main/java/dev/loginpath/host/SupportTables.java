package dev.loginpath.host;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

  private record SystemRow(String name, List<String> platformNames, List<VersionRow> versions) {}

  private record VersionRow(
      String from, Optional<String> before, String instanceConnect, String ssmAgent) {}

  private record Images(String asOf, List<ImageRow> images) {}

  private record ImageRow(
      String owner,
      String publisher,
      String system,
      String name,
      boolean instanceConnect,
      Optional<String> sinceBuild) {}

  /**
   * What a published image holds.
   *
   * @param instanceConnect the publisher ships the Instance Connect agent in it
   */
  record PublishedImage(String publisher, OperatingSystem system, boolean instanceConnect) {}

  private static <T> T read(String name, Class<T> type) {
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

  /** What is behind an image, told by owner and name together: anybody may choose a name. */
  static Optional<PublishedImage> published(String owner, String name) {
    for (ImageRow row : IMAGES.images()) {
      Matcher matcher = Pattern.compile(row.name()).matcher(name);
      if (row.owner().equals(owner) && matcher.matches()) {
        Optional<String> build = group(matcher, "build");
        boolean oldEnough =
            row.sinceBuild().isEmpty()
                || build.filter(it -> it.compareTo(row.sinceBuild().get()) >= 0).isPresent();
        return Optional.of(
            new PublishedImage(
                row.publisher(),
                new OperatingSystem(row.system(), group(matcher, "version")),
                row.instanceConnect() && oldEnough));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> group(Matcher matcher, String name) {
    return matcher.namedGroups().containsKey(name)
        ? Optional.ofNullable(matcher.group(name))
        : Optional.empty();
  }

  static Carriage instanceConnect(OperatingSystem system) {
    return row(system)
        .map(it -> Carriage.valueOf(it.instanceConnect().toUpperCase(Locale.ROOT)))
        .orElse(Carriage.UNCONFIRMED);
  }

  /** Whether the publisher's images come with the SSM agent; empty where nobody confirmed it. */
  static Optional<Boolean> ssmAgentPreinstalled(OperatingSystem system) {
    return row(system)
        .filter(it -> !it.ssmAgent().equals("unconfirmed"))
        .map(it -> it.ssmAgent().equals("preinstalled"));
  }

  private static Optional<VersionRow> row(OperatingSystem system) {
    List<VersionRow> rows =
        SYSTEMS.systems().stream()
            .filter(it -> it.name().equals(system.name()))
            .findFirst()
            .map(SystemRow::versions)
            .orElse(List.of());
    if (system.version().isEmpty()) {
      // Without a version only what holds for all of them can be said.
      boolean same = rows.stream().map(VersionRow::instanceConnect).distinct().count() == 1;
      return same ? rows.stream().findFirst() : Optional.empty();
    }
    Version version = Version.of(system.version().get());
    return rows.stream()
        .filter(it -> version.compareTo(Version.of(it.from())) >= 0)
        .filter(it -> it.before().filter(end -> version.compareTo(Version.of(end)) >= 0).isEmpty())
        .findFirst();
  }
}
