package dev.loginpath.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.cost.PriceItem;
import dev.loginpath.cost.PriceQuestions;
import dev.loginpath.cost.PriceTable;
import dev.loginpath.report.CostPart;
import dev.loginpath.report.MonthlyCost;
import dev.loginpath.report.Outcome;
import dev.loginpath.report.PathId;
import dev.loginpath.report.Report;
import dev.loginpath.rule.Catalog;
import dev.loginpath.scan.ChannelQuestions;
import dev.loginpath.scan.Check;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.simulator.folder.AccountFolder;
import dev.loginpath.simulator.folder.FolderApi;
import dev.loginpath.simulator.server.SimulatorServer;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.ListedPrice;
import dev.loginpath.snapshot.PriceQuestion;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.SnapshotFile;
import dev.loginpath.verdict.Observed;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prices from the Price List, through the real SDK over HTTP, and what stands where it is mute. */
class PricingCollectorTest {

  private static final String GLOBAL = "aws-global";
  private static final String VPC_PRODUCTS = "pricing/GetProducts/AmazonVPC";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  private DemoFolder demo;

  @BeforeEach
  void copy() {
    demo = new DemoFolder(folder.resolve("demo"));
  }

  private static final class AllPrices implements FollowUp {
    @Override
    public SortedMap<String, SortedSet<String>> nodesToAsk(AccountSnapshot read) {
      return ChannelQuestions.needed(read);
    }

    @Override
    public List<PriceQuestion> pricesToAsk(RegionSnapshot region) {
      return PriceQuestions.of(region);
    }
  }

  private AccountSnapshot read() {
    try (SimulatorServer server =
        SimulatorServer.start(new FolderApi(AccountFolder.open(demo.root())), 0)) {
      Connection connection =
          Connection.standIn(server.endpoint(), DemoFolder.ACCOUNT, DemoFolder.TOKYO);
      return new AccountCollector(connection, name -> "", CLOCK, "test", (region, done, of) -> {})
          .collect(List.of(), new AllPrices());
    } catch (IOException | CollectException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static Observed<BigDecimal> endpointHour(AccountSnapshot snapshot) {
    return snapshot.listedPrices().stream()
        .filter(it -> it.question().region().equals(DemoFolder.TOKYO))
        .filter(it -> it.question().item().equals(PriceItem.INTERFACE_ENDPOINT_HOUR.name()))
        .map(ListedPrice::usd)
        .findFirst()
        .orElseThrow();
  }

  private static MonthlyCost sealed(AccountSnapshot snapshot) {
    Report report = new Check(Catalog.ALL, Set.of()).report(snapshot);
    return DemoFolder.path(report, "db-sealed", PathId.SESSION_MANAGER).monthlyCost().orElseThrow();
  }

  @Test
  void listedPricesWinOverTheBuiltInOnes() {
    demo.replace(GLOBAL, VPC_PRODUCTS, "0.0140000000", "0.0150000000");
    AccountSnapshot snapshot = read();
    assertThat(endpointHour(snapshot))
        .isInstanceOfSatisfying(
            Observed.Known.class, it -> assertThat(it.value()).isEqualTo(new BigDecimal("0.015")));
    MonthlyCost cost = sealed(snapshot);
    assertThat(cost.amount()).contains(new BigDecimal("32.85"));
    assertThat(cost.pricesAsOf()).contains(LocalDate.parse("2026-11-20"));
    assertThat(cost.parts())
        .extracting(CostPart::priceSource)
        .allMatch(it -> it.orElseThrow().startsWith("pricing:GetProducts of interface-endpoint"));
  }

  @Test
  void theyAreAskedForWhatIsThere() {
    AccountSnapshot snapshot = read();
    assertThat(snapshot.listedPrices())
        .extracting(it -> it.question().region() + " " + it.question().item())
        .contains("ap-northeast-1 instance-hour:t3.small", "us-east-1 nat-gateway-hour");
    // Nobody told the demo what a bare metal machine costs.
    assertThat(snapshot.listedPrices())
        .filteredOn(it -> it.question().item().equals("instance-hour:m5.metal"))
        .allMatch(it -> it.usd() instanceof Observed.Absent<?>);
    assertThat(demo.snapshot().listedPrices()).as("nobody asked").isEmpty();
  }

  @Test
  void aDeniedCallIsUnseenAndTheBuiltInPriceStands() {
    demo.deny(GLOBAL, "pricing/GetProducts");
    AccountSnapshot snapshot = read();
    assertThat(snapshot.listedPrices())
        .isNotEmpty()
        .allSatisfy(it -> {
          assertThat(it.usd().outcome()).isEqualTo(Outcome.DENIED);
          assertThat(it.usd().call().permission()).isEqualTo("pricing:GetProducts");
        });
    assertThat(sealed(snapshot).amount()).contains(new BigDecimal("30.66"));
    assertThat(new Check(Catalog.ALL, Set.of()).report(snapshot).coverage())
        .filteredOn(it -> it.call().equals("pricing:GetProducts"))
        .isNotEmpty()
        .allMatch(it -> it.outcome() == Outcome.DENIED && it.neededBy().isEmpty());
  }

  private void endpointHours(String... products) {
    StringBuilder list = new StringBuilder();
    for (String each : products) {
      list.append(list.isEmpty() ? "" : ",").append(each);
    }
    demo.write(GLOBAL, VPC_PRODUCTS, "{\"PriceList\": [" + list + "]}");
  }

  /** A rate that falls with use, of which the first step is the price. */
  private static String product(String usageType, String usd) {
    return """
    {"product": {"attributes": {"regionCode": "ap-northeast-1", "usagetype": "%s"}},
     "terms": {"OnDemand": {"A": {"priceDimensions": {
       "A.1": {"beginRange": "100", "pricePerUnit": {"USD": "0.001"}},
       "A.2": {"beginRange": "0", "pricePerUnit": {"USD": "%s"}}}}}}}
    """
        .formatted(usageType, usd);
  }

  @Test
  void onlyTheWantedUsageAndTheFirstStepCount() {
    endpointHours(
        product("APN1-VpcEndpoint-Hours", "0.02"),
        product("APN1-CrossRegion-VpcEndpoint-Hours", "0.5"),
        product("APN1-VpcEndpoint-Hours-Other", "0.6"));
    assertThat(endpointHour(read()))
        .isInstanceOfSatisfying(
            Observed.Known.class, it -> assertThat(it.value()).isEqualTo(new BigDecimal("0.02")));
  }

  @Test
  void productsThatDisagreeAreNoPrice() {
    endpointHours(
        product("APN1-VpcEndpoint-Hours", "0.02"), product("APN1-VpcEndpoint-Hours", "0.03"));
    assertThat(endpointHour(read()))
        .isInstanceOfSatisfying(
            Observed.Unseen.class, it -> assertThat(it.detail()).contains("different prices"));
  }

  @Test
  void aProductWithoutAPriceIsNone() {
    endpointHours(product("APN1-VpcEndpoint-Hours", "free"));
    assertThat(endpointHour(read())).isInstanceOf(Observed.Absent.class);
  }

  @Test
  void otherPartitionsAreNotAsked() {
    List<PriceQuestion> questions = PriceQuestions.of(read().regions().getFirst());
    assertThat(PricingCollector.isOffered("aws")).isTrue();
    assertThat(PricingCollector.isOffered("aws-cn")).isFalse();
    assertThat(PricingCollector.notOffered(questions, "aws-cn"))
        .hasSameSizeAs(questions)
        .allMatch(it -> it.usd().outcome() == Outcome.NOT_CALLED);
  }

  @Test
  void aSnapshotKeepsThemAndDoesWithout() throws Exception {
    AccountSnapshot snapshot = read();
    Path file = folder.resolve("snapshot.json.gz");
    SnapshotFile.save(snapshot, file);
    AccountSnapshot loaded = SnapshotFile.load(file);
    assertThat(loaded).isEqualTo(snapshot);
    assertThat(PriceTable.listed(loaded).price(DemoFolder.TOKYO, PriceItem.PUBLIC_IPV4_HOUR))
        .isPresent();

    tools.jackson.databind.json.JsonMapper json = new tools.jackson.databind.json.JsonMapper();
    try (java.io.InputStream in = new java.util.zip.GZIPInputStream(Files.newInputStream(file))) {
      tools.jackson.databind.node.ObjectNode tree =
          (tools.jackson.databind.node.ObjectNode) json.readTree(in.readAllBytes());
      ((tools.jackson.databind.node.ObjectNode) tree.path("snapshot")).remove("listedPrices");
      Path older = folder.resolve("older.json");
      Files.writeString(older, tree.toString());
      assertThat(SnapshotFile.load(older).listedPrices()).isEmpty();
    }
  }
}
