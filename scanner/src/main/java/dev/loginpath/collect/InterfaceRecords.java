package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.maybe;
import static dev.loginpath.collect.Answers.text;

import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.PrivateAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;

/**
 * Turns the three answers that tell an interface into records of one shape: the list of interfaces,
 * the interfaces of an instance, and what an instance says of its primary one.
 */
final class InterfaceRecords {

  private InterfaceRecords() {}

  static NetworkInterface listed(software.amazon.awssdk.services.ec2.model.NetworkInterface it) {
    Told told = new Told();
    it.privateIpAddresses()
        .forEach(each ->
            told.address(
                each.privateIpAddress(), Told.isTrue(each.primary()), front(each.association())));
    told.primary(it.privateIpAddress(), front(it.association()));
    told.ipv6(it.ipv6Addresses().stream().map(each -> maybe(each.ipv6Address())).toList());
    told.groups(it.groups());
    told.unless(it.hasPrivateIpAddresses(), NetworkInterface.Member.PRIVATE_ADDRESSES);
    told.unless(it.hasIpv6Addresses(), NetworkInterface.Member.IPV6_ADDRESSES);
    told.unless(it.hasGroups(), NetworkInterface.Member.GROUPS);
    told.unless(it.sourceDestCheck() != null, NetworkInterface.Member.SOURCE_DEST_CHECK);
    boolean attached = it.attachment() != null;
    return new NetworkInterface(
        Answers.required(it.networkInterfaceId(), "NetworkInterfaceId"),
        maybe(it.vpcId()),
        maybe(it.subnetId()),
        attached ? maybe(it.attachment().instanceId()) : Optional.empty(),
        attached ? Optional.ofNullable(it.attachment().deviceIndex()) : Optional.empty(),
        text(it.interfaceTypeAsString()),
        told.addresses(),
        told.ipv6(),
        told.groups(),
        Told.isTrue(it.denyAllIgwTraffic()),
        text(it.description()),
        it.sourceDestCheck() != null && !it.sourceDestCheck(),
        told.untold(),
        Optional.empty(),
        List.of(),
        !text(it.statusAsString()).equals("available"));
  }

  static NetworkInterface ofInstance(InstanceNetworkInterface it, String instanceId) {
    Told told = new Told();
    it.privateIpAddresses()
        .forEach(each ->
            told.address(
                each.privateIpAddress(), Told.isTrue(each.primary()), front(each.association())));
    told.primary(it.privateIpAddress(), front(it.association()));
    told.ipv6(it.ipv6Addresses().stream().map(each -> maybe(each.ipv6Address())).toList());
    told.groups(it.groups());
    told.unless(it.hasPrivateIpAddresses(), NetworkInterface.Member.PRIVATE_ADDRESSES);
    told.unless(it.hasIpv6Addresses(), NetworkInterface.Member.IPV6_ADDRESSES);
    told.unless(it.hasGroups(), NetworkInterface.Member.GROUPS);
    told.unless(it.sourceDestCheck() != null, NetworkInterface.Member.SOURCE_DEST_CHECK);
    told.unless(false, NetworkInterface.Member.DENY_ALL_IGW_TRAFFIC);
    return new NetworkInterface(
        text(it.networkInterfaceId()),
        maybe(it.vpcId()),
        maybe(it.subnetId()),
        Optional.of(instanceId),
        it.attachment() == null
            ? Optional.empty()
            : Optional.ofNullable(it.attachment().deviceIndex()),
        text(it.interfaceType()),
        told.addresses(),
        told.ipv6(),
        told.groups(),
        false,
        text(it.description()),
        it.sourceDestCheck() != null && !it.sourceDestCheck(),
        told.untold(),
        Optional.empty(),
        List.of(),
        true);
  }

  /** Only the first address of each family, and whether there are more is not told. */
  static Optional<NetworkInterface> primary(Instance it) {
    Told told = new Told();
    told.primary(
        it.privateIpAddress() == null && it.publicIpAddress() != null ? "" : it.privateIpAddress(),
        it.publicIpAddress() == null
            ? Optional.empty()
            : Optional.of(
                new Front(maybe(it.publicIpAddress()), Optional.empty(), true, Optional.empty())));
    told.ipv6(maybe(it.ipv6Address()).stream().map(Optional::of).toList());
    told.groups(it.securityGroups());
    told.unless(false, NetworkInterface.Member.PRIVATE_ADDRESSES);
    told.unless(false, NetworkInterface.Member.IPV6_ADDRESSES);
    told.unless(it.hasSecurityGroups(), NetworkInterface.Member.GROUPS);
    told.unless(false, NetworkInterface.Member.DENY_ALL_IGW_TRAFFIC);
    told.unless(it.sourceDestCheck() != null, NetworkInterface.Member.SOURCE_DEST_CHECK);
    boolean anything =
        it.subnetId() != null
            || it.vpcId() != null
            || !told.addresses().isEmpty()
            || it.hasSecurityGroups();
    return anything
        ? Optional.of(
            new NetworkInterface(
                "",
                maybe(it.vpcId()),
                maybe(it.subnetId()),
                maybe(it.instanceId()),
                Optional.of(0),
                "",
                told.addresses(),
                told.ipv6(),
                told.groups(),
                false,
                "",
                it.sourceDestCheck() != null && !it.sourceDestCheck(),
                told.untold(),
                Optional.empty(),
                List.of(),
                true))
        : Optional.empty();
  }

  /** What stands in front of an address; which one it is may be left out. */
  private record Front(
      Optional<String> publicIp,
      Optional<String> carrierIp,
      boolean customerOwned,
      Optional<String> allocationId) {}

  private static Optional<Front> front(@Nullable NetworkInterfaceAssociation it) {
    return Optional.ofNullable(it)
        .map(each ->
            new Front(
                maybe(each.publicIp()),
                maybe(each.carrierIp()),
                maybe(each.customerOwnedIp()).isPresent(),
                maybe(each.allocationId())));
  }

  private static Optional<Front> front(@Nullable InstanceNetworkInterfaceAssociation it) {
    return Optional.ofNullable(it)
        .map(each ->
            new Front(
                maybe(each.publicIp()),
                maybe(each.carrierIp()),
                maybe(each.customerOwnedIp()).isPresent(),
                Optional.empty()));
  }

  /** Gathers what an answer tells of one interface, and notes what it leaves out. */
  private static final class Told {

    private final TreeMap<String, Optional<Front>> fronts = new TreeMap<>();
    private final List<String> ipv6 = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final List<NetworkInterface.Member> untold = new ArrayList<>();
    private Optional<String> first = Optional.empty();

    static boolean isTrue(@Nullable Boolean flag) {
      return Answers.isTrue(flag);
    }

    void unless(boolean told, NetworkInterface.Member member) {
      if (!told) {
        untold.add(member);
      }
    }

    void address(@Nullable String address, boolean primary, Optional<Front> front) {
      if (address == null || address.isEmpty()) {
        untold.add(NetworkInterface.Member.PRIVATE_ADDRESSES);
        front.ifPresent(it -> untold.add(NetworkInterface.Member.PUBLIC_ADDRESS));
        return;
      }
      if (primary) {
        first = Optional.of(address);
      }
      fronts.merge(address, front, Told::either);
    }

    /** Told once more beside the list of addresses. */
    void primary(@Nullable String address, Optional<Front> front) {
      if (address != null && !address.isEmpty()) {
        first = Optional.of(address);
      }
      Optional<String> at =
          Optional.ofNullable(address)
              .or(() -> first)
              .or(() ->
                  fronts.size() == 1 ? Optional.of(fronts.firstKey()) : Optional.<String>empty());
      at.ifPresentOrElse(
          it -> fronts.merge(it, front, Told::either),
          () -> front.ifPresent(it -> untold.add(NetworkInterface.Member.PUBLIC_ADDRESS)));
    }

    private static Optional<Front> either(Optional<Front> one, Optional<Front> other) {
      if (one.isEmpty() || other.isEmpty()) {
        return one.or(() -> other);
      }
      return Optional.of(
          new Front(
              one.get().publicIp().or(other.get()::publicIp),
              one.get().carrierIp().or(other.get()::carrierIp),
              one.get().customerOwned() || other.get().customerOwned(),
              one.get().allocationId().or(other.get()::allocationId)));
    }

    void ipv6(List<Optional<String>> addresses) {
      addresses.forEach(it ->
          it.ifPresentOrElse(ipv6::add, () -> untold.add(NetworkInterface.Member.IPV6_ADDRESSES)));
    }

    void groups(List<GroupIdentifier> told) {
      told.forEach(it ->
          maybe(it.groupId())
              .ifPresentOrElse(groups::add, () -> untold.add(NetworkInterface.Member.GROUPS)));
    }

    /** What a carrier's network knows an address by is not of the internet, whoever repeats it. */
    List<PrivateAddress> addresses() {
      return fronts.entrySet().stream()
          .map(it -> {
            Optional<String> carrier = it.getValue().flatMap(Front::carrierIp);
            return new PrivateAddress(
                it.getKey(),
                it.getValue()
                    .flatMap(Front::publicIp)
                    .filter(ip -> !carrier.equals(Optional.of(ip))),
                carrier,
                Optional.empty(),
                first.map(it.getKey()::equals),
                it.getValue().flatMap(Front::allocationId));
          })
          .toList();
    }

    List<String> ipv6() {
      return ipv6.stream().sorted().toList();
    }

    List<String> groups() {
      return groups.stream().sorted().toList();
    }

    List<NetworkInterface.Member> untold() {
      boolean nameless =
          fronts.values().stream()
              .flatMap(Optional::stream)
              .anyMatch(
                  it -> it.publicIp().isEmpty() && it.carrierIp().isEmpty() && !it.customerOwned());
      if (nameless) {
        untold.add(NetworkInterface.Member.PUBLIC_ADDRESS);
      }
      return untold.stream().distinct().sorted(Comparator.naturalOrder()).toList();
    }
  }
}
