package dev.loginpath.identity;

import dev.loginpath.policy.PolicySet;
import dev.loginpath.policy.Statement;
import dev.loginpath.policy.Value;
import dev.loginpath.report.PathId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.roaringbitmap.RoaringBitmap;

/** With another role an instance may become a managed node, and admit the session. */
record GivenRole(AccountAccess account, LoginMeans means) implements Escalation {

  private static final String STEP =
      "gives the instance a role (ec2:AssociateIamInstanceProfile, iam:PassRole)";

  private static final String EC2 = "ec2.amazonaws.com";

  @Override
  public boolean opensTheDoor() {
    return true;
  }

  @Override
  public Stream<Reached> from(PrincipalClass each, PathId path) {
    Principal first = each.first();
    boolean may =
        Stream.of(
                LoginAction.PASS_ROLE,
                LoginAction.ASSOCIATE_INSTANCE_PROFILE,
                LoginAction.START_SESSION)
            .allMatch(it -> Escalation.mayAllow(first, it));
    return path == PathId.SESSION_MANAGER && may && !Escalation.isAdministrator(first)
        ? passed(first, means.of(path).getFirst().beside()).stream()
            .flatMap(it -> given(each, path, it))
        : Stream.empty();
  }

  /** What has to be allowed beside both calls on the instance: one role that may be passed. */
  private Optional<List<Ask>> passed(Principal principal, List<Ask> session) {
    for (Principal role : account.principals()) {
      if (role.trust().filter(GivenRole::isOfInstances).isPresent()) {
        Target target =
            new Target(
                role.arn(),
                account.account(),
                Map.of("iam:passedtoservice", Value.of(EC2)),
                Optional.empty());
        List<Ask> beside = new ArrayList<>(session);
        beside.add(new Ask(LoginAction.PASS_ROLE, target));
        if (account.solver().solve(principal, beside).isPresent()) {
          return Optional.of(beside);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isOfInstances(PolicySet trust) {
    return trust.statements(LoginAction.ASSUME_ROLE.lowerCase()).stream()
        .flatMap(it -> it.principals().stream())
        .anyMatch(it -> it.others().contains(EC2));
  }

  private Stream<Reached> given(PrincipalClass each, PathId path, List<Ask> beside) {
    Principal first = each.first();
    LoginAction give = LoginAction.ASSOCIATE_INSTANCE_PROFILE;
    LoginAction session = LoginAction.START_SESSION;
    Targets hosts = means.hosts();
    Targets nodes = means.targets(path);
    List<Statement> onHosts = PrincipalClass.statements(first.policies(), give);
    List<Statement> onNodes = PrincipalClass.statements(first.policies(), session);
    List<RoaringBitmap> alike = nodes.parts(onNodes, first);
    List<Reached> reached = new ArrayList<>();
    for (RoaringBitmap part : hosts.parts(onHosts, first)) {
      for (RoaringBitmap other : alike) {
        RoaringBitmap both = RoaringBitmap.and(part, other);
        if (!both.isEmpty()) {
          List<Ask> asks = new ArrayList<>(beside);
          asks.add(new Ask(give, hosts.get(both.first())));
          asks.add(new Ask(session, nodes.get(both.first())));
          account
              .solver()
              .solve(first, asks)
              .ifPresent(it -> reached.add(Reached.by(STEP, each, new Rows.Cell(both, it))));
        }
      }
    }
    return reached.stream();
  }
}
