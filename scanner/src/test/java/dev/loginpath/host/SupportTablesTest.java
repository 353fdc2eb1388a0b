package dev.loginpath.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupportTablesTest {

  private static final String AMAZON = "137112412989";
  private static final String BOTTLEROCKET = "bottlerocket-aws-k8s-1.31-x86_64-v1.26.2-360b7a38";

  @ParameterizedTest
  @CsvSource({
    "137112412989, al2023-ami-2023.9.20251110.0-kernel-6.1-x86_64, Amazon Linux 2023, true",
    "137112412989, al2023-ami-minimal-2023.9.20251110.0-kernel-6.1-x86_64, Amazon Linux 2023, false",
    "137112412989, amzn2-ami-hvm-2.0.20250610.0-x86_64-gp2, Amazon Linux 2, true",
    "137112412989, amzn2-ami-hvm-2.0.20190508-x86_64-gp2, Amazon Linux 2, false",
    "099720109477, ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-20250821, Ubuntu 22.04, true",
    "099720109477, ubuntu/images/hvm-ssd/ubuntu-bionic-18.04-amd64-server-20230607, Ubuntu 18.04, false",
    "309956199498, RHEL-9.4.0_HVM-20240605-x86_64-82-Hourly2-GP3, Red Hat Enterprise Linux 9.4, false",
    "013907871322, suse-sles-15-sp6-v20240808-hvm-ssd-x86_64, SUSE Linux Enterprise Server 15.6, false",
    "013907871322, suse-sles-15-v20240808-hvm-ssd-x86_64, SUSE Linux Enterprise Server 15, false",
    "602401143452, amazon-eks-node-al2023-x86_64-standard-1.34-v20250920, Amazon Linux 2023, false",
    "602401143452, amazon-eks-gpu-node-1.29-v20240605, Amazon Linux 2, false",
    "591542846629, al2023-ami-ecs-hvm-2023.0.20250610-kernel-6.1-x86_64, Amazon Linux 2023, false",
    "591542846629, amzn2-ami-ecs-hvm-2.0.20250610-x86_64-ebs, Amazon Linux 2, false",
    "593245189075, bottlerocket-aws-k8s-1.31-x86_64-v1.26.2-360b7a38, Bottlerocket 1.26.2, false",
    "092701018921, bottlerocket-aws-ecs-2-nvidia-aarch64-v1.20.0-fcf71a47, Bottlerocket 1.20.0, false",
    "634519214787, amzn-ec2-macos-14.2.1-20240117-170221-arm64, macOS 14.2.1, true",
    "634519214787, amzn-ec2-macos-14.2-20231217-170221-arm64, macOS 14.2, false",
    "634519214787, amzn-ec2-macos-13.6.3-20231217-170221, macOS 13.6.3, true",
    "634519214787, amzn-ec2-macos-15.7.4-20260217-233754-arm64, macOS 15.7.4, false",
    "540036508848, talos-v1.11.5-us-east-1-amd64, Talos 1.11.5, false"
  })
  void ownerAndNameTellTheSystemAndWhetherTheAgentIsIn(
      String owner, String name, String system, boolean agent) {
    assertThat(SupportTables.published(owner, Optional.empty(), name))
        .hasValueSatisfying(it -> {
          assertThat(it.system()).hasToString(system);
          assertThat(it.instanceConnect()).isEqualTo(agent);
        });
  }

  @Test
  void aNameAloneProvesNothing() {
    Optional<String> none = Optional.empty();
    assertThat(SupportTables.published("111122223333", none, "al2023-ami-2023.9-x86_64")).isEmpty();
    assertThat(SupportTables.published(AMAZON, none, "my-al2023-ami-2023.9")).isEmpty();
    assertThat(SupportTables.published("111122223333", none, BOTTLEROCKET)).isEmpty();
    assertThat(
            SupportTables.published("111122223333", Optional.of("aws-marketplace"), BOTTLEROCKET))
        .isEmpty();
  }

  @Test
  void whatAwsCallsTheOwnerTellsThePublisherInRegionsThatTheTableDoesNotKnow() {
    assertThat(SupportTables.published("999988887777", Optional.of("amazon"), BOTTLEROCKET))
        .hasValueSatisfying(it -> assertThat(it.system()).hasToString("Bottlerocket 1.26.2"));
    assertThat(
            SupportTables.published(
                "999988887777", Optional.of("amazon"), "eks-auto-standard-1.31-x86_64-20250920"))
        .hasValueSatisfying(it -> assertThat(it.system()).hasToString("Bottlerocket"));
    // Where an agent is taken for given, the publisher's own account is asked for.
    assertThat(
            SupportTables.published(
                "999988887777", Optional.of("amazon"), "al2023-ami-2023.9.20251110.0-x86_64"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Amazon Linux, 2, PUBLISHER",
    "Amazon Linux, 2023, PUBLISHER",
    "Ubuntu, 16.04, PUBLISHER",
    "Red Hat Enterprise Linux, 9.4, MANUAL",
    "Red Hat Enterprise Linux, 10.1, UNCONFIRMED",
    "Red Hat Enterprise Linux Server, 7.2, NONE",
    "CentOS Stream, 9, MANUAL",
    "Debian GNU/Linux, 12, NONE",
    "Debian GNU/Linux, 13, UNCONFIRMED",
    "Rocky Linux, 9.4, NONE",
    "Rocky Linux, 10.0, NONE",
    "Bottlerocket OS, 1.26.2, UNCONFIRMED",
    "Talos, 1.11.5, NONE",
    "Somebody's Linux, 1, UNCONFIRMED"
  })
  void systemsCarryTheAgentAsTheTableSays(String name, String version, Carriage carriage) {
    assertThat(SupportTables.instanceConnect(SupportTables.named(name, Optional.of(version))))
        .isEqualTo(carriage);
  }

  @ParameterizedTest
  @CsvSource({
    "Ubuntu, 16.04,",
    "Ubuntu, 18.04, true",
    "Ubuntu, 22.04, true",
    "Ubuntu, 23.10,",
    "Ubuntu, 25.04, true",
    "Ubuntu, 25.10,",
    "Ubuntu, 26.04,",
    "SLES, 12.5,",
    "SLES, 15.2,",
    "SLES, 15.3, true",
    "SLES, 16.0, true",
    "macOS, 12.7.2,",
    "macOS, 13.6, true",
    "macOS, 15.7.4, true",
    "macOS, 26.1,",
    "Red Hat Enterprise Linux, 10.1, false",
    "Rocky Linux, 10.0, false",
    "AlmaLinux, 9.4, true",
    "AlmaLinux, 10.0,",
    "Bottlerocket, 1.26.2, true"
  })
  void imagesComeWithTheSsmAgentAsTheTableSays(String name, String version, Boolean preinstalled) {
    assertThat(SupportTables.ssmAgentPreinstalled(SupportTables.named(name, Optional.of(version))))
        .isEqualTo(Optional.ofNullable(preinstalled));
  }

  @Test
  void withoutAVersionOnlyWhatHoldsForAllOfThemIsSaid() {
    OperatingSystem suse = SupportTables.named("SLES", Optional.empty());
    assertThat(SupportTables.instanceConnect(suse)).isEqualTo(Carriage.NONE);
    assertThat(SupportTables.ssmAgentPreinstalled(suse)).isEmpty();
    assertThat(SupportTables.ssmAgentPreinstalled(SupportTables.named("Fedora", Optional.empty())))
        .hasValue(false);
  }

  @Test
  void fewSystemsTakeNoSshLogins() {
    assertThat(SupportTables.sshServer(SupportTables.named("Bottlerocket OS", Optional.of("1.2"))))
        .hasValue(SshServer.ADMIN_CONTAINER);
    assertThat(SupportTables.sshServer(SupportTables.named("Talos", Optional.empty())))
        .hasValue(SshServer.NONE);
    assertThat(SupportTables.sshServer(SupportTables.named("Ubuntu", Optional.of("24.04"))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"3.10, 3.9, 1", "3.0, 3, 0", "2.3.68.0, 2.3.68.1, -1", "'', 0, 0"})
  void versionsCompareByNumber(String left, String right, int order) {
    assertThat(Integer.signum(Version.of(left).compareTo(Version.of(right)))).isEqualTo(order);
  }
}
