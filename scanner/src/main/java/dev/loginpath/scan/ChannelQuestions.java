package dev.loginpath.scan;

import dev.loginpath.advice.Advice;
import dev.loginpath.advice.Ranking;
import dev.loginpath.cost.PathCosts;
import dev.loginpath.joined.JoinedRegion;
import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.AssessedRegion;
import dev.loginpath.path.HybridPaths;
import dev.loginpath.path.NodeChannel;
import dev.loginpath.path.SessionManager;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Recommendation;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Of which managed nodes AWS is asked whether their channel is connected: a call for each, so that
 * a first look without the answers says where one decides.
 */
public final class ChannelQuestions {

  private ChannelQuestions() {}

  /**
   * By region, the nodes for whose sessions not all that they need is seen, and those that the
   * advice relies on. Where a shell does not open for its key or its system user, the channel still
   * carries tunnels and commands.
   */
  public static SortedMap<String, SortedSet<String>> needed(AccountSnapshot account) {
    AccountSnapshot read = JoinedRegion.of(account);
    if (read.regions().stream().noneMatch(it -> mayHaveNodes(it.ssm().nodes()))) {
      return new TreeMap<>();
    }
    Check check = new Check(List.of(), Set.of(), Ranking.DEFAULT);
    Map<String, PathCosts> costs = check.costs(read);
    Advice advice = new Advice(Ranking.DEFAULT);
    SortedMap<String, SortedSet<String>> nodes = new TreeMap<>();
    for (AssessedRegion region : check.assessed(read, costs)) {
      SortedSet<String> here = new TreeSet<>();
      PathCosts prices = Objects.requireNonNull(costs.get(region.region().name()));
      for (AssessedInstance each : region.instances()) {
        boolean asked =
            SessionManager.needsConnectionStatus(each.subject())
                || (mayAdmit(each)
                    && (!each.on(PathId.SESSION_MANAGER).leadsIn()
                        || reliesOnAgent(advice.on(region, each, prices).advice())));
        if (asked) {
          here.add(each.subject().instance().id());
        }
      }
      hybrid(region, HybridPaths::needsConnectionStatus).forEach(here::add);
      nodes.put(region.region().name(), here);
    }
    return nodes;
  }

  /** By region, every node that may be connected. */
  public static SortedMap<String, SortedSet<String>> all(AccountSnapshot read) {
    SortedMap<String, SortedSet<String>> nodes = new TreeMap<>();
    read.regions()
        .forEach(region -> {
          SortedSet<String> here = new TreeSet<>();
          Observed.items(region.ssm().nodes()).stream()
              .filter(it -> !it.pingStatus().equals("ConnectionLost"))
              .map(ManagedNode::id)
              .forEach(here::add);
          nodes.put(region.name(), here);
        });
    return nodes;
  }

  /** None at all: no path of an agent is then one to keep. */
  public static SortedMap<String, SortedSet<String>> none(AccountSnapshot read) {
    return new TreeMap<>();
  }

  private static boolean mayHaveNodes(Observed<List<ManagedNode>> nodes) {
    return !Observed.items(nodes).isEmpty() || Observed.gap(nodes).isPresent();
  }

  private static boolean mayAdmit(AssessedInstance each) {
    return each.subject().instance().isRunning()
        && NodeChannel.PATHS.stream().anyMatch(it -> each.on(it).leadsIn());
  }

  /** The path to keep is the agent's, or somebody whose way is closed may keep one of them. */
  private static boolean reliesOnAgent(Recommendation advice) {
    return NodeChannel.PATHS.contains(advice.path()) || !advice.close().isEmpty();
  }

  private static List<String> hybrid(AssessedRegion region, Predicate<ManagedNode> asked) {
    return Observed.items(region.region().ssm().nodes()).stream()
        .filter(asked)
        .map(ManagedNode::id)
        .toList();
  }
}
