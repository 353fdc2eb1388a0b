package dev.loginpath.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Outcome;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.AuthorizationDetails;
import dev.loginpath.snapshot.FetchedPolicy;
import dev.loginpath.snapshot.IamRole;
import dev.loginpath.snapshot.IamSnapshot;
import dev.loginpath.snapshot.IamUser;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Principals and policies, those that the authorization details refer to only among them. */
class IamCollectorTest {

  private static final String GLOBAL = "aws-global";
  private static final String BOUNDARY = "arn:aws:iam::aws:policy/PowerUserAccess";
  private static final String GET_POLICY =
      "iam/GetPolicy/arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FPowerUserAccess";

  @TempDir private Path folder;

  private DemoFolder demo;

  @BeforeEach
  void copy() {
    demo = new DemoFolder(folder.resolve("demo"));
  }

  private FetchedPolicy fetched() {
    assertThat(demo.snapshot().iam().fetchedPolicies()).hasSize(1);
    return demo.snapshot().iam().fetchedPolicies().getFirst();
  }

  @Test
  void principalsCarryTheirUniqueIds() {
    assertThat(demo.snapshot().iam().authorizationDetails())
        .isInstanceOfSatisfying(
            Observed.Known.class,
            it -> {
              AuthorizationDetails details = (AuthorizationDetails) it.value();
              assertThat(details.users())
                  .extracting(IamUser::id)
                  .allMatch(id -> id.startsWith("AIDA"));
              assertThat(details.roles())
                  .extracting(IamRole::id)
                  .allMatch(id -> id.startsWith("AROA"));
            });
  }

  @Test
  void aPolicyThatIsABoundaryOnlyIsFetched() {
    FetchedPolicy fetched = fetched();
    assertThat(fetched.arn()).isEqualTo(BOUNDARY);
    assertThat(fetched.defaultVersionId())
        .isEqualTo(new Observed.Known<>(new Call("iam:GetPolicy", GLOBAL, BOUNDARY), "v6"));
    assertThat(fetched.policy())
        .isInstanceOfSatisfying(
            Observed.Known.class,
            it -> assertThat(it.value().toString()).contains("PowerUserAccess", "\"NotAction\""));
  }

  @Test
  void aPolicyThatIsGoneIsAbsentByOneCall() {
    demo.remove(GLOBAL, GET_POLICY);
    IamSnapshot iam = demo.snapshot().iam();
    assertThat(iam.fetchedPolicies().getFirst().policy()).isInstanceOf(Observed.Absent.class);
    assertThat(iam.observations().map(it -> it.call().action()))
        .contains("iam:GetPolicy")
        .doesNotContain("iam:GetPolicyVersion");
  }

  @Test
  void aDeniedPolicyIsUnseenWithItsVersion() {
    demo.deny(GLOBAL, GET_POLICY);
    FetchedPolicy fetched = fetched();
    assertThat(fetched.defaultVersionId().outcome()).isEqualTo(Outcome.DENIED);
    assertThat(fetched.policy().outcome()).isEqualTo(Outcome.NOT_CALLED);
    assertThat(fetched.policy().call().permission()).isEqualTo("iam:GetPolicyVersion");
  }
}
