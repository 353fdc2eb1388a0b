package dev.loginpath.identity;

import dev.loginpath.identity.Dimension.Region;
import dev.loginpath.network.AddressSet;
import dev.loginpath.policy.Condition;
import dev.loginpath.policy.Context;
import dev.loginpath.policy.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Keys that depend on no other key. */
final class SingleKeys {

  private static final String ABSENT = "absent";
  private static final String REMOTE_PORT = "ec2-instance-connect:remoteport";

  /** Keys that every request has. */
  private static final Set<String> ALWAYS_THERE =
      Set.of("ec2:osuser", REMOTE_PORT, "ec2-instance-connect:maxtunnelduration", "aws:useragent");

  /** A region, and what it holds: a label for each text that decides as its value does. */
  private record Alike(Region region, Set<String> labels) {}

  private final Regions regions;
  private final Context known;
  private final Principal principal;

  SingleKeys(Regions regions, Context known, Principal principal) {
    this.regions = regions;
    this.known = known;
    this.principal = principal;
  }

  Dimension cut(String key, String shown, List<Condition> conditions, boolean chosen) {
    if (conditions.stream().anyMatch(Condition::isSetWise)) {
      return sets(key, shown, conditions, chosen);
    }
    List<Condition> comparing = conditions.stream().filter(it -> !Regions.isPresence(it)).toList();
    if (!comparing.isEmpty() && comparing.stream().allMatch(Regions::isNumeric)) {
      return numeric(key, shown, conditions, chosen);
    }
    if (!comparing.isEmpty() && comparing.stream().allMatch(Regions::isAddress)) {
      return addresses(key, shown, conditions, chosen);
    }
    return texts(key, shown, conditions, chosen);
  }

  private Dimension numeric(String key, String shown, List<Condition> conditions, boolean chosen) {
    List<Region> all = new ArrayList<>();
    if (key.equals(REMOTE_PORT)) {
      // The service tunnels to no other port.
      for (String port : List.of("22", "3389")) {
        all.add(new Region(port, Map.of(key, Value.of(port))));
      }
    } else {
      all.addAll(regions.numbers(key, conditions));
    }
    addAbsent(key, all);
    return new Dimension(key, chosen, all, allowed -> shown + " " + labels(all, allowed));
  }

  private Dimension addresses(
      String key, String shown, List<Condition> conditions, boolean chosen) {
    List<Region> all = new ArrayList<>();
    for (AddressSet part : regions.addresses(conditions)) {
      all.add(new Region(part.brief(), Map.of(key, Value.of(part.first()))));
    }
    addAbsent(key, all);
    return new Dimension(key, chosen, all, allowed -> shown + " in " + labels(all, allowed));
  }

  private void addAbsent(String key, List<Region> all) {
    // A tag of a session may replace the role's, and not remove it.
    if (!ALWAYS_THERE.contains(key) && principal.context().get(key) == null) {
      all.add(new Region(ABSENT, Map.of(key, Value.ABSENT)));
    }
  }

  static String labels(List<Region> regions, BitSet allowed) {
    return allowed.stream()
        .mapToObj(it -> regions.get(it).label())
        .distinct()
        .collect(Collectors.joining(" or "));
  }

  /** Texts: each that is named, one for every pattern, and anything else. */
  private Dimension texts(String key, String shown, List<Condition> conditions, boolean chosen) {
    List<Region> all = new ArrayList<>();
    regions
        .candidates(conditions)
        .forEach((text, label) -> all.add(new Region(label, Map.of(key, Value.of(text)))));
    addAbsent(key, all);
    List<Alike> alike = alike(all, conditions);
    return dimension(key, chosen, alike, allowed -> named(shown, alike, allowed));
  }

  private Dimension sets(String key, String shown, List<Condition> conditions, boolean chosen) {
    List<Region> all = new ArrayList<>();
    Map<String, String> texts = regions.candidates(conditions);
    texts.forEach((text, label) ->
        all.add(
            new Region(
                label.equals(Regions.ELSE) ? "something else" : label,
                Map.of(key, Value.ofAll(List.of(text))))));
    all.add(new Region("all that is named", Map.of(key, Value.ofAll(List.copyOf(texts.keySet())))));
    all.add(new Region(ABSENT, Map.of(key, Value.ABSENT)));
    List<Alike> alike = alike(all, conditions);
    return dimension(
        key,
        chosen,
        alike,
        allowed -> shown + " holds " + labels(alike.stream().map(Alike::region).toList(), allowed));
  }

  private static Dimension dimension(
      String key,
      boolean chosen,
      List<Alike> alike,
      java.util.function.Function<BitSet, String> words) {
    return new Dimension(key, chosen, alike.stream().map(Alike::region).toList(), words);
  }

  /** Regions that no condition tells apart are one. */
  private List<Alike> alike(List<Region> all, List<Condition> conditions) {
    Map<String, Alike> bySignature = new LinkedHashMap<>();
    for (Region each : all) {
      String signature =
          conditions.stream()
              .map(it -> it.holds(known.with(each.values())).name())
              .collect(Collectors.joining(" "));
      bySignature
          .computeIfAbsent(signature, it -> new Alike(each, new LinkedHashSet<>()))
          .labels()
          .add(each.label());
    }
    return List.copyOf(bySignature.values());
  }

  private static String named(String shown, List<Alike> alike, BitSet allowed) {
    Set<String> in = new LinkedHashSet<>();
    Set<String> out = new LinkedHashSet<>();
    for (int region = 0; region < alike.size(); region++) {
      (allowed.get(region) ? in : out).addAll(alike.get(region).labels());
    }
    boolean other = in.remove(Regions.ELSE);
    boolean mayBeAbsent = in.remove(ABSENT);
    boolean present = out.remove(ABSENT);
    out.remove(Regions.ELSE);
    out.removeAll(in);
    if (!other) {
      String is = in.isEmpty() ? "" : shown + " is " + String.join(" or ", in);
      if (!mayBeAbsent) {
        return is;
      }
      return is.isEmpty() ? shown + " is absent" : is + " or absent";
    }
    String not = out.isEmpty() ? "" : " is not " + String.join(" or ", out);
    return shown
        + (present ? " is present" : "")
        + (not.isEmpty() ? "" : (present ? " and" : "") + not);
  }
}
