package dev.loginpath.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.identity.IamLab.Who;
import dev.loginpath.report.Decision;
import dev.loginpath.report.PathId;
import dev.loginpath.report.PrincipalAccess;
import dev.loginpath.snapshot.ManagedNode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may log in to nodes that are no instances. */
class HybridAccessTest {

  private static final PathId SESSION = PathId.SESSION_MANAGER;
  private static final Clause DOCUMENTS =
      Clause.allow("ssm:StartSession", "ssm:SendCommand").on("arn:aws:ssm:*:*:document/*");
  private static final String NODES = "arn:aws:ssm:*:*:managed-instance/*";

  private final IamLab lab = new IamLab();

  HybridAccessTest() {
    lab.region
        .instance("i-dev", "10.0.0.1", Map.of("Env", "dev"))
        .hybrid("mi-dev", Map.of("Env", "dev"))
        .hybrid("mi-none", Map.of());
    lab.region.refused.add("ssm:ListTagsForResource");
    lab.region.hybrid("mi-hidden", Map.of());
  }

  private Optional<PrincipalAccess> in(PrincipalSet set, Who who) {
    return set.principals().stream().filter(it -> it.arn().equals(who.arn())).findFirst();
  }

  private PathPrincipals on(PathId path, String id) {
    ManagedNode node =
        lab.region.hybridNodes.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    return lab.access().on(path, node);
  }

  private Optional<Decision> decision(Who who, PathId path, String id) {
    return in(on(path, id).may(), who).map(PrincipalAccess::decision);
  }

  private static Clause dev(String key) {
    return Clause.allow("ssm:StartSession", "ssm:SendCommand").when("StringEquals", key, "dev");
  }

  @Test
  void aNodeIsNoInstance() {
    Who nodes = lab.user("nodes").may(DOCUMENTS, Clause.allow("ssm:*").on(NODES));
    Who instances =
        lab.user("instances")
            .may(DOCUMENTS, Clause.allow("ssm:*").on("arn:aws:ec2:*:*:instance/*"));

    for (PathId path : new PathId[] {SESSION, PathId.SSM_TUNNEL, PathId.RUN_COMMAND}) {
      assertThat(decision(nodes, path, "mi-dev")).as(path.word()).contains(Decision.ALLOWED);
      assertThat(decision(nodes, path, "mi-hidden")).as(path.word()).contains(Decision.ALLOWED);
      assertThat(decision(instances, path, "mi-dev")).as(path.word()).isEmpty();
    }
    assertThat(lab.decision(nodes, SESSION, "i-dev")).isEmpty();
  }

  @Test
  void itsTagsDecideUnderTheKeysOfSystemsManager() {
    Who ssm = lab.user("ssm").may(DOCUMENTS, dev("ssm:resourceTag/Env"));
    Who global = lab.user("global").may(DOCUMENTS, dev("aws:ResourceTag/Env"));
    Who ec2 = lab.user("ec2").may(DOCUMENTS, dev("ec2:ResourceTag/Env"));

    for (PathId path : new PathId[] {SESSION, PathId.SSM_TUNNEL, PathId.RUN_COMMAND}) {
      for (Who who : new Who[] {ssm, global}) {
        assertThat(decision(who, path, "mi-dev")).as(path.word()).contains(Decision.ALLOWED);
        assertThat(decision(who, path, "mi-none")).as(path.word()).isEmpty();
      }
      assertThat(decision(ec2, path, "mi-dev")).as(path.word()).isEmpty();
      assertThat(decision(ec2, path, "mi-hidden")).as(path.word()).isEmpty();
    }
  }

  @Test
  void tagsThatWereNotSeenMakeTheirConditionsUnknownByTheMissingPermission() {
    Who tagged = lab.user("tagged").may(DOCUMENTS, dev("ssm:resourceTag/Env"));
    Who denied =
        lab.user("denied")
            .may(
                Clause.allow("ssm:*"),
                Clause.deny("ssm:*")
                    .on(NODES)
                    .when("StringNotEquals", "aws:ResourceTag/Env", "dev"));

    for (Who who : new Who[] {tagged, denied}) {
      PrincipalAccess access = in(on(SESSION, "mi-hidden").may(), who).orElseThrow();
      assertThat(access.decision()).isEqualTo(Decision.UNKNOWN);
      assertThat(access.conditions())
          .singleElement()
          .asString()
          .contains("Tag/Env is not known")
          .contains("the permission ssm:ListTagsForResource is missing");
      assertThat(decision(who, SESSION, "mi-none")).isEmpty();
    }
  }

  @Test
  void aTagThatWasNotSeenIsNotTakenForNoneWhereItIsComparedWithAnother() {
    Clause own =
        Clause.allow("ssm:*")
            .on(NODES)
            .when("StringEquals", "aws:PrincipalTag/team", "${aws:ResourceTag/Env}");
    Who alice = lab.user("alice").tag("team", "dev").may(DOCUMENTS, own);

    assertThat(decision(alice, SESSION, "mi-dev")).contains(Decision.ALLOWED);
    assertThat(decision(alice, SESSION, "mi-none")).isEmpty();
    assertThat(decision(alice, SESSION, "mi-hidden")).contains(Decision.UNKNOWN);
  }

  @Test
  void whoGetsThereAndWhoIsStoppedIsToldAsOfInstances() {
    Who ops =
        lab.role("ops")
            .trusting(Clause.trust("AWS", "arn:aws:iam::" + IamLab.ACCOUNT + ":root"))
            .may(Clause.allow("ssm:*"));
    Who alice = lab.user("alice").may(Clause.allow("sts:AssumeRole").on(ops.arn()));
    Who stopped =
        lab.user("stopped").may(Clause.allow("ssm:*"), Clause.deny("ssm:StartSession").on(NODES));

    PathPrincipals who = on(SESSION, "mi-dev");
    assertThat(in(who.mayGetThere(), alice)).isPresent();
    assertThat(in(who.stopped(), stopped)).isPresent();
    assertThat(Stream.of(alice, stopped).flatMap(it -> in(who.may(), it).stream())).isEmpty();
  }
}
