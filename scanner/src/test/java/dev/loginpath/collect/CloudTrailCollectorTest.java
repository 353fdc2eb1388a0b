package dev.loginpath.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Outcome;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.CloudTrailSnapshot;
import dev.loginpath.snapshot.EventSelectors;
import dev.loginpath.snapshot.Trail;
import dev.loginpath.snapshot.TrailDetails;
import dev.loginpath.snapshot.TrailStatus;
import dev.loginpath.verdict.Observed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trails that cover a region, whether they record, and what. */
class CloudTrailCollectorTest {

  private static final String ARN = "arn:aws:cloudtrail:ap-northeast-1:111122223333:trail/audit";
  private static final String FILE =
      "/arn%3Aaws%3Acloudtrail%3Aap-northeast-1%3A111122223333%3Atrail%2Faudit";

  @TempDir private Path folder;

  private DemoFolder demo;

  @BeforeEach
  void copy() {
    demo = new DemoFolder(folder.resolve("demo"));
  }

  private CloudTrailSnapshot virginia() {
    return demo.snapshot().regions().getLast().cloudTrail();
  }

  private static <T> T known(Observed<T> observed) {
    return observed instanceof Observed.Known<T> it
        ? it.value()
        : org.assertj.core.api.Assertions.fail(observed.toString());
  }

  @Test
  void aTrailOfAnotherRegionIsSeenWithItsStatus() {
    assertThat(known(virginia().trails()))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.homeRegion()).isEqualTo(DemoFolder.TOKYO);
          assertThat(it.multiRegion()).isTrue();
        });
    TrailDetails details = virginia().details().getFirst();
    assertThat(details.trailArn()).isEqualTo(ARN);
    TrailStatus status = known(details.status());
    assertThat(status.logging()).isTrue();
    assertThat(status.deliveryError()).isEmpty();
    assertThat(known(details.eventSelectors()).basic()).isEmpty();
    assertThat(known(details.eventSelectors()).advanced())
        .containsExactly(
            new EventSelectors.Advanced(
                Optional.of("All management events"),
                List.of(
                    new EventSelectors.Field(
                        "eventCategory",
                        new TreeMap<>(java.util.Map.of("Equals", List.of("Management")))))));
  }

  @Test
  void selectorsOfTheFirstKindHaveAwsDefaults() {
    demo.write(
        DemoFolder.VIRGINIA,
        "cloudtrail/GetEventSelectors" + FILE,
        """
        {"EventSelectors":[{"ReadWriteType":"WriteOnly","IncludeManagementEvents":false},
         {"ExcludeManagementEventSources":["kms.amazonaws.com"]}]}\
        """);
    assertThat(known(virginia().details().getFirst().eventSelectors()).basic())
        .containsExactly(
            new EventSelectors.Basic("WriteOnly", false, List.of()),
            new EventSelectors.Basic("All", true, List.of("kms.amazonaws.com")));
  }

  @Test
  void aListedTrailThatIsNotFoundIsUnseen() {
    demo.remove(DemoFolder.VIRGINIA, "cloudtrail/GetEventSelectors" + FILE);
    Observed<EventSelectors> selectors = virginia().details().getFirst().eventSelectors();
    assertThat(selectors.outcome()).isEqualTo(Outcome.ERROR);
  }

  @Test
  void aDeniedListHasNoDetailsAndADeniedStatusKeepsTheRest() {
    demo.deny(DemoFolder.VIRGINIA, "cloudtrail/GetTrailStatus");
    TrailDetails details = virginia().details().getFirst();
    assertThat(details.status().outcome()).isEqualTo(Outcome.DENIED);
    assertThat(details.eventSelectors().outcome()).isEqualTo(Outcome.OK);
    demo.deny(DemoFolder.VIRGINIA, "cloudtrail/DescribeTrails");
    assertThat(virginia().trails().outcome()).isEqualTo(Outcome.DENIED);
    assertThat(virginia().details()).isEmpty();
    assertThat(Observed.items(virginia().trails())).extracting(Trail::arn).isEmpty();
  }
}
