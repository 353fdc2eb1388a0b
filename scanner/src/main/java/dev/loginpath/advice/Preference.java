package dev.loginpath.advice;

import dev.loginpath.path.FleetManagerRdp;
import dev.loginpath.path.InstanceConnectEndpoint;
import dev.loginpath.path.SessionManager;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Which path wins where safety and effort do not decide. */
public record Preference(Map<Situation, String> paths) {

  /** The paths that can be preferred: no port is open to the outside for them. */
  public static final Set<String> PATHS =
      Set.of(SessionManager.ID, InstanceConnectEndpoint.ID, FleetManagerRdp.ID);

  /**
   * Instances of the internet by Session Manager, private ones by an Instance Connect Endpoint,
   * which costs nothing and needs no way out.
   */
  public static final Preference DEFAULT =
      new Preference(
          Map.of(
              Situation.PUBLIC, SessionManager.ID, Situation.PRIVATE, InstanceConnectEndpoint.ID));

  public Preference {
    paths = Map.copyOf(paths);
  }

  /** With another path for a situation. */
  public Preference with(Situation situation, String path) {
    Map<Situation, String> changed = new EnumMap<>(Situation.class);
    changed.putAll(paths);
    changed.put(situation, path);
    return new Preference(changed);
  }

  /** Whether a path is the one that is wished for; none is where the situation is not known. */
  boolean isFor(Situation situation, String path) {
    return path.equals(paths.get(situation));
  }
}
