package dev.loginpath.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.snapshot.AclEntry;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AclRulesTest {

  private static final AclEntry SSH = Lab.tcp(90, false, true, "10.0.0.0/8", 22, 22);
  private static final AclEntry ALL = Lab.entry(100, false, true, "192.0.2.0/24");

  @ParameterizedTest
  @ValueSource(ints = {0, 65536, 70000})
  void aPortThatTcpDoesNotHaveIsDecidedByTheEntriesForAllTraffic(int port) {
    assertThat(AclRules.of(List.of(SSH, ALL), false).lets(port))
        .isEqualTo(AddressSet.of("192.0.2.0/24"));
  }
}
