package dev.loginpath.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Closing;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.PathId;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.snapshot.InstanceConnectEndpoint;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A rule that is revoked for one instance is revoked for every other that has its group. */
class SharedRulesTest {

  private static final String GATEWAY_GROUP = "sg-044ee198548cd08e7";

  /** Alice may everything, and there is nobody else but the instance's own role. */
  private static DemoAccount aliceAlone() {
    return DemoAccount.asItIs()
        .iam(iam ->
            new AuthorizationDetails(
                iam.users().stream().filter(it -> it.name().equals("alice")).toList(),
                iam.groups(),
                iam.roles().stream().filter(it -> it.name().equals("app")).toList(),
                iam.policies()));
  }

  private static DemoAccount withGroup(DemoAccount account, String interfaceId, String group) {
    return account.each(
        DemoFolder.VIRGINIA,
        "ec2.networkInterfaces",
        (NetworkInterface it) ->
            it.id().equals(interfaceId) ? DemoAccount.with(it, "groupIds", List.of(group)) : it);
  }

  private static Closing closing(DemoAccount account, String name) {
    return account.report(name).recommendation().orElseThrow().close().getFirst();
  }

  @Test
  void whatInstanceConnectAloneReachesIsClosedSafelyWhereEverybodyKeepsTheirShell() {
    assertThat(closing(aliceAlone(), "gateway"))
        .satisfies(it -> {
          assertThat(it.safe()).as("%s", it).isTrue();
          assertThat(it.steps())
              .singleElement()
              .asString()
              .contains("revoke-security-group-ingress", GATEWAY_GROUP);
        });
  }

  @Test
  void anotherInstanceWithTheSameGroupIsLookedAtFirst() {
    DemoAccount account = withGroup(aliceAlone(), "eni-0f46ca5281299d56a", GATEWAY_GROUP);
    assertThat(closing(account, "gateway"))
        .satisfies(it -> {
          assertThat(it.safe()).as("%s", it).isFalse();
          assertThat(it.first()).anyMatch(first -> first.contains(account.id("fleet-1")));
        });
  }

  /** Preserved clients come with their own addresses, which the revoked rule lets in. */
  @Test
  void anEndpointThatPassesClientsOnEndsWithTheRuleForTheOutside() {
    DemoAccount account =
        aliceAlone()
            .each(
                DemoFolder.TOKYO,
                "ec2.instanceConnectEndpoints",
                (InstanceConnectEndpoint it) -> DemoAccount.with(it, "preserveClientIp", true));
    assertThat(account.path("bastion", PathId.INSTANCE_CONNECT_ENDPOINT).status().word())
        .isEqualTo("open");
    assertThat(closing(account, "bastion").first())
        .anyMatch(it -> it.startsWith("open instance-connect-endpoint by a rule of its own"));
  }

  @Test
  void interfacesThatWereNotSeenAreFoundOutAboutFirst() {
    DemoAccount account =
        aliceAlone()
            .change(
                DemoFolder.VIRGINIA,
                "ec2.networkInterfaces",
                (Observed<List<NetworkInterface>> it) ->
                    new Observed.Unseen<>(
                        it.call(), Outcome.CUT_SHORT, "no", Optional.of(Observed.items(it))));
    account
        .report("gateway")
        .recommendation()
        .orElseThrow()
        .close()
        .forEach(it -> assertThat(it.safe()).isFalse());
  }
}
