package dev.loginpath.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The built-in prices, and files that override them. */
class PriceTableTest {

  private static final String TOKYO = "ap-northeast-1";

  @TempDir private Path folder;

  private PriceTable load(String json) throws IOException, PriceTable.UnusableException {
    Path file = folder.resolve("prices.json");
    Files.writeString(file, json);
    return PriceTable.load(file);
  }

  private static String file(String rows) {
    return "{\"currency\": \"USD\", \"prices\": [" + rows + "]}";
  }

  private static String row(String region, String item, String usd) {
    return "{\"region\": \"%s\", \"item\": \"%s\", \"usd\": %s, \"asOf\": \"2026-11-01\", \"source\": \"contract\"}"
        .formatted(region, item, usd);
  }

  /** What a month costs in Tokyo, as the price lists of others add it up. */
  @ParameterizedTest
  @CsvSource({
    "interface-endpoint-hour, 3, 30.66",
    "interface-endpoint-hour, 6, 61.32",
    "interface-endpoint-hour, 2, 20.44",
    "interface-endpoint-hour, 4, 40.88",
    "public-ipv4-hour, 1, 3.65"
  })
  void aMonthInTokyo(String item, int count, String usd) {
    assertThat(month(item).multiply(BigDecimal.valueOf(count))).isEqualByComparingTo(usd);
  }

  @ParameterizedTest
  @CsvSource({"t3.micro, 13.58", "t4g.micro, 11.53"})
  void aBastionWithItsAddressInTokyo(String type, String usd) {
    BigDecimal sum = month("instance-hour:" + type).add(month("public-ipv4-hour"));
    assertThat(sum.setScale(2, RoundingMode.HALF_UP)).isEqualByComparingTo(usd);
  }

  private static BigDecimal month(String item) {
    PriceItem known = PriceItem.named(item).orElseThrow();
    return PriceTable.builtIn().price(TOKYO, known).orElseThrow().usd().multiply(Bill.HOURS);
  }

  @Test
  void whatNobodyToldHasNoPrice() {
    PriceTable table = PriceTable.builtIn();
    assertThat(table.price("eu-west-1", PriceItem.PUBLIC_IPV4_HOUR)).isEmpty();
    assertThat(table.price(TOKYO, PriceItem.instanceHour("m5.metal"))).isEmpty();
    assertThat(table.price("us-east-1", PriceItem.KMS_KEY_MONTH)).isEmpty();
  }

  @Test
  void anOverrideWinsAndTheRestStays() throws Exception {
    PriceTable own = load(file(row(TOKYO, "public-ipv4-hour", "0.004")));
    PriceTable both = PriceTable.builtIn().with(own);
    assertThat(both.price(TOKYO, PriceItem.PUBLIC_IPV4_HOUR))
        .contains(
            new UnitPrice(new BigDecimal("0.004"), LocalDate.parse("2026-11-01"), "contract"));
    assertThat(both.price("us-east-1", PriceItem.PUBLIC_IPV4_HOUR).orElseThrow().usd())
        .isEqualByComparingTo("0.005");
  }

  /** A binary fraction would make a price of 0.1 something else. */
  @Test
  void pricesAreExact() throws Exception {
    assertThat(
            load(file(row("x-1", "nat-gateway-gb", "0.1234567890123456789")))
                .price("x-1", PriceItem.NAT_GATEWAY_GB)
                .orElseThrow()
                .usd())
        .isEqualTo(new BigDecimal("0.1234567890123456789"));
  }

  @Test
  void aFileThatIsNoneSaysWhy() {
    assertUnusable("nonsense", "is not JSON");
    assertUnusable("{\"currency\": \"USD\"}", "holds no list");
    assertUnusable("{\"currency\": \"EUR\", \"prices\": []}", "in USD");
    assertUnusable(file(row("x-1", "nat-gateway", "1")), "none of interface-endpoint-hour");
    assertUnusable(file(row("x-1", "instance-hour:", "1")), "instance-hour:TYPE");
    assertUnusable(file(row("", "nat-gateway-hour", "1")), "\"region\" is missing");
    assertUnusable(file(row("x-1", "nat-gateway-hour", "-1")), "not below 0");
    assertUnusable(file(row("x-1", "nat-gateway-hour", "\"1\"")), "must be a number");
    assertUnusable(
        file(row("x-1", "nat-gateway-hour", "1")).replace("2026-11-01", "yesterday"), "a date");
    assertUnusable(
        file(row("x-1", "nat-gateway-hour", "1") + "," + row("x-1", "nat-gateway-hour", "2")),
        "price 2: nat-gateway-hour of x-1 is there twice");
    assertThatThrownBy(() -> PriceTable.load(folder.resolve("none.json")))
        .isInstanceOf(PriceTable.UnusableException.class)
        .hasMessageContaining("does not exist");
  }

  private void assertUnusable(String json, String why) {
    assertThatThrownBy(() -> load(json))
        .isInstanceOf(PriceTable.UnusableException.class)
        .hasMessageContaining(why);
  }
}
