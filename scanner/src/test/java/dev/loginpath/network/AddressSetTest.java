package dev.loginpath.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.house.Seeds;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressSetTest {

  @Test
  void halvesMakeTheWhole() {
    AddressSet whole = AddressSet.of("0.0.0.0/1").union(AddressSet.of("128.0.0.0/1"));
    assertThat(whole).isEqualTo(AddressSet.ALL_IPV4);
    assertThat(whole.cidrs()).containsExactly("0.0.0.0/0");
  }

  @Test
  void hostBitsAreDropped() {
    assertThat(AddressSet.of("10.1.2.3/8").cidrs()).containsExactly("10.0.0.0/8");
    assertThat(AddressSet.of("10.1.2.3").cidrs()).containsExactly("10.1.2.3/32");
    assertThat(AddressSet.of("2001:db8::1/32").cidrs()).containsExactly("2001:db8::/32");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "0x7f.1", "10.0.0.0/33", "10.0.0.1-9", "10.*", "example.com", "all"})
  void whatIsNoAddressIsNone(String text) {
    assertThat(AddressSet.parse(text)).isEmpty();
  }

  @Test
  void familiesDoNotMix() {
    assertThat(AddressSet.ALL_IPV4.intersect(AddressSet.ALL_IPV6).isEmpty()).isTrue();
    assertThat(AddressSet.ALL_IPV4.union(AddressSet.ALL_IPV6).cidrs())
        .containsExactly("0.0.0.0/0", "::/0");
  }

  static List<Long> seeds() {
    return Seeds.take(10);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void algebraHoldsForRandomSets(long seed) {
    Random random = new Random(seed);
    AddressSet left = randomSet(random);
    AddressSet right = randomSet(random);
    assertThat(left.minus(right).union(left.intersect(right))).as("seed %d", seed).isEqualTo(left);
    assertThat(left.minus(right).overlaps(right)).as("seed %d", seed).isFalse();
    assertThat(left.union(right).containsAll(left)).as("seed %d", seed).isTrue();
    AddressSet again =
        left.cidrs().stream().map(AddressSet::of).reduce(AddressSet.EMPTY, AddressSet::union);
    assertThat(again).as("seed %d", seed).isEqualTo(left);
  }

  private static AddressSet randomSet(Random random) {
    AddressSet set = AddressSet.EMPTY;
    for (int count = random.nextInt(12); count >= 0; count--) {
      String cidr =
          random.nextBoolean()
              ? "%d.%d.0.0/%d"
                  .formatted(random.nextInt(256), random.nextInt(256), 1 + random.nextInt(31))
              : "2001:db8:%x::/%d".formatted(random.nextInt(65536), 20 + random.nextInt(60));
      set = set.union(AddressSet.of(cidr));
    }
    return set;
  }
}
