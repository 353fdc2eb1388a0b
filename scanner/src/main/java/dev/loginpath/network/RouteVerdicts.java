package dev.loginpath.network;

import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Verdict;
import java.util.List;
import java.util.Map;

/** What a route table says, as verdicts. */
final class RouteVerdicts {

  static final String NOT_EVALUATED =
      "A way back through a transit gateway, VPN, peering connection, core network or appliance is"
          + " not evaluated yet.";

  private static final List<String> NO_NETWORK_BEYOND = List.of("igw-", "eigw-", "nat-", "local");

  private RouteVerdicts() {}

  static Verdict noSubnet(Call call) {
    return Verdict.unknown(
        call, "the interface names no subnet", "The subnet of an interface is not told.");
  }

  static AddressSet beyond(Routes.Table table) {
    return targetsBeyond(table).stream()
        .map(it -> table.byTarget().getOrDefault(it, AddressSet.EMPTY))
        .reduce(AddressSet.EMPTY, AddressSet::union);
  }

  static List<String> targetsBeyond(Routes.Table table) {
    return table.byTarget().entrySet().stream()
        .filter(it -> !it.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .filter(it -> NO_NETWORK_BEYOND.stream().noneMatch(it::startsWith))
        .sorted()
        .toList();
  }

  static Verdict toInternet(Call call, Routes.Table table, AddressSet family) {
    Call about = call.about(table.id());
    if (!table.doubts().isEmpty()) {
      return Verdict.unknown(table.doubts());
    }
    AddressSet routed = table.to("igw-").intersect(family);
    if (!routed.isEmpty()) {
      return Verdict.met(about, "routes " + routed.brief() + " to an internet gateway");
    }
    if (!beyond(table).intersect(family).isEmpty()) {
      return Verdict.unknown(
          about,
          "leads to " + String.join(", ", targetsBeyond(table)) + " and no internet gateway",
          NOT_EVALUATED);
    }
    return Verdict.notMet(about, "has no route to an internet gateway");
  }
}
