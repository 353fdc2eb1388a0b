package dev.loginpath.cost;

import java.util.List;
import java.util.Optional;

/** A kind of thing that has a unit price, by its name in the price table. */
public record PriceItem(String name) {

  public static final PriceItem INTERFACE_ENDPOINT_HOUR = new PriceItem("interface-endpoint-hour");
  public static final PriceItem INTERFACE_ENDPOINT_GB = new PriceItem("interface-endpoint-gb");
  public static final PriceItem PUBLIC_IPV4_HOUR = new PriceItem("public-ipv4-hour");
  public static final PriceItem NAT_GATEWAY_HOUR = new PriceItem("nat-gateway-hour");
  public static final PriceItem NAT_GATEWAY_GB = new PriceItem("nat-gateway-gb");
  public static final PriceItem LOGS_INGEST_GB = new PriceItem("logs-ingest-gb");
  public static final PriceItem LOGS_STORE_GB_MONTH = new PriceItem("logs-store-gb-month");
  public static final PriceItem S3_STORE_GB_MONTH = new PriceItem("s3-store-gb-month");
  public static final PriceItem KMS_KEY_MONTH = new PriceItem("kms-key-month");

  private static final String INSTANCE_HOUR = "instance-hour:";

  private static final List<PriceItem> NAMED =
      List.of(
          INTERFACE_ENDPOINT_HOUR,
          INTERFACE_ENDPOINT_GB,
          PUBLIC_IPV4_HOUR,
          NAT_GATEWAY_HOUR,
          NAT_GATEWAY_GB,
          LOGS_INGEST_GB,
          LOGS_STORE_GB_MONTH,
          S3_STORE_GB_MONTH,
          KMS_KEY_MONTH);

  /** An hour of an instance type with Linux, on demand. */
  public static PriceItem instanceHour(String type) {
    return new PriceItem(INSTANCE_HOUR + type);
  }

  /** The item of that name; empty where no path costs any such thing. */
  static Optional<PriceItem> named(String name) {
    boolean instance = name.matches(INSTANCE_HOUR + "[a-z0-9-]+\\.[a-z0-9-]+");
    return instance
        ? Optional.of(new PriceItem(name))
        : NAMED.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** The names that a price table may hold. */
  static String names() {
    return String.join(", ", NAMED.stream().map(PriceItem::name).toList())
        + ", "
        + INSTANCE_HOUR
        + "TYPE";
  }
}
