package dev.loginpath.identity;

import dev.loginpath.identity.IamLab.Membership;
import dev.loginpath.identity.IamLab.Paper;
import dev.loginpath.identity.IamLab.Who;
import dev.loginpath.identity.PathCalls.Asked;
import dev.loginpath.policy.Caller;
import dev.loginpath.policy.Context;
import dev.loginpath.policy.Evaluator;
import dev.loginpath.policy.Policies;
import dev.loginpath.policy.Policy;
import dev.loginpath.policy.PolicyReader;
import dev.loginpath.policy.PolicySet;
import dev.loginpath.policy.Request;
import dev.loginpath.policy.Truth;
import dev.loginpath.policy.Value;
import dev.loginpath.report.PathId;
import dev.loginpath.snapshot.Instance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The slow and plain answer that the fast one is held against: one principal, one instance, one
 * path, one context at a time, straight from the account that the test built.
 */
final class Naive {

  /** Where AWS's pages can be read in two ways. */
  enum Reading {
    /** The session document must be allowed; a tunnel's tags are the endpoint's. */
    FIRST,
    /** An unlisted default document does not matter; a tunnel's tags are the instance's. */
    SECOND
  }

  private final IamLab lab;
  private final Map<Who, Policies> policies = new HashMap<>();
  private final Map<String, List<List<Asked>>> means = new HashMap<>();
  private final Map<Who, Context> about = new HashMap<>();

  Naive(IamLab lab) {
    this.lab = lab;
  }

  /** How many means a path has. */
  int means(PathId path, Instance instance) {
    return meansOf(path, instance, Reading.FIRST).size();
  }

  private List<List<Asked>> meansOf(PathId path, Instance instance, Reading reading) {
    return means.computeIfAbsent(
        path + " " + instance.id() + " " + reading,
        it -> new PathCalls(lab.region).means(path, instance, reading));
  }

  /** Whether some means of a path goes through with some choice of the caller. */
  Truth answer(
      Who who,
      PathId path,
      Instance instance,
      Reading reading,
      Map<String, Value> around,
      List<Map<String, Value>> choices) {
    Truth best = Truth.NO;
    for (int each = 0; each < means(path, instance) && best != Truth.YES; each++) {
      best = best.or(answer(who, path, instance, reading, each, around, choices));
    }
    return best;
  }

  /** The same of one means alone. */
  Truth answer(
      Who who,
      PathId path,
      Instance instance,
      Reading reading,
      int number,
      Map<String, Value> around,
      List<Map<String, Value>> choices) {
    List<Asked> asks = meansOf(path, instance, reading).get(number);
    Truth best = Truth.NO;
    for (Map<String, Value> choice : choices) {
      best = best.or(all(who, path, asks, reading, around, choice));
      if (best == Truth.YES) {
        return best;
      }
    }
    return best;
  }

  private Truth all(
      Who who,
      PathId path,
      List<Asked> asks,
      Reading reading,
      Map<String, Value> around,
      Map<String, Value> choice) {
    Truth all = Truth.YES;
    for (Asked each : asks) {
      Request request = request(who, each, around, choice);
      Policies own = policies.computeIfAbsent(who, this::policies);
      Truth admitted = Evaluator.admits(request, own);
      boolean mayBeUnlisted =
          path.equals(PathId.SESSION_MANAGER)
              && reading == Reading.SECOND
              && each.resource().endsWith("document/SSM-SessionManagerRunShell");
      if (mayBeUnlisted && admitted == Truth.NO) {
        admitted =
            switch (Evaluator.decide(request, own)) {
              case EXPLICITLY_DENIED -> Truth.NO;
              case UNKNOWN -> Truth.UNKNOWN;
              case IMPLICITLY_DENIED, ALLOWED -> Truth.YES;
            };
      }
      all = all.and(admitted);
      if (all == Truth.NO) {
        return all;
      }
    }
    return all;
  }

  private Request request(
      Who who, Asked asked, Map<String, Value> around, Map<String, Value> choice) {
    Map<String, Value> carried = choice;
    if (!choice.keySet().stream().allMatch(it -> Contexts.carries(asked.action(), it))) {
      carried = new HashMap<>(choice);
      carried.keySet().removeIf(it -> !Contexts.carries(asked.action(), it));
    }
    Context own = about.computeIfAbsent(who, it -> Context.EMPTY.with(about(it)));
    return new Request(
        Caller.of(who.arn()),
        asked.action(),
        asked.resource(),
        IamLab.ACCOUNT,
        own.with(around).with(asked.keys()).with(carried));
  }

  private Map<String, Value> about(Who who) {
    Map<String, Value> keys = new HashMap<>();
    keys.put("aws:principalarn", Value.of(who.arn()));
    keys.put("aws:principalaccount", Value.of(IamLab.ACCOUNT));
    keys.put("aws:resourceaccount", Value.of(IamLab.ACCOUNT));
    keys.put("aws:requestedregion", Value.of(IamLab.REGION));
    keys.put("aws:viaawsservice", Value.of("false"));
    keys.put("aws:securetransport", Value.of("true"));
    if (who.kind.equals("user")) {
      keys.put("aws:username", Value.of(who.name));
    }
    if (lab.membership != Membership.NONE) {
      keys.put("aws:principalorgid", Value.of("o-mine"));
      keys.put("aws:resourceorgid", Value.of("o-mine"));
      keys.put(
          "aws:principalorgpaths",
          lab.membership == Membership.MEMBER
              ? Value.ofAll(List.of("o-mine/r-0/" + "ou-1/".repeat(lab.scpLevels.size() / 3)))
              : Value.OPEN);
    }
    who.tags.forEach((key, value) -> keys.put("aws:principaltag/" + key, Value.of(value)));
    return keys;
  }

  // Policies.

  private Policies policies(Who who) {
    List<Policy> identity = new ArrayList<>(own(who));
    lab.principals.stream()
        .filter(it -> it.kind.equals("group") && who.groups.contains(it.name))
        .forEach(it -> identity.addAll(own(it)));
    boolean bound = lab.membership == Membership.MEMBER;
    return Policies.of(PolicySet.of(identity))
        .withBoundary(who.boundary.map(it -> PolicySet.of(List.of(managed(it)))))
        .withOrganization(
            bound
                ? lab.scpLevels.stream()
                    .map(level -> PolicySet.of(level.stream().map(Naive::read).toList()))
                    .toList()
                : List.of(),
            List.of());
  }

  private List<Policy> own(Who who) {
    List<Policy> own = new ArrayList<>(who.inline.stream().map(Naive::read).toList());
    who.attached.forEach(it -> own.add(managed(it)));
    return own;
  }

  private Policy managed(String arn) {
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    return read(new Paper(name, lab.managed.getOrDefault(name, List.of())));
  }

  private static Policy read(Paper paper) {
    return PolicyReader.read(paper.name(), Clause.document(paper.clauses()));
  }
}
