package dev.loginpath.rule;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every rule there is, by id. */
public final class Catalog {

  /** The rules, sorted by id. */
  public static final List<Rule> ALL =
      List.of(
              new InstanceConnectAgentIsSupported(),
              new InstanceConnectUsesNoPublicIp(),
              new SessionsAreRecorded())
          .stream()
          .sorted(Comparator.comparing(Rule::id))
          .toList();

  private Catalog() {}

  public static Optional<Rule> find(String id) {
    return ALL.stream().filter(it -> it.id().equals(id)).findFirst();
  }
}
