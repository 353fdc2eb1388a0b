package dev.loginpath.network;

import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Who reaches a TCP port of one address from outside its VPC.
 *
 * @param address the address that they connect to
 * @param isPublic it is reached over the internet
 * @param requirement whether anybody does, and the hops that decide it
 * @param entries what each rule lets in, cut to what the routes answer; empty where nothing is met
 * @param hops the way between them
 * @param doubts why more than the entries may come in
 */
public record AddressReach(
    String address,
    boolean isPublic,
    Requirement requirement,
    List<Entry> entries,
    List<String> hops,
    List<Cause> doubts) {

  public AddressReach {
    entries = List.copyOf(entries);
    hops = List.copyOf(hops);
    doubts = List.copyOf(doubts);
  }

  /** The addresses that one rule of a security group lets in. */
  public record Entry(AddressSet addresses, GroupRule rule, String hop) {}

  /** Every address that reaches the port. */
  public AddressSet sources() {
    return entries.stream().map(Entry::addresses).reduce(AddressSet.EMPTY, AddressSet::union);
  }

  /** One source per range of the exact set, with the rules and hops that let it in. */
  public List<Source> toReport() {
    List<Source> sources = new ArrayList<>();
    for (String cidr : sources().cidrs()) {
      AddressSet range = AddressSet.of(cidr);
      TreeSet<String> via = new TreeSet<>(hops);
      entries.stream()
          .filter(it -> it.addresses().overlaps(range))
          .map(Entry::hop)
          .forEach(via::add);
      sources.add(new Source(SourceKind.CIDR, cidr, Optional.of(address), List.copyOf(via)));
    }
    // The exact set is not known where a list or group could not be read: that is said too.
    if (!entries.isEmpty()) {
      for (Cause doubt : doubts) {
        sources.add(
            new Source(
                SourceKind.UNKNOWN, doubt.reason(), Optional.of(address), List.copyOf(hops)));
      }
    }
    return sources;
  }
}
