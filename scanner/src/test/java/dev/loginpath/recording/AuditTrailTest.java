package dev.loginpath.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Answer;
import dev.loginpath.report.PathAssessment;
import dev.loginpath.report.PathId;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.EventSelectors;
import dev.loginpath.snapshot.EventSelectors.Advanced;
import dev.loginpath.snapshot.EventSelectors.Basic;
import dev.loginpath.snapshot.EventSelectors.Field;
import dev.loginpath.snapshot.Trail;
import dev.loginpath.snapshot.TrailDetails;
import dev.loginpath.snapshot.TrailStatus;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Whether a trail keeps who came. */
class AuditTrailTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();

  private static Answer trail(DemoAccount account) {
    PathAssessment path = account.path("worker", PathId.SERIAL_CONSOLE);
    return path.recording().orElseThrow().requirements().stream()
        .filter(it -> it.id().equals("audit-trail"))
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  private static DemoAccount details(UnaryOperator<TrailDetails> change) {
    return DEMO.change(
        DemoFolder.TOKYO,
        "cloudTrail.details",
        (List<TrailDetails> all) -> all.stream().map(change).toList());
  }

  private static DemoAccount status(TrailStatus status) {
    return details(it ->
        new TrailDetails(
            it.trailArn(), new Observed.Known<>(it.status().call(), status), it.eventSelectors()));
  }

  private static DemoAccount selecting(EventSelectors selectors) {
    return details(it ->
        new TrailDetails(
            it.trailArn(),
            it.status(),
            new Observed.Known<>(it.eventSelectors().call(), selectors)));
  }

  private static DemoAccount basic(String readWriteType, boolean management) {
    return selecting(
        new EventSelectors(List.of(new Basic(readWriteType, management, List.of())), List.of()));
  }

  private static Field field(String name, String operator, String... values) {
    return new Field(name, new TreeMap<>(Map.of(operator, List.of(values))));
  }

  private static DemoAccount advanced(Field... fields) {
    return selecting(
        new EventSelectors(List.of(), List.of(new Advanced(Optional.of("some"), List.of(fields)))));
  }

  private static DemoAccount listed(UnaryOperator<Trail> change) {
    return DEMO.each(DemoFolder.TOKYO, "cloudTrail.trails", change);
  }

  @Test
  void aTrailOfAllManagementEventsKeepsThem() {
    assertThat(trail(DEMO)).isEqualTo(Answer.MET);
    assertThat(trail(basic("All", true))).isEqualTo(Answer.MET);
    assertThat(trail(basic("WriteOnly", true))).isEqualTo(Answer.MET);
  }

  @Test
  void aStoppedOneOrOneThatCannotDeliverKeepsNothing() {
    assertThat(trail(status(new TrailStatus(false, Optional.empty(), Optional.empty()))))
        .isEqualTo(Answer.NOT_MET);
    assertThat(trail(status(new TrailStatus(true, Optional.empty(), Optional.of("AccessDenied")))))
        .isEqualTo(Answer.NOT_MET);
  }

  @Test
  void aTrailOfAnotherRegionAloneDoesNotCoverThisOne() {
    DemoAccount elsewhere =
        listed(it ->
            DemoAccount.with(
                DemoAccount.with(it, "multiRegion", false), "homeRegion", "eu-west-1"));
    assertThat(trail(elsewhere)).isEqualTo(Answer.NOT_MET);
    assertThat(trail(listed(it -> DemoAccount.with(it, "multiRegion", false))))
        .as("its home is here")
        .isEqualTo(Answer.MET);
  }

  @Test
  void noTrailAtAllKeepsNothing() {
    assertThat(trail(DEMO.answer(DemoFolder.TOKYO, "cloudTrail.trails", List.of())))
        .isEqualTo(Answer.NOT_MET);
  }

  @Test
  void dataEventsAndReadOnlyEventsHoldNoLogin() {
    assertThat(trail(basic("All", false))).isEqualTo(Answer.NOT_MET);
    assertThat(trail(basic("ReadOnly", true))).isEqualTo(Answer.NOT_MET);
    assertThat(trail(advanced(field("eventCategory", "Equals", "Data")))).isEqualTo(Answer.NOT_MET);
    assertThat(
            trail(
                advanced(
                    field("eventCategory", "Equals", "Management"),
                    field("readOnly", "Equals", "true"))))
        .isEqualTo(Answer.NOT_MET);
  }

  @Test
  void writesAloneHoldTheLogins() {
    assertThat(
            trail(
                advanced(
                    field("eventCategory", "Equals", "Management"),
                    field("readOnly", "Equals", "false"))))
        .isEqualTo(Answer.MET);
  }

  @Test
  void leavingOutServicesThatLetNobodyInIsNoMatter() {
    assertThat(
            trail(
                advanced(
                    field("eventCategory", "Equals", "Management"),
                    field(
                        "eventSource", "NotEquals", "kms.amazonaws.com", "rdsdata.amazonaws.com"))))
        .isEqualTo(Answer.MET);
  }

  @Test
  void leavingOutAServiceThatLetsPeopleInIsNotMet() {
    for (String source : List.of("ssm.amazonaws.com", "ec2-instance-connect.amazonaws.com")) {
      assertThat(
              trail(
                  advanced(
                      field("eventCategory", "Equals", "Management"),
                      field("eventSource", "NotEquals", source))))
          .isNotEqualTo(Answer.MET);
      assertThat(
              trail(
                  selecting(
                      new EventSelectors(
                          List.of(new Basic("All", true, List.of(source))), List.of()))))
          .isNotEqualTo(Answer.MET);
    }
  }

  @Test
  void aPartOfTheManagementEventsIsUnknown() {
    assertThat(
            trail(
                advanced(
                    field("eventCategory", "Equals", "Management"),
                    field("eventName", "Equals", "RunInstances"))))
        .isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void aTrailOfTheOrganizationCountsAsAnyOther() {
    assertThat(trail(listed(it -> DemoAccount.with(it, "organizationTrail", true))))
        .isEqualTo(Answer.MET);
  }

  @Test
  void whatWasNotSeenOfATrailIsUnknownAndAStoppedOneStaysStopped() {
    assertThat(
            trail(
                details(it ->
                    new TrailDetails(
                        it.trailArn(), it.status(), Recorded.denied(it.eventSelectors())))))
        .isEqualTo(Answer.UNKNOWN);
    assertThat(
            trail(
                details(it ->
                    new TrailDetails(
                        it.trailArn(), Recorded.denied(it.status()), it.eventSelectors()))))
        .isEqualTo(Answer.UNKNOWN);
    assertThat(
            trail(
                details(it ->
                    new TrailDetails(
                        it.trailArn(),
                        new Observed.Known<>(
                            it.status().call(),
                            new TrailStatus(false, Optional.empty(), Optional.empty())),
                        Recorded.denied(it.eventSelectors())))))
        .isEqualTo(Answer.NOT_MET);
    assertThat(trail(DEMO.denied(DemoFolder.TOKYO, "cloudTrail.trails"))).isEqualTo(Answer.UNKNOWN);
  }
}
