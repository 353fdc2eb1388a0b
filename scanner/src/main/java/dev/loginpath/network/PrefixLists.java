package dev.loginpath.network;

import dev.loginpath.snapshot.Ec2Snapshot;
import dev.loginpath.snapshot.PrefixList;
import dev.loginpath.snapshot.PrefixListEntries;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The managed prefix lists of a region, expanded. */
final class PrefixLists {

  private final Map<String, PrefixListEntries> entries;
  private final Map<String, PrefixList> lists;
  private final Map<String, AddressSet> sets = new HashMap<>();

  PrefixLists(Ec2Snapshot ec2) {
    this.entries = Index.by(ec2.prefixListEntries(), PrefixListEntries::prefixListId);
    this.lists = Index.by(Observed.items(ec2.prefixLists()), PrefixList::id);
  }

  /** The ranges that were read. */
  List<String> cidrs(String prefixListId) {
    PrefixListEntries known = entries.get(prefixListId);
    return known == null ? List.of() : Observed.items(known.cidrs());
  }

  /** The addresses that were read. */
  AddressSet known(String prefixListId) {
    return sets.computeIfAbsent(prefixListId, id -> AddressSet.ofAll(cidrs(id)));
  }

  /** Why the list may hold more than that. */
  Optional<Cause> doubt(String prefixListId) {
    PrefixListEntries known = entries.get(prefixListId);
    if (known == null) {
      return Optional.of(new Cause.Undecided("The entries of a prefix list were not read."));
    }
    return Observed.gap(known.cidrs());
  }

  /**
   * The addresses of an AWS service, where its list was read; else anywhere on the internet. Which
   * one of them a connection goes to is not known.
   */
  AddressBounds service(String name) {
    List<PrefixList> own =
        lists.values().stream()
            .filter(list -> list.name().startsWith("com.amazonaws."))
            .filter(list -> list.name().endsWith("." + name))
            .toList();
    AddressSet known = AddressSet.unionOf(own.stream().map(it -> known(it.id())).toList());
    boolean read = own.stream().allMatch(it -> doubt(it.id()).isEmpty());
    return known.isEmpty() || !read
        ? AddressBounds.upTo(
            AddressSet.INTERNET_IPV4.union(AddressSet.INTERNET_IPV6),
            List.of(
                new Cause.Undecided("The addresses of the service " + name + " were not read.")))
        : AddressBounds.upTo(
            known,
            List.of(
                new Cause.Undecided(
                    "A part of the service " + name + " is let through, and not all of it.")));
  }

  /** A list that AWS itself keeps, such as a gateway endpoint's destinations. */
  boolean isManagedByAws(String prefixListId) {
    PrefixList list = lists.get(prefixListId);
    return list != null && list.name().startsWith("com.amazonaws.");
  }

  /** The lists of the addresses from which the Instance Connect service comes, IPv4 and IPv6. */
  List<PrefixList> instanceConnectService() {
    return lists.values().stream()
        .filter(list -> list.name().startsWith("com.amazonaws."))
        .filter(list -> list.name().endsWith(".ec2-instance-connect"))
        .toList();
  }
}
