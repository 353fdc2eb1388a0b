package dev.loginpath.joined;

import dev.loginpath.snapshot.Instance;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PrivateAddress;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The interfaces of a region as three answers tell them: {@code DescribeNetworkInterfaces} lists
 * them, {@code DescribeInstances} tells those of each instance, and each instance says the first
 * addresses and the groups of its primary one beside. The lists were read at different times: an
 * interface that only one complete list has is in doubt.
 */
public final class JoinedInterfaces {

  private static final String ELSEWHERE =
      "ec2:DescribeInstances tells a network interface of the instance that"
          + " ec2:DescribeNetworkInterfaces does not list or attaches elsewhere.";
  private static final String ATTACHED_SINCE =
      "ec2:DescribeNetworkInterfaces attaches a network interface to the instance that"
          + " ec2:DescribeInstances does not tell.";
  private static final String UNTOLD = "The network interfaces of the instance are not told.";
  private static final String ADRIFT =
      "ec2:DescribeInstances tells a public address of the instance that none of its network"
          + " interfaces has.";

  private final Observed<List<NetworkInterface>> listed;
  private final Call instancesCall;
  private final Map<String, NetworkInterface> interfaces = new LinkedHashMap<>();
  private final Map<String, List<String>> attached = new LinkedHashMap<>();
  private final Map<String, NetworkInterface> added = new TreeMap<>();
  private final List<Instance> instances = new ArrayList<>();

  private JoinedInterfaces(
      Observed<List<Instance>> instances, Observed<List<NetworkInterface>> listed) {
    this.listed = listed;
    this.instancesCall = instances.call();
    for (NetworkInterface each : Observed.items(listed)) {
      interfaces.putIfAbsent(each.id(), each);
      each.instanceId()
          .ifPresent(it -> attached.computeIfAbsent(it, id -> new ArrayList<>()).add(each.id()));
    }
    Observed.items(instances).forEach(it -> this.instances.add(it.isTerminated() ? it : join(it)));
  }

  /** Reads the answers as one. */
  public static JoinedInterfaces of(
      Observed<List<Instance>> instances, Observed<List<NetworkInterface>> listed) {
    return new JoinedInterfaces(instances, listed);
  }

  /** The instances, each with the interfaces that it surely has, and why there may be more. */
  public List<Instance> instances() {
    return List.copyOf(instances);
  }

  /** Those that were listed, and those of instances where not all were. */
  public List<NetworkInterface> interfaces() {
    List<NetworkInterface> all = new ArrayList<>(interfaces.values());
    all.addAll(added.values());
    return List.copyOf(all);
  }

  private Instance join(Instance instance) {
    List<String> doubts = new ArrayList<>();
    SortedMap<String, Optional<NetworkInterface>> told = told(instance);
    List<String> byList = attached.getOrDefault(instance.id(), List.of());
    if (told.isEmpty()) {
      byList.forEach(it -> told.put(it, Optional.empty()));
      boolean complete = !byList.isEmpty() && Observed.gap(listed).isEmpty();
      if (!complete) {
        doubts.add(UNTOLD);
        instance.primary().ifPresent(it -> told.putIfAbsent(name(it, instance), Optional.of(it)));
      }
    } else if (!told.keySet().containsAll(byList)) {
      doubts.add(ATTACHED_SINCE);
    }
    List<String> ids = new ArrayList<>();
    told.forEach((id, ofInstance) -> {
      if (isElsewhere(id, instance)) {
        doubts.add(ELSEWHERE);
      } else {
        ids.add(id);
        keep(id, ofInstance, instance);
      }
    });
    Optional<NetworkInterface> primary = joinPrimary(instance, ids, doubts);
    return Told.joined(instance, primary, ids, doubts);
  }

  /** The interfaces by id, with what the instance tells of each. */
  private SortedMap<String, Optional<NetworkInterface>> told(Instance instance) {
    SortedMap<String, Optional<NetworkInterface>> told = new TreeMap<>();
    instance.networkInterfaceIds().forEach(it -> told.put(it, Optional.empty()));
    for (NetworkInterface each : instance.interfaces()) {
      told.put(each.id().isEmpty() ? name(each, instance) : each.id(), Optional.of(each));
    }
    return told;
  }

  /** The id of an interface that is told without: its addresses find it in the list. */
  private String name(NetworkInterface nameless, Instance instance) {
    return interfaces.values().stream()
        .filter(it -> it.instanceId().filter(id -> !id.equals(instance.id())).isEmpty())
        .filter(it -> sharesAddress(it, nameless))
        .map(NetworkInterface::id)
        .findFirst()
        .orElse(instance.id());
  }

  private static boolean sharesAddress(NetworkInterface one, NetworkInterface other) {
    boolean samePlace =
        one.subnetId().isEmpty()
            || other.subnetId().isEmpty()
            || one.subnetId().equals(other.subnetId());
    return samePlace
        && one.privateAddresses().stream()
            .map(PrivateAddress::address)
            .anyMatch(it -> hasAddress(other, it));
  }

  private static boolean hasAddress(NetworkInterface it, String address) {
    return it.privateAddresses().stream().anyMatch(each -> each.address().equals(address));
  }

  private boolean isElsewhere(String id, Instance instance) {
    NetworkInterface inList = interfaces.get(id);
    return inList == null
        ? Observed.gap(listed).isEmpty()
        : inList.instanceId().filter(it -> !it.equals(instance.id())).isPresent();
  }

  private void keep(String id, Optional<NetworkInterface> ofInstance, Instance instance) {
    NetworkInterface inList = interfaces.get(id);
    if (inList != null) {
      NetworkInterface own = Told.attachedTo(instance.id(), inList);
      interfaces.put(
          id,
          ofInstance
              .map(it -> SameInterface.join(own, listed.call(), it, instancesCall))
              .orElse(own));
    } else {
      ofInstance.ifPresent(it -> added.put(id, Told.by(instancesCall, id, it)));
    }
  }

  /** What the instance says itself belongs to the interface that it was launched with. */
  private Optional<NetworkInterface> joinPrimary(
      Instance instance, List<String> ids, List<String> doubts) {
    List<NetworkInterface> own =
        ids.stream().flatMap(it -> Optional.ofNullable(find(it)).stream()).toList();
    Optional<NetworkInterface> primary =
        own.stream()
            .filter(it -> it.deviceIndex().filter(index -> index == 0).isPresent())
            .findFirst()
            .or(() ->
                own.stream()
                    .filter(it -> it.deviceIndex().isEmpty())
                    .filter(it ->
                        ids.size() == 1
                            || instance.primary().filter(p -> sharesAddress(it, p)).isPresent())
                    .findFirst());
    Optional<NetworkInterface> joined =
        primary.map(it ->
            instance
                .primary()
                .map(self ->
                    SameInterface.join(it, it.told().orElse(listed.call()), self, instancesCall))
                .orElseGet(() -> Told.first(it)));
    joined.ifPresent(it -> (interfaces.containsKey(it.id()) ? interfaces : added).put(it.id(), it));
    boolean placed =
        instance.primary().stream()
            .flatMap(it -> it.privateAddresses().stream())
            .flatMap(it -> it.publicAddress().stream())
            .allMatch(it -> ids.stream().anyMatch(id -> isInFront(it, find(id))));
    if (!placed && joined.filter(it -> !it.doubts().isEmpty()).isEmpty()) {
      doubts.add(ADRIFT);
    }
    return joined;
  }

  private static boolean isInFront(String address, @Nullable NetworkInterface of) {
    return of != null
        && of.privateAddresses().stream()
            .anyMatch(it ->
                it.publicAddress().filter(address::equals).isPresent()
                    || it.carrierAddress().filter(address::equals).isPresent());
  }

  private @Nullable NetworkInterface find(String id) {
    NetworkInterface inList = interfaces.get(id);
    return inList == null ? added.get(id) : inList;
  }
}
