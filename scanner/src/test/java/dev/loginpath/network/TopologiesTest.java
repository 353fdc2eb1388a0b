package dev.loginpath.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.house.Seeds;
import dev.loginpath.report.Answer;
import dev.loginpath.report.Source;
import dev.loginpath.report.SourceKind;
import dev.loginpath.snapshot.NetworkInterface;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Random accounts, IPv4 and IPv6: the set engine says of every address what a packet of it meets.
 */
class TopologiesTest {

  private static final int ACCOUNTS = Integer.getInteger("topologies", Seeds.accounts(600));

  private static final int SSH = 22;

  /** The ranges of the VPCs that are of the internet's as well. */
  private static final AddressSet OWN =
      AddressSet.of("2001:db8:a::/56").union(AddressSet.of("2001:db8:b::/56"));

  private static boolean contains(AddressSet set, String address) {
    return set.containsAll(AddressSet.of(address));
  }

  private static AddressSet sources(List<AddressReach> reaches, Predicate<AddressReach> wanted) {
    return AddressSet.unionOf(reaches.stream().filter(wanted).map(AddressReach::sources).toList());
  }

  @Test
  void theInternetIsLetInAddressByAddress() {
    for (long seed : Seeds.take(ACCOUNTS)) {
      Lab lab = Topologies.random(seed);
      Network network = lab.network();
      Packets packets = new Packets(lab);
      for (NetworkInterface to : lab.interfaces) {
        List<AddressReach> reaches = network.sourcesReaching(to, SSH, true);
        AddressSet found = sources(reaches, AddressReach::isPublic);
        for (String source : Topologies.probes(lab)) {
          boolean reached = packets.fromInternet(source, to, source.contains(":"), SSH);
          assertThat(contains(found, source))
              .as("seed %d: %s to %s", seed, source, to.id())
              .isEqualTo(reached);
        }
      }
    }
  }

  @Test
  void privateNetworksAreLetInAddressByAddress() {
    int let = 0;
    for (long seed : Seeds.take(ACCOUNTS)) {
      Lab lab = Topologies.random(seed);
      Network network = lab.network();
      Packets packets = new Packets(lab);
      for (NetworkInterface to : lab.interfaces) {
        for (AddressReach reach : network.sourcesReaching(to, SSH, true)) {
          boolean named =
              reach.address().startsWith("eni-")
                  || reach.address().startsWith(Topologies.OF_CARRIER);
          if (reach.from() == AddressReach.From.PRIVATE_NETWORK && !named) {
            for (String source : Topologies.probes(lab)) {
              boolean family = source.contains(":") == reach.address().contains(":");
              boolean reached =
                  family && packets.fromPrivateNetworks(source, to, reach.address(), SSH);
              let += reached ? 1 : 0;
              assertThat(contains(reach.sources(), source))
                  .as("seed %d: %s to %s of %s", seed, source, reach.address(), to.id())
                  .isEqualTo(reached);
            }
          }
        }
      }
    }
    assertThat(let).isGreaterThan(ACCOUNTS / 10);
  }

  /** Where it is said for sure that the carrier's devices come in, each of them does. */
  @Test
  void whoeverTheCarrierConnectsComesIn() {
    int let = 0;
    for (long seed : Seeds.take(2 * ACCOUNTS)) {
      Lab lab = Topologies.ofCarriers(seed);
      Network network = lab.network();
      Packets packets = new Packets(lab);
      for (NetworkInterface to : lab.interfaces) {
        for (AddressReach reach : network.sourcesReaching(to, SSH, true)) {
          boolean ofCarrier = reach.address().startsWith(Topologies.OF_CARRIER);
          if (ofCarrier && reach.from() == AddressReach.From.PRIVATE_NETWORK) {
            Answer answer = reach.requirement().verdict().answer();
            let += answer == Answer.MET ? 1 : 0;
            for (String source : Topologies.probes(lab)) {
              boolean reached = !source.contains(":") && packets.fromCarrier(source, to, SSH);
              assertThat(contains(reach.sources(), source))
                  .as("seed %d: %s to %s", seed, source, to.id())
                  .isEqualTo(reached && answer == Answer.MET);
              if (answer == Answer.NOT_MET) {
                assertThat(reached).as("seed %d: %s to %s", seed, source, to.id()).isFalse();
              }
            }
          }
        }
      }
    }
    assertThat(let).isGreaterThan(ACCOUNTS / 100);
  }

  @Test
  void oneInterfaceReachesAnother() {
    int met = 0;
    for (long seed : Seeds.take(ACCOUNTS)) {
      Lab lab = Topologies.random(seed);
      Network network = lab.network();
      Packets packets = new Packets(lab);
      for (NetworkInterface from : lab.interfaces) {
        for (NetworkInterface to : lab.interfaces) {
          if (!from.id().equals(to.id())) {
            Answer whole = network.reaches("way", from, to, SSH).verdict().answer();
            Answer quick = network.isReached(from, to, SSH);
            assertThat(quick).as("seed %d: %s to %s", seed, from.id(), to.id()).isEqualTo(whole);
            Answer reached = packets.between(from, to, SSH);
            met += reached == Answer.MET ? 1 : 0;
            assertThat(whole).as("seed %d: %s to %s", seed, from.id(), to.id()).isEqualTo(reached);
          }
        }
      }
    }
    assertThat(met).isGreaterThan(ACCOUNTS / 10);
  }

  /** The report lists the exact set; only the whole internet has a shorter name. */
  @Test
  void theReportListsTheExactSet() {
    int exact = 0;
    for (long seed : Seeds.take(ACCOUNTS)) {
      Network network = Topologies.random(seed).network();
      for (NetworkInterface to : Topologies.random(seed).interfaces) {
        for (AddressReach reach : network.sourcesReaching(to, SSH, true)) {
          AddressSet listed =
              AddressSet.ofAll(
                  reach.toReport().stream()
                      .filter(it ->
                          Set.of(SourceKind.CIDR, SourceKind.PRIVATE_NETWORK).contains(it.kind()))
                      .map(Source::value)
                      .toList());
          boolean byGroup =
              reach.toReport().stream().anyMatch(it -> it.kind() == SourceKind.SECURITY_GROUP);
          AddressSet more = listed.minus(reach.sources());
          AddressSet whole = AddressSet.EMPTY;
          for (boolean ipv6 : new boolean[] {false, true}) {
            AddressSet outside = AddressSet.internet(ipv6).minus(OWN);
            if (reach.isPublic() && reach.sources().containsAll(outside)) {
              whole = whole.union(AddressSet.family(ipv6));
            }
          }
          assertThat(byGroup || listed.containsAll(reach.sources())).as("seed %d", seed).isTrue();
          assertThat(more.minus(whole))
              .as("seed %d: %s", seed, to.id())
              .isEqualTo(AddressSet.EMPTY);
          exact += whole.isEmpty() && !listed.isEmpty() ? 1 : 0;
        }
      }
    }
    assertThat(exact).isGreaterThan(ACCOUNTS / 10);
  }
}
