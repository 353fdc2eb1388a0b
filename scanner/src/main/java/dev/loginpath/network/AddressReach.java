package dev.loginpath.network;

import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Requirement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who reaches a TCP port of one address from outside its VPC.
 *
 * @param address the address that they connect to
 * @param from by which kind of way they come
 * @param requirement whether anybody does, hop by hop
 * @param door what the way lets in; the same for all interfaces that stand behind the same hops
 * @param named who comes in besides, where addresses do not tell them
 */
public record AddressReach(
    String address, From from, Requirement requirement, Door door, List<Source> named) {

  public AddressReach {
    named = List.copyOf(named);
  }

  AddressReach(String address, From from, Requirement requirement, Door door) {
    this(address, from, requirement, door, List.of());
  }

  /** By which kind of way a connection comes. */
  public enum From {
    INTERNET,
    PRIVATE_NETWORK,
    LOAD_BALANCER,
    ACCELERATOR,
    ENDPOINT_SERVICE,
    CLIENT_VPN,
    UNHELD_INTERFACE
  }

  /**
   * The addresses that one rule of a security group names, some of which come in.
   *
   * @param rule missing where no group looks at who comes
   */
  public record Entry(AddressSet addresses, Optional<GroupRule> rule, String hop) {}

  /**
   * What a way lets in.
   *
   * @param kind what its sources are called in the report
   * @param sources every address that surely comes through
   * @param byRange those of them that rules admit by range; members of a group go by its name
   * @param internet every address of the internet, which a report says shortly; none where the way
   *     is another one
   * @param entries the rules that let them in
   * @param hops the other parts of the way
   * @param doubts why more may come in
   */
  record Door(
      SourceKind kind,
      AddressSet sources,
      AddressSet byRange,
      AddressSet internet,
      List<Entry> entries,
      List<Hop.Part> hops,
      List<Cause> doubts) {

    static final Door SHUT =
        new Door(
            SourceKind.CIDR,
            AddressSet.EMPTY,
            AddressSet.EMPTY,
            AddressSet.EMPTY,
            List.of(),
            List.of(),
            List.of());

    Door {
      entries = List.copyOf(entries);
      hops = List.copyOf(hops);
      doubts = List.copyOf(doubts);
    }

    /** What a report says in ranges: the whole internet is 0.0.0.0/0 or ::/0. */
    AddressSet shown() {
      AddressSet shown = byRange;
      for (AddressSet family : List.of(AddressSet.ALL_IPV4, AddressSet.ALL_IPV6)) {
        AddressSet everybody = internet.intersect(family);
        if (!everybody.isEmpty() && byRange.containsAll(everybody)) {
          shown = shown.union(family);
        }
      }
      return shown;
    }

    /** What comes in by this way or another one of the same kind. */
    Door or(Door other) {
      return new Door(
          other.kind,
          sources.union(other.sources),
          byRange.union(other.byRange),
          internet.union(other.internet),
          joined(entries, other.entries),
          joined(hops, other.hops),
          joined(doubts, other.doubts));
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
      return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }
  }

  /** It is reached over the internet. */
  public boolean isPublic() {
    return from == From.INTERNET;
  }

  public List<Entry> entries() {
    return door.entries();
  }

  /** Every address that reaches the port. */
  public AddressSet sources() {
    return door.sources();
  }

  /**
   * One source per range of the exact set, with the rules and hops that let it in, and the others.
   */
  public List<Source> toReport() {
    return Stream.concat(SourceList.of(this).stream(), named.stream()).toList();
  }
}
