package dev.loginpath.identity;

import dev.loginpath.identity.Dimension.Region;
import dev.loginpath.network.AddressSet;
import dev.loginpath.policy.Condition;
import dev.loginpath.policy.Context;
import dev.loginpath.policy.Operator;
import dev.loginpath.policy.Scalars;
import dev.loginpath.policy.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Cuts what nobody knows of a call into regions, by the conditions that ask for it. */
final class Dimensions {

  private static final String MFA = "aws:multifactorauthpresent";
  private static final String MFA_AGE = "aws:multifactorauthage";
  private static final String ISSUED = "aws:tokenissuetime";
  private static final Set<String> CREDENTIALS = Set.of(MFA, MFA_AGE, ISSUED);
  private static final String SOURCE_IP = "aws:sourceip";
  private static final String SOURCE_VPCE = "aws:sourcevpce";
  private static final String SOURCE_VPC = "aws:sourcevpc";
  private static final String VPC_SOURCE_IP = "aws:vpcsourceip";
  private static final Set<String> NETWORK =
      Set.of(SOURCE_IP, SOURCE_VPCE, SOURCE_VPC, VPC_SOURCE_IP);
  private static final String CURRENT_TIME = "aws:currenttime";
  private static final String EPOCH_TIME = "aws:epochtime";
  private static final Set<String> CLOCK = Set.of(CURRENT_TIME, EPOCH_TIME);
  private static final String REMOTE_PORT = "ec2-instance-connect:remoteport";

  /** Keys that every request has. */
  private static final Set<String> ALWAYS_THERE =
      Set.of("ec2:osuser", REMOTE_PORT, "ec2-instance-connect:maxtunnelduration", "aws:useragent");

  private static final String ELSE = "\u0001anything-else";

  private final Instant now;
  private final boolean user;
  private final Context known;

  /** Open keys with the conditions that ask for them, spelled as the policies do. */
  private final SortedMap<String, List<Condition>> asked = new TreeMap<>();

  private final Map<String, String> spelling = new HashMap<>();

  /**
   * For the calls of one principal.
   *
   * @param now when AWS was read: what is over by then does not count
   * @param user it is a user, who may use an access key without a session
   * @param known the keys whose values are known
   */
  Dimensions(Instant now, boolean user, Context known) {
    this.now = now;
    this.user = user;
    this.known = known;
  }

  void add(Condition condition) {
    asked.computeIfAbsent(condition.key(), key -> new ArrayList<>()).add(condition);
    spelling.putIfAbsent(condition.key(), condition.spelledKey());
  }

  boolean isEmpty() {
    return asked.isEmpty();
  }

  List<Dimension> cut(LoginAction action) {
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
    for (String key : asked.keySet()) {
      if (!CREDENTIALS.contains(key) && !NETWORK.contains(key) && !CLOCK.contains(key)) {
        boolean chosen = KeyRole.of(key, action) == KeyRole.CHOSEN;
        dimensions.add(single(key, chosen));
      }
    }
    return dimensions;
  }

  private boolean asks(Set<String> keys) {
    return keys.stream().anyMatch(asked::containsKey);
  }

  private List<Condition> on(String key) {
    return asked.getOrDefault(key, List.of());
  }

  // Credentials: an access key has neither MFA nor a time of issue, a session has both keys.

  private Dimension credentials() {
    List<Region> regions = new ArrayList<>();
    if (user) {
      Map<String, Value> none = new HashMap<>();
      CREDENTIALS.forEach(it -> none.put(it, Value.ABSENT));
      regions.add(new Region("with an access key alone", none));
    }
    List<Region> issues = moments(ISSUED, on(ISSUED), "issued", now);
    for (Region issue : issues) {
      Map<String, Value> without = new HashMap<>(issue.values());
      without.put(MFA, Value.of("false"));
      without.put(MFA_AGE, Value.ABSENT);
      regions.add(new Region(joined("in a session without MFA", issue.label()), without));
      for (Region age : numbers(MFA_AGE, on(MFA_AGE), BigDecimal.ZERO)) {
        Map<String, Value> with = new HashMap<>(issue.values());
        with.put(MFA, Value.of("true"));
        with.putAll(age.values());
        String label = age.label().isEmpty() ? "with MFA" : "with MFA whose age is " + age.label();
        regions.add(new Region(joined(label, issue.label()), with));
      }
    }
    return new Dimension("credentials", false, regions, allowed -> labels(regions, allowed));
  }

  private static String joined(String first, String second) {
    return second.isEmpty() ? first : first + ", " + second;
  }

  private static String labels(List<Region> regions, BitSet allowed) {
    return allowed.stream()
        .mapToObj(it -> regions.get(it).label())
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  // Network: a call has a source address, or it passes a VPC endpoint and has none.

  private record Place(AddressSet addresses, String label) {}

  private Dimension network() {
    List<Region> regions = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    for (AddressSet part : parts(on(SOURCE_IP))) {
      Map<String, Value> values = new HashMap<>();
      NETWORK.forEach(it -> values.put(it, Value.ABSENT));
      values.put(SOURCE_IP, Value.of(part.first()));
      regions.add(new Region("", values));
      places.add(new Place(part, ""));
    }
    for (String endpoint : candidates(on(SOURCE_VPCE))) {
      for (String vpc : candidates(on(SOURCE_VPC))) {
        for (AddressSet inside : parts(on(VPC_SOURCE_IP))) {
          Map<String, Value> values = new HashMap<>();
          values.put(SOURCE_IP, Value.ABSENT);
          values.put(SOURCE_VPCE, Value.of(endpoint));
          values.put(SOURCE_VPC, Value.of(vpc));
          values.put(VPC_SOURCE_IP, Value.of(inside.first()));
          String label =
              (endpoint.equals(ELSE)
                      ? "through another VPC endpoint"
                      : "through VPC endpoint " + endpoint)
                  + (on(SOURCE_VPC).isEmpty()
                      ? ""
                      : vpc.equals(ELSE) ? " of another VPC" : " of " + vpc)
                  + (on(VPC_SOURCE_IP).isEmpty() ? "" : " from " + inside.brief());
          regions.add(new Region(label, values));
          places.add(new Place(AddressSet.EMPTY, label));
        }
      }
    }
    return new Dimension("network", false, regions, allowed -> from(places, allowed));
  }

  /** The address space by the ranges that conditions name. */
  private List<AddressSet> parts(List<Condition> conditions) {
    List<AddressSet> parts = new ArrayList<>(List.of(AddressSet.ALL_IPV4, AddressSet.ALL_IPV6));
    for (String text : values(conditions)) {
      AddressSet range = AddressSet.parse(text).orElse(AddressSet.EMPTY);
      List<AddressSet> finer = new ArrayList<>();
      for (AddressSet part : parts) {
        finer.add(part.intersect(range));
        finer.add(part.minus(range));
      }
      parts = finer.stream().filter(it -> !it.isEmpty()).distinct().toList();
    }
    return parts;
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
    List<Region> regions = new ArrayList<>();
    for (Region each : moments(CURRENT_TIME, conditions, "", now)) {
      Map<String, Value> values = new HashMap<>(each.values());
      Value time = values.get(CURRENT_TIME);
      if (time != null) {
        values.put(EPOCH_TIME, time);
      }
      regions.add(new Region(each.label(), values));
    }
    return new Dimension("time", false, regions, allowed -> labels(regions, allowed));
  }

  /** Points and gaps from {@code now} on. */
  private List<Region> moments(String key, List<Condition> conditions, String word, Instant now) {
    SortedSet<Instant> points = new TreeSet<>();
    for (String text : values(conditions)) {
      Scalars.instant(text).ifPresent(points::add);
    }
    points.removeIf(it -> it.isBefore(now));
    List<Region> regions = new ArrayList<>();
    String prefix = word.isEmpty() ? "" : word + " ";
    Instant last = now;
    for (Instant point : points) {
      if (point.isAfter(last)) {
        Instant between =
            last.plusSeconds(Math.max(1, (point.getEpochSecond() - last.getEpochSecond()) / 2));
        if (between.isBefore(point)) {
          regions.add(
              moment(
                  key,
                  between,
                  prefix
                      + (last.equals(now)
                          ? "before " + point
                          : "between " + last + " and " + point)));
        }
      }
      regions.add(moment(key, point, prefix + "at " + point));
      last = point;
    }
    regions.add(moment(key, last.plusSeconds(1), points.isEmpty() ? "" : prefix + "after " + last));
    return regions;
  }

  private static Region moment(String key, Instant at, String label) {
    return new Region(label, Map.of(key, Value.of(at.toString())));
  }

  // Every other key by itself.

  private Dimension single(String key, boolean chosen) {
    List<Condition> conditions = on(key);
    String shown = spelling.getOrDefault(key, key);
    if (conditions.stream().anyMatch(Condition::isSetWise)) {
      return sets(key, shown, conditions, chosen);
    }
    if (conditions.stream().allMatch(Dimensions::isNumeric)) {
      return numeric(key, shown, conditions, chosen);
    }
    if (conditions.stream().allMatch(it -> isAddress(it))) {
      return addresses(key, shown, conditions, chosen);
    }
    return texts(key, shown, conditions, chosen);
  }

  private static boolean isNumeric(Condition condition) {
    return condition.operator().filter(it -> it.word().startsWith("Numeric")).isPresent();
  }

  private static boolean isAddress(Condition condition) {
    return condition
        .operator()
        .filter(it -> it == Operator.IP_ADDRESS || it == Operator.NOT_IP_ADDRESS)
        .isPresent();
  }

  private Dimension numeric(String key, String shown, List<Condition> conditions, boolean chosen) {
    List<Region> regions = new ArrayList<>();
    if (key.equals(REMOTE_PORT)) {
      // The service tunnels to no other port.
      for (String port : List.of("22", "3389")) {
        regions.add(new Region(port, Map.of(key, Value.of(port))));
      }
    } else {
      regions.addAll(numbers(key, conditions, BigDecimal.ZERO));
    }
    absent(key).ifPresent(regions::add);
    return new Dimension(key, chosen, regions, allowed -> shown + " " + labels(regions, allowed));
  }

  private List<Region> numbers(String key, List<Condition> conditions, BigDecimal from) {
    SortedSet<BigDecimal> points = new TreeSet<>();
    for (String text : values(conditions)) {
      if (text.strip().matches("-?[0-9]{1,15}(\\.[0-9]{1,9})?")) {
        points.add(new BigDecimal(text.strip()));
      }
    }
    points.removeIf(it -> it.compareTo(from) < 0);
    List<Region> regions = new ArrayList<>();
    BigDecimal last = from;
    for (BigDecimal point : points) {
      if (point.compareTo(last) > 0) {
        BigDecimal below = point.subtract(BigDecimal.ONE);
        if (below.compareTo(last) > 0
            || (below.compareTo(last) == 0 && last.compareTo(from) == 0)) {
          String label =
              last.compareTo(from) == 0
                  ? "less than " + point.toPlainString()
                  : "between " + last.toPlainString() + " and " + point.toPlainString();
          regions.add(new Region(label, Map.of(key, Value.of(below.toPlainString()))));
        }
      }
      regions.add(new Region(point.toPlainString(), Map.of(key, Value.of(point.toPlainString()))));
      last = point;
    }
    String label = points.isEmpty() ? "" : "more than " + last.toPlainString();
    regions.add(new Region(label, Map.of(key, Value.of(last.add(BigDecimal.ONE).toPlainString()))));
    return regions;
  }

  private Dimension addresses(
      String key, String shown, List<Condition> conditions, boolean chosen) {
    List<Region> regions = new ArrayList<>();
    for (AddressSet part : parts(conditions)) {
      regions.add(new Region(part.brief(), Map.of(key, Value.of(part.first()))));
    }
    absent(key).ifPresent(regions::add);
    return new Dimension(
        key, chosen, regions, allowed -> shown + " in " + labels(regions, allowed));
  }

  private static Optional<Region> absent(String key) {
    return ALWAYS_THERE.contains(key)
        ? Optional.empty()
        : Optional.of(new Region("absent", Map.of(key, Value.ABSENT)));
  }

  /** Texts: each that is named, one for every pattern, and anything else. */
  private Dimension texts(String key, String shown, List<Condition> conditions, boolean chosen) {
    List<Region> regions = new ArrayList<>();
    for (String candidate : candidates(conditions)) {
      regions.add(new Region(candidate, Map.of(key, Value.of(candidate))));
    }
    absent(key).ifPresent(regions::add);
    return new Dimension(
        key,
        chosen,
        alike(regions, conditions),
        allowed -> named(shown, alike(regions, conditions), allowed));
  }

  /** Regions that no condition tells apart are one. */
  private List<Region> alike(List<Region> regions, List<Condition> conditions) {
    Map<String, Region> bySignature = new LinkedHashMap<>();
    for (Region each : regions) {
      String signature =
          conditions.stream()
              .map(it -> it.holds(known.with(each.values())).name())
              .collect(Collectors.joining(" "));
      bySignature.putIfAbsent(signature, each);
    }
    return List.copyOf(bySignature.values());
  }

  private static String named(String shown, List<Region> regions, BitSet allowed) {
    List<String> in = new ArrayList<>();
    List<String> out = new ArrayList<>();
    boolean other = false;
    boolean mayBeAbsent = false;
    boolean hasAbsent = false;
    for (int region = 0; region < regions.size(); region++) {
      String label = regions.get(region).label();
      boolean isIn = allowed.get(region);
      if (label.equals(ELSE)) {
        other = isIn;
      } else if (label.equals("absent")) {
        hasAbsent = true;
        mayBeAbsent = isIn;
      } else {
        (isIn ? in : out).add(label);
      }
    }
    if (!other) {
      String is = in.isEmpty() ? "" : shown + " is " + String.join(" or ", in);
      if (!mayBeAbsent) {
        return is;
      }
      return is.isEmpty() ? shown + " is absent" : is + " or absent";
    }
    String not = out.isEmpty() ? "" : " is not " + String.join(" or ", out);
    boolean present = hasAbsent && !mayBeAbsent;
    return shown
        + (present ? " is present" : "")
        + (not.isEmpty() ? "" : (present ? " and" : "") + not);
  }

  private Dimension sets(String key, String shown, List<Condition> conditions, boolean chosen) {
    List<Region> regions = new ArrayList<>();
    Set<String> literals = candidates(conditions);
    for (String each : literals) {
      regions.add(
          new Region(
              each.equals(ELSE) ? "something else" : each,
              Map.of(key, Value.ofAll(List.of(each)))));
    }
    regions.add(new Region("all that is named", Map.of(key, Value.ofAll(List.copyOf(literals)))));
    regions.add(new Region("absent", Map.of(key, Value.ABSENT)));
    List<Region> distinct = alike(regions, conditions);
    return new Dimension(
        key, chosen, distinct, allowed -> shown + " holds " + labels(distinct, allowed));
  }

  /** Texts that tell the conditions apart: what they name, and witnesses of their patterns. */
  private Set<String> candidates(List<Condition> conditions) {
    Set<String> candidates = new LinkedHashSet<>();
    List<String> patterns = new ArrayList<>();
    for (Condition condition : conditions) {
      boolean glob =
          condition
              .operator()
              .filter(it -> it.word().contains("Like") || it.word().startsWith("Arn"))
              .isPresent();
      boolean bool = condition.operator().equals(Optional.of(Operator.BOOL));
      for (String value : condition.valuesIn(known)) {
        if (glob && (value.contains("*") || value.contains("?"))) {
          patterns.add(value);
        } else if (!condition.operator().equals(Optional.of(Operator.NULL))) {
          candidates.add(value);
        }
      }
      if (bool) {
        candidates.add("true");
        candidates.add("false");
      }
    }
    for (String pattern : patterns) {
      String plain = pattern.replace('?', 'x');
      candidates.add(plain.replace("*", ""));
      candidates.add(plain.replace("*", "x"));
      for (String other : patterns) {
        candidates.add(plain.replace("*", other.replace('?', 'x').replace("*", "x")));
      }
    }
    boolean onlyBool =
        !conditions.isEmpty()
            && conditions.stream().allMatch(it -> it.operator().equals(Optional.of(Operator.BOOL)));
    if (!onlyBool) {
      candidates.add(ELSE);
    }
    return candidates;
  }

  private Set<String> values(List<Condition> conditions) {
    Set<String> values = new TreeSet<>();
    conditions.stream()
        .filter(it -> !it.operator().equals(Optional.of(Operator.NULL)))
        .forEach(it -> values.addAll(it.valuesIn(known)));
    return values;
  }
}
