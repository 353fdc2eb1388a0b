package dev.loginpath.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.loginpath.report.Outcome;
import dev.loginpath.scan.ChannelQuestions;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.simulator.folder.AccountFolder;
import dev.loginpath.simulator.folder.FolderApi;
import dev.loginpath.simulator.server.Fault;
import dev.loginpath.simulator.server.Faults;
import dev.loginpath.simulator.server.SimulatorServer;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.verdict.Observed;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that end early keep what they read, and say of the rest why it was not read. */
class RunEndTest {

  private static final Patience PATIENT =
      new Patience(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofHours(1), false);

  private SimulatorServer server;

  @BeforeEach
  void start() throws IOException {
    server = SimulatorServer.start(new FolderApi(AccountFolder.open(DemoFolder.DEMO)), 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private AccountSnapshot collect(Patience patience) throws CollectException {
    Connection connection =
        Connection.standIn(server.endpoint(), DemoFolder.ACCOUNT, DemoFolder.TOKYO).with(patience);
    return new AccountCollector(
            connection, name -> "", Clock.systemUTC(), "test", (region, done, of) -> {})
        .collect(List.of(DemoFolder.TOKYO), ChannelQuestions::needed);
  }

  private static List<? extends Observed.Unseen<?>> unseen(AccountSnapshot snapshot) {
    return snapshot
        .observations()
        .filter(it -> it.outcome() != Outcome.OK && it.outcome() != Outcome.NOT_CALLED)
        .map(it -> (Observed.Unseen<?>) it)
        .toList();
  }

  @Test
  void anEndpointThatHangsIsNotWaitedForLongerThanTheRun() throws CollectException {
    server.fail(Faults.of(Fault.HANG, List.of("ec2:DescribeVpcs", "ssm:ListDocuments")));
    AccountSnapshot snapshot = collect(PATIENT.within(Duration.ofSeconds(4)));
    assertThat(unseen(snapshot))
        .isNotEmpty()
        .allSatisfy(it -> {
          assertThat(it.outcome()).isEqualTo(Outcome.CUT_SHORT);
          assertThat(it.detail()).endsWith("the time given (--timeout 4s) was used up");
        })
        .anyMatch(it -> it.call().action().equals("ec2:DescribeVpcs"))
        .anyMatch(it -> it.call().action().equals("ec2:DescribeInternetGateways"));
  }

  @Test
  void credentialsThatExpireInMidScanEndItAtOnce() {
    server.fail(
        new Faults(
            Map.of(),
            new Faults.Limits(Integer.MAX_VALUE, 0, Duration.ZERO, Optional.of(30)),
            Clock.systemUTC()));
    CollectException.ExpiredInMidScan expired =
        catchThrowableOfType(CollectException.ExpiredInMidScan.class, () -> collect(PATIENT));
    assertThat(expired).hasMessageContaining("the credentials expired");
    AccountSnapshot soFar = expired.soFar();
    assertThat(soFar.account()).isEqualTo(DemoFolder.ACCOUNT);
    assertThat(soFar.observations().filter(it -> it.outcome() == Outcome.OK).count())
        .isGreaterThan(10);
    assertThat(unseen(soFar))
        .isNotEmpty()
        .allMatch(it -> it.detail().contains("the credentials"))
        .filteredOn(it -> it.outcome() == Outcome.CUT_SHORT)
        .isNotEmpty();
  }

  @Test
  void callsBeyondTheRateAreThrottledAndNotDenied() throws CollectException {
    server.fail(
        new Faults(
            Map.of(), new Faults.Limits(1, 0, Duration.ZERO, Optional.empty()), Clock.systemUTC()));
    assertThat(unseen(collect(PATIENT)))
        .isNotEmpty()
        .allMatch(it -> it.outcome() == Outcome.THROTTLED || it.outcome() == Outcome.CUT_SHORT);
  }

  @Test
  void howARequestWasSentIsNotHeldForAMissingPermission() throws CollectException {
    server.fail(
        new Faults(
            Map.of(
                "ec2:DescribeVpcs", Fault.SKEWED,
                "ec2:DescribeSubnets", Fault.BAD_SIGNATURE,
                "ec2:DescribeKeyPairs", Fault.REDIRECTED,
                "ssm:ListDocuments", Fault.FORBIDDEN_PAGE),
            Faults.Limits.NONE,
            Clock.systemUTC()));
    AccountSnapshot snapshot = collect(PATIENT);
    assertThat(detail(snapshot, "ec2:DescribeVpcs")).contains("clock", "SignatureDoesNotMatch");
    assertThat(detail(snapshot, "ec2:DescribeSubnets")).startsWith("the signature is wrong");
    assertThat(detail(snapshot, "ec2:DescribeKeyPairs"))
        .startsWith("redirected to https://sign-in.example/");
    assertThat(detail(snapshot, "ssm:ListDocuments"))
        .isEqualTo("HTTP status 403, without an error code of AWS");
  }

  private static String detail(AccountSnapshot snapshot, String action) {
    return unseen(snapshot).stream()
        .filter(it -> it.call().action().equals(action))
        .findFirst()
        .map(it -> {
          assertThat(it.outcome()).isEqualTo(Outcome.ERROR);
          return it.detail();
        })
        .orElseThrow();
  }
}
