package dev.loginpath.advice;

import dev.loginpath.report.PathId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Which path wins where safety and effort do not decide. */
public record Preference(Map<Situation, PathId> paths) {

  /** The paths that can be preferred: no port is open to the outside for them. */
  public static final Set<PathId> PATHS =
      Set.of(PathId.SESSION_MANAGER, PathId.INSTANCE_CONNECT_ENDPOINT, PathId.FLEET_MANAGER_RDP);

  /**
   * Instances of the internet by Session Manager, private ones by an Instance Connect Endpoint,
   * which costs nothing and needs no way out.
   */
  public static final Preference DEFAULT =
      new Preference(
          Map.of(
              Situation.PUBLIC,
              PathId.SESSION_MANAGER,
              Situation.PRIVATE,
              PathId.INSTANCE_CONNECT_ENDPOINT));

  public Preference {
    paths = Map.copyOf(paths);
  }

  /** With another path for a situation. */
  public Preference with(Situation situation, PathId path) {
    Map<Situation, PathId> changed = new EnumMap<>(Situation.class);
    changed.putAll(paths);
    changed.put(situation, path);
    return new Preference(changed);
  }

  /** Whether a path is the one that is wished for; none is where the situation is not known. */
  boolean isFor(Situation situation, PathId path) {
    return path == paths.get(situation);
  }
}
