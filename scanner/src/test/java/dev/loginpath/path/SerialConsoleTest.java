package dev.loginpath.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.PathId;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.InstanceType;
import dev.loginpath.snapshot.SerialConsoleAccess;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SerialConsoleTest {

  private static final DemoAccount DEMO = DemoAccount.asItIs();
  private static final String SWITCH = "ec2.serialConsoleAccess";
  private static final String TYPES = "ec2.instanceTypes";

  private static String status(DemoAccount account, String name) {
    return account.path(name, PathId.SERIAL_CONSOLE).status().word();
  }

  private static DemoAccount type(String hypervisor, boolean metal) {
    return DEMO.answer(
        DemoFolder.TOKYO,
        TYPES,
        List.of(new InstanceType("t3.small", Optional.ofNullable(hypervisor), metal)));
  }

  @ParameterizedTest
  @CsvSource({
    "worker, nitro, false, open",
    "ad, nitro, false, open",
    "worker, xen, false, closed",
    "ad, xen, false, closed",
    "worker, , true, open",
    "ad, , true, open",
    "worker, , false, open"
  })
  void whatTheTypeRunsOnDecides(String name, String hypervisor, boolean metal, String status) {
    assertThat(status(type(hypervisor, metal), name)).isEqualTo(status);
  }

  @Test
  void noGroupHasASay() {
    assertThat(DEMO.path("worker", PathId.SSH_DIRECT).status().word()).isEqualTo("closed");
    assertThat(status(DEMO, "worker")).isEqualTo("open");
  }

  @Test
  void theRegionsSwitchIsOffOnOrDecidedByTheOrganization() {
    DemoAccount off =
        DEMO.answer(
            DemoFolder.TOKYO,
            SWITCH,
            new SerialConsoleAccess(false, Optional.of("declarative-policy")));
    assertThat(status(off, "worker")).isEqualTo("closed");
    assertThat(off.path("worker", PathId.SERIAL_CONSOLE).requirements().toString())
        .contains("set by the declarative-policy");
  }

  @Test
  void aDeniedSwitchIsUnknownButWhereTheTypeHasNone() {
    DemoAccount denied = DEMO.denied(DemoFolder.TOKYO, SWITCH);
    assertThat(status(denied, "worker")).isEqualTo("unknown");
    assertThat(status(denied, "legacy-app")).isEqualTo("closed");
  }

  @Test
  void ofATypeThatWasNotSeenTheTableOfFamiliesTells() {
    DemoAccount denied = DEMO.denied(DemoFolder.TOKYO, TYPES);
    assertThat(status(denied, "worker")).isEqualTo("open");
    assertThat(status(denied, "legacy-app")).isEqualTo("closed");
    assertThat(denied.path("worker", PathId.SERIAL_CONSOLE).requirements().toString())
        .contains("t3.small is of a family that runs on nitro (table of 20");
    for (String untold : List.of("m99.large", "mac-m9.metal", "large")) {
      assertThat(
              status(
                  denied.instance(DemoFolder.TOKYO, "worker", "instanceType", Optional.of(untold)),
                  "worker"))
          .as(untold)
          .isEqualTo("unknown");
    }
    assertThat(status(DEMO.answer(DemoFolder.TOKYO, TYPES, List.of()), "worker"))
        .isEqualTo("unknown");
    assertThat(status(DEMO.denied(DemoFolder.VIRGINIA, TYPES), "sensor")).isEqualTo("closed");
  }

  @ParameterizedTest
  @CsvSource({
    "m5.metal, open",
    "m7i.metal-24xl, open",
    "u-6tb1.metal, closed",
    "g5g.metal, closed",
    "a1.metal, closed",
    "mac2-m2pro.metal, closed",
    "mac-m4max.metal, closed",
    "mac-m9.metal, unknown"
  })
  void ofBareMetalTheTableTellsWhichTypesHaveNone(String type, String status) {
    for (String name : List.of("worker", "ad")) {
      DemoAccount metal =
          DEMO.answer(
                  DemoFolder.TOKYO, TYPES, List.of(new InstanceType(type, Optional.empty(), true)))
              .instance(DemoFolder.TOKYO, name, "instanceType", Optional.of(type));
      assertThat(status(metal, name)).as("seen, " + name).isEqualTo(status);
      assertThat(status(metal.denied(DemoFolder.TOKYO, TYPES), name))
          .as("by its name, " + name)
          .isEqualTo(status);
    }
  }

  @Test
  void theEuropeanSovereignCloudHasNone() {
    DemoAccount sovereign = DEMO.change(DemoFolder.TOKYO, "name", it -> "eusc-de-east-1");
    assertThat(status(DEMO, "worker")).isEqualTo("open");
    assertThat(status(sovereign, "worker")).isEqualTo("closed");
  }

  @Test
  void anInstanceOfNoToldTypeIsUnknown() {
    assertThat(
            status(
                DEMO.instance(DemoFolder.TOKYO, "worker", "instanceType", Optional.empty()),
                "worker"))
        .isEqualTo("unknown");
  }

  @Test
  void bothSidesOfItAreTheServiceItself() {
    assertThat(DEMO.path("worker", PathId.SERIAL_CONSOLE).sources())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.kind().word()).isEqualTo("aws-service");
          assertThat(it.value()).contains("ap-northeast-1");
        });
  }
}
