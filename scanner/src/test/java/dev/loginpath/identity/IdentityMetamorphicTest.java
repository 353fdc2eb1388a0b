package dev.loginpath.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.house.Seeds;
import dev.loginpath.identity.IamLab.Membership;
import dev.loginpath.identity.IamLab.Paper;
import dev.loginpath.identity.IamLab.Who;
import dev.loginpath.report.Decision;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.snapshot.Instance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How answers change, or do not, when an account changes in a way whose effect is known. */
class IdentityMetamorphicTest {

  private static final int ACCOUNTS = Integer.getInteger("accounts", 60);

  /** What a principal may do, without the names of the statements that allow it. */
  private record May(Decision decision, List<String> conditions, List<String> choices) {}

  private static Map<String, May> answers(IamLab lab) {
    Map<String, May> answers = new TreeMap<>();
    LoginAccess access = lab.access();
    for (PathId path : LoginAccessTest.PATHS) {
      for (Instance instance : lab.region.instances) {
        for (PrincipalAccess each : access.may(path, instance).principals()) {
          answers.put(
              path + " " + instance.id() + " " + each.arn(),
              new May(
                  each.decision(),
                  // The reasons of an unknown one name the statements by their places.
                  each.decision() == Decision.UNKNOWN
                      ? each.conditions().stream().limit(1).map(it -> "some reason").toList()
                      : each.conditions(),
                  each.choices()));
        }
      }
    }
    return answers;
  }

  private static void same(long seed, Map<String, May> before, Map<String, May> after) {
    assertThat(after.keySet()).as("seed %d", seed).isEqualTo(before.keySet());
    after.forEach((where, may) ->
        assertThat(may).as("seed %d: %s", seed, where).isEqualTo(before.get(where)));
  }

  private static void shuffleClauses(List<Paper> papers, Random random) {
    papers.replaceAll(it -> {
      List<Clause> clauses = new ArrayList<>(it.clauses());
      Collections.shuffle(clauses, random);
      return new Paper(it.name(), clauses);
    });
    Collections.shuffle(papers, random);
  }

  @Test
  void theOrderOfListsChangesNothing() {
    for (long seed : Seeds.take(ACCOUNTS)) {
      IamLab lab = RandomAccounts.of(seed);
      Map<String, May> before = answers(lab);
      Random random = new Random(seed);
      Collections.shuffle(lab.principals, random);
      lab.principals.forEach(it -> {
        shuffleClauses(it.inline, random);
        Collections.shuffle(it.attached, random);
      });
      List<Map.Entry<String, List<Clause>>> managed = new ArrayList<>(lab.managed.entrySet());
      Collections.shuffle(managed, random);
      lab.managed.clear();
      managed.forEach(it -> {
        List<Clause> clauses = new ArrayList<>(it.getValue());
        Collections.shuffle(clauses, random);
        lab.managed.put(it.getKey(), clauses);
      });
      Collections.shuffle(lab.region.instances, random);
      Collections.shuffle(lab.region.interfaces, random);
      Collections.shuffle(lab.region.endpoints, random);

      same(seed, before, answers(lab));
    }
  }

  @Test
  void aPolicyCutInTwoChangesNothing() {
    for (long seed : Seeds.take(ACCOUNTS)) {
      IamLab lab = RandomAccounts.of(seed);
      Map<String, May> before = answers(lab);
      for (Who who : lab.principals) {
        List<Paper> whole = new ArrayList<>(who.inline);
        who.inline.clear();
        for (Paper each : whole) {
          for (int clause = 0; clause < each.clauses().size(); clause++) {
            who.inline.add(
                new Paper(each.name() + "-" + clause, List.of(each.clauses().get(clause))));
          }
        }
      }

      same(seed, before, answers(lab));
    }
  }

  private static void opensNothing(long seed, Map<String, May> before, Map<String, May> after) {
    assertThat(before.keySet()).as("seed %d", seed).containsAll(after.keySet());
    after.forEach((where, may) -> {
      Optional<Decision> was = decision(before, where);
      if (may.decision() == Decision.ALLOWED) {
        assertThat(was).as("seed %d: %s", seed, where).contains(Decision.ALLOWED);
      }
      if (may.decision() == Decision.CONDITIONAL) {
        assertThat(was).as("seed %d: %s", seed, where).isNotEqualTo(Optional.of(Decision.UNKNOWN));
      }
    });
  }

  private static Optional<Decision> decision(Map<String, May> answers, String where) {
    return Optional.ofNullable(answers.get(where)).map(May::decision);
  }

  @Test
  void aDenyOpensNothing() {
    for (long seed : Seeds.take(ACCOUNTS)) {
      IamLab lab = RandomAccounts.of(seed);
      Map<String, May> before = answers(lab);
      Random random = new Random(seed);
      for (Who who : lab.principals) {
        who.may(RandomAccounts.clause(random, true));
      }

      opensNothing(seed, before, answers(lab));
    }
  }

  @Test
  void oneMoreLevelOfTheOrganizationOpensNothing() {
    for (long seed : Seeds.take(ACCOUNTS)) {
      IamLab lab = RandomAccounts.of(seed);
      if (lab.membership != Membership.MEMBER) {
        continue;
      }
      Map<String, May> before = answers(lab);
      Random random = new Random(seed);
      lab.scp(RandomAccounts.clause(random, false), RandomAccounts.clause(random, false));

      opensNothing(seed, before, answers(lab));
    }
  }

  @Test
  void otherIdsOfInstancesChangeNothingElse() {
    for (long seed : Seeds.take(ACCOUNTS)) {
      IamLab lab = RandomAccounts.of(seed);
      if (lab.text().contains("i-${")) {
        continue;
      }
      Map<String, May> expected = new TreeMap<>();
      answers(lab).forEach((where, may) -> expected.put(renamed(where), may));
      lab.managed.replaceAll((name, clauses) -> renamed(clauses));
      for (Who who : lab.principals) {
        who.inline.replaceAll(it -> new Paper(it.name(), renamed(it.clauses())));
      }
      lab.scpLevels.replaceAll(
          level -> level.stream().map(it -> new Paper(it.name(), renamed(it.clauses()))).toList());
      lab.region.rename(IdentityMetamorphicTest::renamed);

      same(seed, expected, answers(lab));
    }
  }

  /** Other names that sort the other way round. */
  private static String renamed(String text) {
    return text.replaceAll("\\bi-([0-4])\\b", "m-$1")
        .replace("m-0", "i-9")
        .replace("m-1", "i-8")
        .replace("m-2", "i-7")
        .replace("m-3", "i-6")
        .replace("m-4", "i-5");
  }

  private static List<Clause> renamed(List<Clause> clauses) {
    return clauses.stream()
        .map(it -> {
          Map<String, Object> elements = new LinkedHashMap<>(it.elements());
          for (String element : List.of("Resource", "NotResource")) {
            if (elements.get(element) instanceof List<?> resources) {
              elements.put(
                  element, resources.stream().map(text -> renamed(text.toString())).toList());
            }
          }
          return new Clause(elements);
        })
        .toList();
  }

  /** Whoever was there is there, or somebody stands for all; nothing turns into allowed. */
  private static void hidesNobody(
      String name, Map<String, May> before, Map<String, May> after, boolean everybody) {
    after.forEach((where, may) -> {
      if (may.decision() != Decision.UNKNOWN) {
        assertThat(before.get(where)).as("%s: %s", name, where).isNotNull();
      }
      if (may.decision() == Decision.ALLOWED) {
        assertThat(decision(before, where)).as("%s: %s", name, where).contains(Decision.ALLOWED);
      }
      assertThat(may.decision() == Decision.UNKNOWN && may.conditions().isEmpty())
          .as("%s: %s is unknown without a reason", name, where)
          .isFalse();
    });
    before
        .keySet()
        .forEach(where -> {
          String anybody = where.substring(0, where.indexOf(" arn:") + 1) + "*";
          assertThat(after.containsKey(where) || (everybody && after.containsKey(anybody)))
              .as("%s: %s is dropped", name, where)
              .isTrue();
        });
  }

  @Test
  void aPolicyThatWasNotReadHidesNobody() {
    for (long seed : Seeds.take(ACCOUNTS)) {
      IamLab lab = RandomAccounts.of(seed);
      Map<String, May> before = answers(lab);
      for (String policy : List.of("shared-0", "shared-2", "bounds", "scp-0")) {
        lab.unread.add(policy);
        hidesNobody("seed " + seed + " without " + policy, before, answers(lab), false);
        lab.unread.clear();
      }
    }
  }

  @Test
  void anOrganizationThatWasNotReadHidesNobody() {
    for (long seed : Seeds.take(ACCOUNTS)) {
      IamLab lab = RandomAccounts.of(seed);
      Map<String, May> before = answers(lab);
      for (String call :
          List.of(
              "organizations:DescribeOrganization",
              "organizations:ListPoliciesForTarget",
              "organizations:ListParents",
              "organizations:DescribePolicy")) {
        lab.refused.add(call);
        hidesNobody("seed " + seed + " without " + call, before, answers(lab), false);
        lab.refused.clear();
      }
    }
  }

  @Test
  void principalsThatWereNotReadLeaveSomebodyInEverySet() {
    for (long seed : Seeds.take(10)) {
      IamLab lab = RandomAccounts.of(seed);
      Map<String, May> before = answers(lab);
      lab.refused.add("iam:GetAccountAuthorizationDetails");
      Map<String, May> after = answers(lab);

      hidesNobody("seed " + seed, before, after, true);
      assertThat(after).hasSize(LoginAccessTest.PATHS.size() * lab.region.instances.size());
    }
  }
}
