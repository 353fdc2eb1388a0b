package dev.loginpath.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.loginpath.redact.Known;
import dev.loginpath.redact.Redaction;
import dev.loginpath.report.Coverage;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Report;
import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.report.Status;
import dev.loginpath.rule.Catalog;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.ClientVpnAuthorizationRule;
import dev.loginpath.snapshot.ClientVpnRoute;
import dev.loginpath.snapshot.RemoteAccessSnapshot;
import dev.loginpath.snapshot.VerifiedAccessEndpoint;
import dev.loginpath.verdict.Observed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client VPN and Verified Access through the real SDK, and what becomes of them in a report. */
class RemoteAccessTest {

  @TempDir private Path folder;

  private static Report report(AccountSnapshot snapshot) {
    return new Check(Catalog.ALL, Set.of()).report(snapshot);
  }

  /** Of the one instance. */
  private static PathAssessment ssh(Report report) {
    return report.instances().stream()
        .flatMap(it -> it.paths().stream())
        .filter(it -> it.path() == PathId.SSH_DIRECT)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyEndpointIsAskedForItsNetworksRulesAndRoutes() {
    RemoteAccessSnapshot read =
        TakeOneFactAwayTest.read(RemoteAccessAccount.in(folder.resolve("whole")).root())
            .regions()
            .getFirst()
            .ec2()
            .entry()
            .remoteAccess();
    assertThat(Observed.items(read.clientVpnEndpoints()))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.authenticationTypes()).containsExactly("federated-authentication");
          assertThat(it.carriesIpv4()).isTrue();
          assertThat(it.carriesIpv6()).isFalse();
        });
    assertThat(read.clientVpns())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.endpointId()).isEqualTo(RemoteAccessAccount.VPN);
          assertThat(Observed.items(it.targetNetworks()))
              .singleElement()
              .satisfies(each -> {
                assertThat(each.subnetId()).isEqualTo("subnet-000000000000003eb");
                assertThat(each.groupIds()).containsExactly("sg-000000000000003f2");
              });
          assertThat(Observed.items(it.authorizationRules()))
              .contains(
                  new ClientVpnAuthorizationRule("0.0.0.0/0", Optional.empty(), "active"),
                  new ClientVpnAuthorizationRule("10.0.0.0/16", Optional.of("admins"), "active"))
              .hasSize(3);
          assertThat(Observed.items(it.routes()))
              .contains(new ClientVpnRoute("10.8.0.0/22", "local", "active"))
              .hasSize(2);
        });
    assertThat(Observed.items(read.verifiedAccessEndpoints()))
        .extracting(VerifiedAccessEndpoint::id, it -> it.carriesTcpTo(22), it -> it.target())
        .containsExactly(
            tuple("vae-1", true, Optional.of("10.0.0.0/16")),
            tuple("vae-2", false, Optional.of("eni-1")),
            tuple("vae-3", true, Optional.of("arn:lb")));
  }

  @Test
  void theReportNamesWhoComesIn() {
    PathAssessment ssh =
        ssh(
            report(
                TakeOneFactAwayTest.read(RemoteAccessAccount.in(folder.resolve("whole")).root())));
    assertThat(ssh.status()).isEqualTo(Status.OPEN);
    assertThat(ssh.sources())
        .filteredOn(it -> it.kind() == SourceKind.AWS_SERVICE)
        .extracting(Source::value, Source::via)
        .containsExactly(
            tuple(
                RemoteAccessAccount.VPN,
                List.of(
                    RemoteAccessAccount.VPN + " asks for federated-authentication",
                    "the rule 10.0.0.0/16 authorises group admins of those who connect to "
                        + RemoteAccessAccount.VPN)));
  }

  @Test
  void aReportForSharingNamesNoGroup() {
    AccountSnapshot snapshot =
        TakeOneFactAwayTest.read(RemoteAccessAccount.in(folder.resolve("whole")).root());
    for (Known known : List.of(AccountNames.of(snapshot), Known.NOTHING)) {
      PathAssessment ssh = ssh(Redaction.of(report(snapshot), known).report());
      assertThat(ssh.sources().toString())
          .contains("the rule private-1/16 authorises group group-1 of those who connect to")
          .contains("asks for federated-authentication")
          .doesNotContain("admins")
          .doesNotContain(RemoteAccessAccount.VPN);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DescribeClientVpnEndpoints",
        "DescribeClientVpnTargetNetworks/" + RemoteAccessAccount.VPN,
        "DescribeClientVpnAuthorizationRules/" + RemoteAccessAccount.VPN,
        "DescribeClientVpnRoutes/" + RemoteAccessAccount.VPN
      })
  void aDeniedCallIsUnknownAndNamed(String file) {
    RemoteAccessAccount account = RemoteAccessAccount.in(folder.resolve("denied"));
    account.write(file, "{\"Error\":{\"Code\":\"UnauthorizedOperation\",\"Message\":\"no\"}}");
    Report report = report(TakeOneFactAwayTest.read(account.root()));
    String call = "ec2:" + file.replaceAll("/.*", "");
    assertThat(ssh(report).status()).isEqualTo(Status.UNKNOWN);
    assertThat(ssh(report).sources())
        .anyMatch(it -> it.value().contains("the permission " + call + " is missing"));
    assertThat(report.coverage())
        .filteredOn(it -> it.call().equals(call))
        .extracting(Coverage::outcome)
        .containsExactly(Outcome.DENIED);
  }
}
