package dev.loginpath.identity;

import dev.loginpath.identity.Dimension.Region;
import dev.loginpath.network.AddressSet;
import dev.loginpath.policy.Condition;
import dev.loginpath.policy.Context;
import dev.loginpath.policy.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Cuts what nobody knows of a call into regions, by the conditions that ask for it. */
final class Dimensions {

  private static final String MFA = "aws:multifactorauthpresent";
  private static final String MFA_AGE = "aws:multifactorauthage";
  private static final String ISSUED = "aws:tokenissuetime";

  /** The instance whose credentials make the call. */
  static final String INSTANCE = "ec2:sourceinstancearn";

  private static final String DELIVERY = "ec2:roledelivery";
  private static final String INSTANCE_VPC = "aws:ec2instancesourcevpc";
  private static final String INSTANCE_IP = "aws:ec2instancesourceprivateipv4";
  private static final Set<String> CREDENTIALS =
      Set.of(MFA, MFA_AGE, ISSUED, INSTANCE, DELIVERY, INSTANCE_VPC, INSTANCE_IP);
  private static final String SOURCE_IP = "aws:sourceip";
  private static final String SOURCE_VPCE = "aws:sourcevpce";
  private static final String SOURCE_VPC = "aws:sourcevpc";
  private static final String VPC_SOURCE_IP = "aws:vpcsourceip";
  private static final Set<String> NETWORK =
      Set.of(SOURCE_IP, SOURCE_VPCE, SOURCE_VPC, VPC_SOURCE_IP);
  private static final String CURRENT_TIME = "aws:currenttime";
  private static final String EPOCH_TIME = "aws:epochtime";
  private static final Set<String> CLOCK = Set.of(CURRENT_TIME, EPOCH_TIME);

  /** Keys whose regions are of another kind than texts, with the comparisons that these know. */
  private static final Map<String, Predicate<Condition>> ORDERED =
      Map.of(
          SOURCE_IP, Regions::isAddress,
          VPC_SOURCE_IP, Regions::isAddress,
          INSTANCE_IP, Regions::isAddress,
          MFA_AGE, Regions::isNumeric,
          DELIVERY, Regions::isNumeric,
          ISSUED, Regions::isDate,
          CURRENT_TIME, Regions::isDate,
          EPOCH_TIME, it -> Regions.isDate(it) || Regions.isNumeric(it));

  private final Principal principal;
  private final Context known;
  private final Regions regions;

  /** Open keys with the conditions that ask for them, spelled as the policies do. */
  private final SortedMap<String, List<Condition>> asked = new TreeMap<>();

  private final Map<String, String> spelling = new HashMap<>();
  private final SortedSet<String> uncut = new TreeSet<>();

  /**
   * For the calls of one principal.
   *
   * @param now when AWS was read: what is over by then does not count
   * @param known the keys whose values are known
   */
  Dimensions(Instant now, Principal principal, Context known) {
    this.principal = principal;
    this.known = known;
    this.regions = new Regions(now, known);
  }

  void add(Condition condition) {
    asked.computeIfAbsent(condition.key(), key -> new ArrayList<>()).add(condition);
    spelling.putIfAbsent(condition.key(), condition.spelledKey());
  }

  List<Dimension> cut(Collection<LoginAction> actions) {
    List<Dimension> dimensions = new ArrayList<>();
    if (asks(CREDENTIALS)) {
      dimensions.add(credentials());
    }
    if (asks(NETWORK)) {
      dimensions.add(network());
    }
    if (asks(CLOCK)) {
      dimensions.add(clock());
    }
    SingleKeys single = new SingleKeys(regions, known, principal);
    for (String key : asked.keySet()) {
      if (!CREDENTIALS.contains(key) && !NETWORK.contains(key) && !CLOCK.contains(key)) {
        boolean chosen = actions.stream().anyMatch(it -> KeyRole.of(key, it) == KeyRole.CHOSEN);
        dimensions.add(single.cut(key, spelling.getOrDefault(key, key), on(key), chosen));
      }
    }
    return dimensions;
  }

  /** Why some keys could not be cut and stay open. */
  Set<String> uncut() {
    return uncut;
  }

  /** Some of the keys are asked for, in ways that their regions tell apart. */
  private boolean asks(Set<String> keys) {
    boolean fit = true;
    for (String key : keys) {
      Predicate<Condition> fits = ORDERED.getOrDefault(key, it -> true);
      if (!on(key).stream().allMatch(it -> Regions.isPresence(it) || fits.test(it))) {
        uncut.add(spelling.getOrDefault(key, key) + " is compared as text, which is not followed");
        fit = false;
      }
    }
    return fit && keys.stream().anyMatch(asked::containsKey);
  }

  private List<Condition> on(String key) {
    return asked.getOrDefault(key, List.of());
  }

  // Credentials: an access key has neither MFA nor a time of issue, a session has both keys. Those
  // that an instance hands out tell the instance and have no MFA.

  private Dimension credentials() {
    List<Region> all = new ArrayList<>();
    Map<String, Value> none = new HashMap<>();
    CREDENTIALS.forEach(it -> none.put(it, Value.ABSENT));
    if (principal.isUser()) {
      all.add(new Region("with an access key alone", none));
    }
    for (Region issue : regions.moments(ISSUED, on(ISSUED), "issued")) {
      Map<String, Value> session = new HashMap<>(none);
      session.putAll(issue.values());
      session.put(MFA, Value.of("false"));
      all.add(new Region(joined("in a session without MFA", issue.label()), session));
      if (!principal.context().knows(INSTANCE)) {
        machines(session, issue.label(), all);
      }
      for (Region age : regions.numbers(MFA_AGE, on(MFA_AGE))) {
        Map<String, Value> with = new HashMap<>(session);
        with.put(MFA, Value.of("true"));
        with.putAll(age.values());
        String label = age.label().isEmpty() ? "with MFA" : "with MFA whose age is " + age.label();
        all.add(new Region(joined(label, issue.label()), with));
      }
    }
    return new Dimension("credentials", false, all, allowed -> SingleKeys.labels(all, allowed));
  }

  private void machines(Map<String, Value> session, String issued, List<Region> all) {
    for (Map.Entry<String, String> instance : regions.candidates(on(INSTANCE)).entrySet()) {
      for (Map.Entry<String, String> vpc : regions.candidates(on(INSTANCE_VPC)).entrySet()) {
        for (AddressSet address : regions.addresses(on(INSTANCE_IP))) {
          for (String delivery : List.of("1.0", "2.0")) {
            Map<String, Value> values = new HashMap<>(session);
            values.put(INSTANCE, Value.of(instance.getKey()));
            values.put(INSTANCE_VPC, Value.of(vpc.getKey()));
            values.put(INSTANCE_IP, Value.of(address.first()));
            values.put(DELIVERY, Value.of(delivery));
            String label =
                "with credentials of "
                    + (instance.getKey().equals(Regions.ELSE)
                        ? on(INSTANCE).isEmpty() ? "an instance" : "another instance"
                        : instance.getValue())
                    + (on(INSTANCE_VPC).isEmpty()
                        ? ""
                        : vpc.getKey().equals(Regions.ELSE)
                            ? " of another VPC"
                            : " of " + vpc.getValue())
                    + (on(INSTANCE_IP).isEmpty() ? "" : " at " + address.brief())
                    + (on(DELIVERY).isEmpty() ? "" : " by metadata service " + delivery);
            all.add(new Region(joined(label, issued), values));
          }
        }
      }
    }
  }

  private static String joined(String first, String second) {
    return second.isEmpty() ? first : first + ", " + second;
  }

  // Network: a call has a source address, or it passes a VPC endpoint and has none.

  private record Place(AddressSet addresses, String label) {}

  private Dimension network() {
    List<Region> all = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    for (AddressSet part : regions.addresses(on(SOURCE_IP))) {
      Map<String, Value> values = new HashMap<>();
      NETWORK.forEach(it -> values.put(it, Value.ABSENT));
      values.put(SOURCE_IP, Value.of(part.first()));
      all.add(new Region("", values));
      places.add(new Place(part, ""));
    }
    for (String endpoint : regions.candidates(on(SOURCE_VPCE)).keySet()) {
      for (String vpc : regions.candidates(on(SOURCE_VPC)).keySet()) {
        for (AddressSet inside : regions.addresses(on(VPC_SOURCE_IP))) {
          Map<String, Value> values = new HashMap<>();
          values.put(SOURCE_IP, Value.ABSENT);
          values.put(SOURCE_VPCE, Value.of(endpoint));
          values.put(SOURCE_VPC, Value.of(vpc));
          values.put(VPC_SOURCE_IP, Value.of(inside.first()));
          String label =
              (endpoint.equals(Regions.ELSE)
                      ? "through another VPC endpoint"
                      : "through VPC endpoint " + endpoint)
                  + (on(SOURCE_VPC).isEmpty()
                      ? ""
                      : vpc.equals(Regions.ELSE) ? " of another VPC" : " of " + vpc)
                  + (on(VPC_SOURCE_IP).isEmpty() ? "" : " from " + inside.brief());
          all.add(new Region(label, values));
          places.add(new Place(AddressSet.EMPTY, label));
        }
      }
    }
    return new Dimension("network", false, all, allowed -> from(places, allowed));
  }

  private static String from(List<Place> places, BitSet allowed) {
    AddressSet addresses = AddressSet.EMPTY;
    AddressSet refused = AddressSet.EMPTY;
    SortedSet<String> endpoints = new TreeSet<>();
    int endpointRegions = 0;
    for (int place = 0; place < places.size(); place++) {
      Place each = places.get(place);
      boolean isEndpoint = !each.label().isEmpty();
      endpointRegions += isEndpoint ? 1 : 0;
      if (!isEndpoint && allowed.get(place)) {
        addresses = addresses.union(each.addresses());
      } else if (!isEndpoint) {
        refused = refused.union(each.addresses());
      } else if (allowed.get(place)) {
        endpoints.add(each.label());
      }
    }
    String all = "through a VPC endpoint";
    String byEndpoint =
        endpoints.isEmpty()
            ? ""
            : endpoints.size() == endpointRegions ? all : String.join(" or ", endpoints);
    if (addresses.isEmpty()) {
      return byEndpoint;
    }
    if (refused.isEmpty()) {
      return byEndpoint.isEmpty()
          ? "not through a VPC endpoint"
          : "not through other VPC endpoints";
    }
    boolean fewer = refused.cidrs().size() < addresses.cidrs().size();
    String byAddress = fewer ? "not from " + refused.brief() : "from " + addresses.brief();
    return byEndpoint.isEmpty() ? byAddress : byAddress + " or " + byEndpoint;
  }

  // Time.

  private Dimension clock() {
    List<Condition> conditions = new ArrayList<>(on(CURRENT_TIME));
    conditions.addAll(on(EPOCH_TIME));
    List<Region> all = new ArrayList<>();
    for (Region each : regions.moments(CURRENT_TIME, conditions, "")) {
      Map<String, Value> values = new HashMap<>(each.values());
      Value time = values.get(CURRENT_TIME);
      if (time != null) {
        long seconds = Instant.parse(time.toString()).getEpochSecond();
        values.put(EPOCH_TIME, Value.of(Long.toString(seconds)));
      }
      all.add(new Region(each.label(), values));
    }
    return new Dimension("time", false, all, allowed -> SingleKeys.labels(all, allowed));
  }
}
