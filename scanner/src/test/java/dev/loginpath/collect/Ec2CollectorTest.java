package dev.loginpath.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Outcome;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.InstanceType;
import dev.loginpath.snapshot.KeyPair;
import dev.loginpath.snapshot.SerialConsoleAccess;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What EC2 says beside the network: the serial console, instance types, key pairs. */
class Ec2CollectorTest {

  @TempDir private Path folder;

  private DemoFolder demo;

  @BeforeEach
  void copy() {
    demo = new DemoFolder(folder.resolve("demo"));
  }

  private Ec2Snapshot tokyo() {
    return demo.snapshot().regions().getFirst().ec2();
  }

  @Test
  void theSerialConsoleIsAPerRegionSwitch() {
    assertThat(demo.snapshot().regions())
        .extracting(it -> it.ec2().serialConsoleAccess())
        .containsExactly(console(DemoFolder.TOKYO, true), console(DemoFolder.VIRGINIA, false));
  }

  private static Observed<SerialConsoleAccess> console(String region, boolean enabled) {
    return new Observed.Known<>(
        Call.of("ec2:GetSerialConsoleAccessStatus", region),
        new SerialConsoleAccess(enabled, Optional.of("account")));
  }

  @Test
  void onlyTheTypesInUseAreAskedFor() {
    assertThat(Observed.items(tokyo().instanceTypes()))
        .containsExactly(
            new InstanceType("m5.metal", Optional.empty(), true),
            new InstanceType("t2.small", Optional.of("xen"), false),
            new InstanceType("t3.small", Optional.of("nitro"), false));
    demo.deny(DemoFolder.TOKYO, "ec2/DescribeInstances");
    assertThat(tokyo().instanceTypes().outcome()).isEqualTo(Outcome.NOT_CALLED);
  }

  @Test
  void keyPairsAreListedWhetherUsedOrNot() {
    assertThat(Observed.items(tokyo().keyPairs()))
        .extracting(KeyPair::name)
        .containsExactly("contractor", "ops-2024");
  }
}
