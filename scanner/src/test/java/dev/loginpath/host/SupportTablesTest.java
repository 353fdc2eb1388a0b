package dev.loginpath.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupportTablesTest {

  private static final String AMAZON = "137112412989";

  @ParameterizedTest
  @CsvSource({
    "137112412989, al2023-ami-2023.9.20251110.0-kernel-6.1-x86_64, Amazon Linux 2023, true",
    "137112412989, al2023-ami-minimal-2023.9.20251110.0-kernel-6.1-x86_64, Amazon Linux 2023, false",
    "137112412989, amzn2-ami-hvm-2.0.20250610.0-x86_64-gp2, Amazon Linux 2, true",
    "137112412989, amzn2-ami-hvm-2.0.20190508-x86_64-gp2, Amazon Linux 2, false",
    "099720109477, ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-20250821, Ubuntu 22.04, true",
    "099720109477, ubuntu/images/hvm-ssd/ubuntu-bionic-18.04-amd64-server-20230607, Ubuntu 18.04, false",
    "309956199498, RHEL-9.4.0_HVM-20240605-x86_64-82-Hourly2-GP3, Red Hat Enterprise Linux 9.4, false"
  })
  void ownerAndNameTellTheSystemAndWhetherTheAgentIsIn(
      String owner, String name, String system, boolean agent) {
    assertThat(SupportTables.published(owner, name))
        .hasValueSatisfying(it -> {
          assertThat(it.system()).hasToString(system);
          assertThat(it.instanceConnect()).isEqualTo(agent);
        });
  }

  @Test
  void aNameAloneProvesNothing() {
    assertThat(SupportTables.published("111122223333", "al2023-ami-2023.9-x86_64")).isEmpty();
    assertThat(SupportTables.published(AMAZON, "my-al2023-ami-2023.9")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Amazon Linux, 2, PUBLISHER",
    "Amazon Linux, 2023, PUBLISHER",
    "Ubuntu, 16.04, PUBLISHER",
    "Red Hat Enterprise Linux, 9.4, MANUAL",
    "Red Hat Enterprise Linux Server, 7.2, NONE",
    "CentOS Stream, 9, MANUAL",
    "Debian GNU/Linux, 12, NONE",
    "Debian GNU/Linux, 13, UNCONFIRMED",
    "Rocky Linux, 9.4, NONE",
    "Somebody's Linux, 1, UNCONFIRMED"
  })
  void systemsCarryTheAgentAsTheTableSays(String name, String version, Carriage carriage) {
    assertThat(SupportTables.instanceConnect(SupportTables.named(name, Optional.of(version))))
        .isEqualTo(carriage);
  }

  @ParameterizedTest
  @CsvSource({"3.10, 3.9, 1", "3.0, 3, 0", "2.3.68.0, 2.3.68.1, -1", "'', 0, 0"})
  void versionsCompareByNumber(String left, String right, int order) {
    assertThat(Integer.signum(Version.of(left).compareTo(Version.of(right)))).isEqualTo(order);
  }
}
