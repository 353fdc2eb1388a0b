package dev.loginpath.cost;

import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.PriceQuestion;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The unit prices that the paths of a region can need, as questions to the Price List. */
public final class PriceQuestions {

  private record Usage(PriceItem item, String serviceCode, String usageType) {}

  private static final List<Usage> USAGES =
      List.of(
          new Usage(PriceItem.INTERFACE_ENDPOINT_HOUR, "AmazonVPC", "VpcEndpoint-Hours"),
          new Usage(PriceItem.INTERFACE_ENDPOINT_GB, "AmazonVPC", "VpcEndpoint-Bytes"),
          new Usage(PriceItem.PUBLIC_IPV4_HOUR, "AmazonVPC", "PublicIPv4:InUseAddress"),
          new Usage(PriceItem.NAT_GATEWAY_HOUR, "AmazonEC2", "NatGateway-Hours"),
          new Usage(PriceItem.NAT_GATEWAY_GB, "AmazonEC2", "NatGateway-Bytes"),
          new Usage(PriceItem.LOGS_INGEST_GB, "AmazonCloudWatch", "DataProcessing-Bytes"),
          new Usage(PriceItem.LOGS_STORE_GB_MONTH, "AmazonCloudWatch", "TimedStorage-ByteHrs"),
          new Usage(PriceItem.S3_STORE_GB_MONTH, "AmazonS3", "TimedStorage-ByteHrs"),
          new Usage(PriceItem.KMS_KEY_MONTH, "awskms", "KMS-Keys"));

  private PriceQuestions() {}

  /** None for a region without instances; else every item, and every type that stands there. */
  public static List<PriceQuestion> of(RegionSnapshot region) {
    List<String> types =
        Stream.concat(
                Observed.items(region.ec2().instances()).stream()
                    .filter(Predicate.not(Instance::isTerminated))
                    .flatMap(it -> it.instanceType().stream()),
                Stream.of(PathCosts.SMALL_INSTANCE))
            .distinct()
            .sorted()
            .toList();
    return Observed.items(region.ec2().instances()).isEmpty()
        ? List.of()
        : Stream.concat(
                USAGES.stream().map(it -> question(region.name(), it)),
                types.stream().map(it -> question(region.name(), it)))
            .toList();
  }

  private static PriceQuestion question(String region, Usage usage) {
    return new PriceQuestion(
        region,
        usage.item().name(),
        usage.serviceCode(),
        new TreeMap<>(),
        Optional.of(usage.usageType()));
  }

  private static PriceQuestion question(String region, String instanceType) {
    SortedMap<String, String> attributes =
        new TreeMap<>(
            Map.of(
                "instanceType",
                instanceType,
                "operatingSystem",
                "Linux",
                "tenancy",
                "Shared",
                "preInstalledSw",
                "NA",
                "capacitystatus",
                "Used",
                "operation",
                "RunInstances"));
    return new PriceQuestion(
        region,
        PriceItem.instanceHour(instanceType).name(),
        "AmazonEC2",
        attributes,
        Optional.empty());
  }
}
