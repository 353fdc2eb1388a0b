package dev.loginpath.collect;

import dev.loginpath.report.Outcome;
import dev.loginpath.snapshot.ListedPrice;
import dev.loginpath.snapshot.PriceQuestion;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the Price List for on-demand unit prices. See <a
 * href="https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html">GetProducts</a>.
 */
final class PricingCollector {

  static final Set<String> ACTIONS = Set.of("pricing:GetProducts");

  /** The Price List is answered in few regions, for all; this one has every product. */
  static final String REGION = "us-east-1";

  private static final String PARTITION = "aws";
  private static final String GLOBAL = "aws-global";
  private static final int PAGE = 100;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final PricingClient pricing;

  PricingCollector(PricingClient pricing) {
    this.pricing = pricing;
  }

  /** Other partitions have price lists of their own, in other currencies or none at all. */
  static List<ListedPrice> notOffered(List<PriceQuestion> questions, String partition) {
    return questions.stream()
        .map(it ->
            new ListedPrice(
                it,
                Observe.notCalled(
                    call(it), "the Price List in US dollars does not hold partition " + partition)))
        .toList();
  }

  static boolean isOffered(String partition) {
    return partition.equals(PARTITION);
  }

  List<ListedPrice> collect(List<PriceQuestion> questions) {
    return questions.stream().map(it -> new ListedPrice(it, price(it))).toList();
  }

  private static Call call(PriceQuestion question) {
    return new Call("pricing:GetProducts", GLOBAL, question.item() + " of " + question.region());
  }

  /** One product is meant; where the filters leave several, they must agree. */
  private Observed<BigDecimal> price(PriceQuestion question) {
    Call call = call(question);
    Observed<List<BigDecimal>> prices =
        Observe.pages(
            call,
            () ->
                pricing
                    .getProductsPaginator(it ->
                        it.serviceCode(question.serviceCode())
                            .filters(filters(question))
                            .maxResults(PAGE))
                    .iterator(),
            page -> page.priceList().stream().flatMap(it -> prices(it, question).stream()).toList(),
            BigDecimal::toPlainString);
    return switch (prices) {
      case Observed.Known<List<BigDecimal>> known -> agreed(call, known.value());
      case Observed.Absent<List<BigDecimal>> absent -> new Observed.Absent<>(call);
      case Observed.Unseen<List<BigDecimal>> unseen ->
          new Observed.Unseen<>(call, unseen.outcome(), unseen.detail());
    };
  }

  private static Observed<BigDecimal> agreed(Call call, List<BigDecimal> prices) {
    List<BigDecimal> different = prices.stream().distinct().toList();
    return switch (different.size()) {
      case 0 -> new Observed.Absent<>(call);
      case 1 -> new Observed.Known<>(call, different.getFirst());
      default ->
          new Observed.Unseen<>(
              call, Outcome.ERROR, different.size() + " products with different prices match");
    };
  }

  private static List<Filter> filters(PriceQuestion question) {
    List<Filter> filters = new ArrayList<>();
    filters.add(filter(FilterType.TERM_MATCH, "regionCode", question.region()));
    question
        .attributes()
        .forEach((field, value) -> filters.add(filter(FilterType.TERM_MATCH, field, value)));
    question.usageType().ifPresent(it -> filters.add(filter(FilterType.CONTAINS, "usagetype", it)));
    return filters;
  }

  private static Filter filter(FilterType type, String field, String value) {
    return Filter.builder().type(type).field(field).value(value).build();
  }

  /** The first step of every on-demand price of a product, which comes as JSON in a text. */
  private static List<BigDecimal> prices(String product, PriceQuestion question) {
    try {
      JsonNode tree = JSON.readTree(product);
      String usageType = tree.path("product").path("attributes").path("usagetype").asString("");
      if (question.usageType().isPresent()
          && !isOf(usageType, question.usageType().get(), question.region())) {
        return List.of();
      }
      return tree.path("terms").path("OnDemand").values().stream()
          .flatMap(it -> it.path("priceDimensions").values().stream())
          .filter(it -> it.path("beginRange").asString("0").equals("0"))
          .flatMap(it -> usd(it.path("pricePerUnit").path("USD")).stream())
          .toList();
    } catch (JacksonException unreadable) {
      throw SdkException.builder().message("the Price List's answer is not JSON").build();
    }
  }

  /** A usage type begins with a short name of its region, but for the oldest one. */
  private static boolean isOf(String usageType, String wanted, String region) {
    if (!usageType.endsWith(wanted)) {
      return false;
    }
    String prefix = usageType.substring(0, usageType.length() - wanted.length());
    return prefix.equals(region + "-") || prefix.matches("([A-Z]+[0-9]*-)?");
  }

  private static Optional<BigDecimal> usd(JsonNode amount) {
    return Stream.of(amount.asString(""))
        .filter(it -> it.matches("[0-9]{1,12}(\\.[0-9]{1,18})?"))
        .map(BigDecimal::new)
        .map(BigDecimal::stripTrailingZeros)
        .map(it -> it.scale() < 0 ? it.setScale(0) : it)
        .findFirst();
  }
}
