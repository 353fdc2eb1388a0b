package dev.loginpath.cost;

import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.ListedPrice;
import dev.loginpath.verdict.Observed;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Unit prices by region, each with its source and date. What is not in it has no price: never none,
 * and never that of another region.
 */
public final class PriceTable {

  public static final PriceTable EMPTY = new PriceTable(Map.of());

  static final String CURRENCY = "USD";

  private static final String BUILT_IN = "prices.json";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private record Key(String region, PriceItem item) {}

  private final Map<Key, UnitPrice> prices;

  private PriceTable(Map<Key, UnitPrice> prices) {
    this.prices = Map.copyOf(prices);
  }

  /** A file that cannot be used as a price table; the message is one line for the user. */
  public static final class UnusableException extends Exception {
    UnusableException(String message) {
      super(message);
    }
  }

  /** The prices that come with the program. */
  public static PriceTable builtIn() {
    return BuiltIn.TABLE;
  }

  /** Read once, when somebody asks. */
  private static final class BuiltIn {
    static final PriceTable TABLE = read();

    private static PriceTable read() {
      try (InputStream in = PriceTable.class.getResourceAsStream(BUILT_IN)) {
        if (in == null) {
          throw new IllegalStateException(BUILT_IN + " is missing from this build");
        }
        return parse(BUILT_IN, in.readAllBytes());
      } catch (IOException | UnusableException unreadable) {
        throw new IllegalStateException(BUILT_IN + " cannot be read", unreadable);
      }
    }
  }

  /** The prices of a file in the form of the built-in one. */
  public static PriceTable load(Path file) throws UnusableException {
    try {
      return parse(file.toString(), Files.readAllBytes(file));
    } catch (NoSuchFileException missing) {
      throw new UnusableException(file + " does not exist");
    } catch (IOException unreadable) {
      throw new UnusableException(file + " cannot be read: " + unreadable.getMessage());
    }
  }

  private static PriceTable parse(String name, byte[] json) throws UnusableException {
    JsonNode tree;
    try {
      tree = JSON.readTree(json);
    } catch (JacksonException broken) {
      throw new UnusableException(name + " is not JSON");
    }
    if (!tree.path("prices").isArray()) {
      throw new UnusableException(name + " is not a price table: it holds no list \"prices\"");
    }
    if (!tree.path("currency").asString("").equals(CURRENCY)) {
      throw new UnusableException(name + " is not a price table in " + CURRENCY + ": \"currency\"");
    }
    Map<Key, UnitPrice> prices = new HashMap<>();
    int row = 0;
    for (JsonNode each : tree.path("prices").values()) {
      row++;
      try {
        Key key = key(each);
        if (prices.put(key, price(each)) != null) {
          throw new UnusableException(
              key.item().name() + " of " + key.region() + " is there twice");
        }
      } catch (UnusableException wrong) {
        throw new UnusableException(name + ", price " + row + ": " + wrong.getMessage());
      }
    }
    return new PriceTable(prices);
  }

  private static Key key(JsonNode row) throws UnusableException {
    String item = text(row, "item");
    Optional<PriceItem> known = PriceItem.named(item);
    if (known.isEmpty()) {
      throw new UnusableException("item \"" + item + "\" is none of " + PriceItem.names());
    }
    return new Key(text(row, "region"), known.get());
  }

  private static UnitPrice price(JsonNode row) throws UnusableException {
    JsonNode usd = row.path("usd");
    if (!usd.isNumber() || usd.decimalValue().signum() < 0) {
      throw new UnusableException("\"usd\" must be a number, and not below 0");
    }
    try {
      return new UnitPrice(
          usd.decimalValue(), LocalDate.parse(text(row, "asOf")), text(row, "source"));
    } catch (DateTimeException unreadable) {
      throw new UnusableException("\"asOf\" must be a date such as 2026-11-23");
    }
  }

  private static String text(JsonNode row, String member) throws UnusableException {
    String text = row.path(member).asString("").strip();
    if (text.isEmpty()) {
      throw new UnusableException("\"" + member + "\" is missing");
    }
    return text;
  }

  /** The prices that AWS itself told when the account was read. */
  public static PriceTable listed(AccountSnapshot snapshot) {
    LocalDate asOf = LocalDate.ofInstant(snapshot.startedAt(), ZoneOffset.UTC);
    Map<Key, UnitPrice> prices = new HashMap<>();
    for (ListedPrice each : snapshot.listedPrices()) {
      Optional<PriceItem> item = PriceItem.named(each.question().item());
      if (item.isPresent() && each.usd() instanceof Observed.Known<BigDecimal> known) {
        prices.put(
            new Key(each.question().region(), item.get()),
            new UnitPrice(known.value(), asOf, known.call().toString()));
      }
    }
    return new PriceTable(prices);
  }

  /** Both, where the other one's prices win. */
  public PriceTable with(PriceTable override) {
    Map<Key, UnitPrice> merged = new HashMap<>(prices);
    merged.putAll(override.prices);
    return new PriceTable(merged);
  }

  public Optional<UnitPrice> price(String region, PriceItem item) {
    return Optional.ofNullable(prices.get(new Key(region, item)));
  }
}
