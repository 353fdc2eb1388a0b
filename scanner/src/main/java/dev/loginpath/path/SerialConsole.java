package dev.loginpath.path;

import dev.loginpath.host.InstanceFamilies;
import dev.loginpath.host.MetalConsoles;
import dev.loginpath.host.Place;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.snapshot.InstanceType;
import dev.loginpath.snapshot.SerialConsoleAccess;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Requirement;
import dev.loginpath.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The EC2 serial console: outside the VPC, so that neither security groups nor ACLs nor routes have
 * a say. A password in the system is needed too, and no API shows it. See <a
 * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-serial-console-prerequisites.html">its
 * prerequisites</a>.
 */
public final class SerialConsole implements LoginPath {

  private static final String EUROPEAN_SOVEREIGN_CLOUD = "eusc-";

  @Override
  public PathId id() {
    return PathId.SERIAL_CONSOLE;
  }

  @Override
  public Assessment assess(Subject subject) {
    Source source =
        new Source(
            SourceKind.AWS_SERVICE,
            "serial-console.ec2-instance-connect." + subject.region().name(),
            Optional.empty(),
            List.of());
    return Assessment.of(
        PathId.SERIAL_CONSOLE,
        subject,
        List.of(enabled(subject), nitro(subject), offered(subject)),
        List.of(source));
  }

  /** Everywhere but in Wavelength Zones and in the European Sovereign Cloud, says the same page. */
  private static Requirement offered(Subject subject) {
    String region = subject.region().name();
    if (region.startsWith(EUROPEAN_SOVEREIGN_CLOUD)) {
      return Requirement.of(
          "offered-in-zone",
          Verdict.notMet(
              subject.instanceCall(),
              "runs in " + region + ": the European Sovereign Cloud has no serial console"));
    }
    return subject
        .place()
        .offers(
            "offered-in-zone",
            "the serial console",
            Map.of(
                Place.Kind.AVAILABILITY_ZONE, Place.Support.OFFERED,
                Place.Kind.LOCAL_ZONE, Place.Support.OFFERED,
                Place.Kind.WAVELENGTH_ZONE, Place.Support.REFUSED,
                Place.Kind.OUTPOST, Place.Support.OFFERED));
  }

  private static Requirement enabled(Subject subject) {
    Observed<SerialConsoleAccess> access = subject.region().ec2().serialConsoleAccess();
    Verdict verdict =
        switch (access) {
          case Observed.Known<SerialConsoleAccess> known -> {
            String by = known.value().managedBy().map(it -> ", set by the " + it).orElse("");
            yield known.value().enabled()
                ? Verdict.met(known.call(), "the serial console is enabled in the region" + by)
                : Verdict.notMet(known.call(), "the serial console is off in the region" + by);
          }
          case Observed.Absent<SerialConsoleAccess> absent ->
              Verdict.unknown(
                  absent.call(),
                  "nothing is told",
                  "AWS does not tell whether the serial console is enabled.");
          case Observed.Unseen<SerialConsoleAccess> unseen -> Verdict.unknown(unseen);
        };
    return Requirement.of("serial-console-enabled", verdict);
  }

  /**
   * A virtual type on Nitro, or bare metal that is not among those without. Where the types were
   * not seen, the name and the table of families tell the same.
   */
  private static Requirement nitro(Subject subject) {
    Observed<List<InstanceType>> types = subject.region().ec2().instanceTypes();
    Optional<String> told = subject.instance().instanceType();
    if (told.isEmpty()) {
      return Requirement.of(
          "nitro",
          Verdict.unknown(
              subject.instanceCall(),
              "names no instance type",
              "AWS does not tell the instance's type."));
    }
    String name = told.get();
    Call call = types.call().about(name);
    Optional<InstanceType> type =
        Observed.items(types).stream().filter(it -> it.name().equals(name)).findFirst();
    return Requirement.of(
        "nitro",
        type.map(it -> it.bareMetal() ? bareMetal(call, name) : virtual(subject, call, it))
            .orElseGet(() ->
                Observed.gap(types)
                    .map(it -> byFamily(subject, name, Verdict.unknown(List.of(it))))
                    .orElseGet(() ->
                        Verdict.unknown(
                            call,
                            "the type is not listed",
                            "AWS does not describe the instance type."))));
  }

  private static Verdict bareMetal(Call call, String name) {
    String fact = name + " is bare metal";
    String asOf = " (table of " + MetalConsoles.asOf() + ")";
    return MetalConsoles.on(name)
        .map(it ->
            it
                ? Verdict.met(call, fact + ", not of the types without a console" + asOf)
                : Verdict.notMet(call, fact + " of a type without a console" + asOf))
        .orElseGet(() ->
            Verdict.unknown(
                call, fact, "Whether this type of bare metal has a serial console is not known."));
  }

  private static Verdict virtual(Subject subject, Call call, InstanceType type) {
    return type.hypervisor()
        .map(it -> runsOn(it, call, type.name() + " runs on " + it))
        .orElseGet(() ->
            byFamily(
                subject,
                type.name(),
                Verdict.unknown(
                    call,
                    type.name() + " runs on unknown",
                    "AWS does not tell the type's hypervisor.")));
  }

  private static Verdict byFamily(Subject subject, String name, Verdict untold) {
    if (MetalConsoles.isMetal(name)) {
      return bareMetal(subject.instanceCall(), name);
    }
    return InstanceFamilies.hypervisor(name)
        .map(it ->
            runsOn(
                it,
                subject.instanceCall(),
                name
                    + " is of a family that runs on "
                    + it
                    + " (table of "
                    + InstanceFamilies.asOf()
                    + ")"))
        .orElse(untold);
  }

  private static Verdict runsOn(String hypervisor, Call call, String fact) {
    return switch (hypervisor) {
      case "nitro" -> Verdict.met(call, fact);
      case "xen" -> Verdict.notMet(call, fact);
      default -> Verdict.unknown(call, fact, "AWS does not tell the type's hypervisor.");
    };
  }
}
