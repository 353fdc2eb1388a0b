package dev.loginpath.advice;

import dev.loginpath.scan.DemoAccount;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.SecurityGroup;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Puts endpoints for agents beside the instances with public addresses, which need them no more.
 */
final class OwnEndpoints {

  private record Place(String vpcId, String subnetId) {}

  private static final Map<String, Place> PLACES =
      Map.of(
          DemoFolder.TOKYO, new Place("vpc-01670a2f24f7fc10d", "subnet-086caabb8ecc70b96"),
          DemoFolder.VIRGINIA, new Place("vpc-03712c06db256d06f", "subnet-0494f52bb3a0750c6"));

  private static final String GROUP = "sg-0endpoints";

  private OwnEndpoints() {}

  static DemoAccount of(DemoAccount account, String region, List<String> services) {
    Place place = PLACES.getOrDefault(region, new Place("", ""));
    SecurityGroup group =
        new SecurityGroup(
            GROUP,
            "endpoints",
            Optional.of(place.vpcId()),
            DemoFolder.ACCOUNT,
            List.of(
                new GroupRule(
                    "tcp", Optional.of(443), Optional.of(443), new GroupRule.Range("0.0.0.0/0"))),
            List.of(),
            List.of(),
            List.of());
    List<VpcEndpoint> endpoints = services.stream().map(it -> endpoint(it, region, place)).toList();
    return account
        .change(region, "ec2.vpcEndpoints", with(endpoints))
        .change(region, "ec2.securityGroups", with(List.of(group)));
  }

  private static VpcEndpoint endpoint(String service, String region, Place place) {
    return new VpcEndpoint(
        "vpce-0" + service,
        place.vpcId(),
        "Interface",
        "com.amazonaws." + region + "." + service,
        "available",
        true,
        Optional.empty(),
        List.of(place.subnetId()),
        List.of(GROUP),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static <T> UnaryOperator<Observed<List<T>>> with(List<T> more) {
    return listed ->
        new Observed.Known<>(
            listed.call(), Stream.concat(Observed.items(listed).stream(), more.stream()).toList());
  }
}
