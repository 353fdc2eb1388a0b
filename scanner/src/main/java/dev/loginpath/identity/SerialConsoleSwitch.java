package dev.loginpath.identity;

import dev.loginpath.report.PathId;
import java.util.List;
import java.util.stream.Stream;

/** The serial console is switched on for a whole region. */
record SerialConsoleSwitch(RegionResources resources, LoginMeans means, Rows rows)
    implements Escalation {

  private static final String STEP =
      "switches the region's serial console on (ec2:EnableSerialConsoleAccess)";

  @Override
  public boolean opensTheDoor() {
    return true;
  }

  @Override
  public Stream<Reached> from(PrincipalClass each, PathId path) {
    Principal first = each.first();
    if (path != PathId.SERIAL_CONSOLE
        || !Escalation.mayAllow(first, LoginAction.ENABLE_SERIAL_CONSOLE)
        || Escalation.isAdministrator(first)) {
      return Stream.empty();
    }
    Ask enable =
        new Ask(
            LoginAction.ENABLE_SERIAL_CONSOLE,
            Target.everything(resources.account(), resources.region()));
    Means both = new Means("", LoginAction.SEND_SERIAL_KEY, List.of(enable), false);
    return rows.row(first, means.hosts(), List.of(both)).stream()
        .map(it -> Reached.by(STEP, each, it));
  }
}
