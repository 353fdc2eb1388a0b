package dev.loginpath.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.house.Seeds;
import dev.loginpath.report.Answer;
import dev.loginpath.rule.Catalog;
import dev.loginpath.scan.Check;
import dev.loginpath.scan.DemoAccount;
import dev.loginpath.snapshot.AccountSnapshot;
import dev.loginpath.snapshot.AclEntry;
import dev.loginpath.snapshot.GroupRule;
import dev.loginpath.snapshot.NetworkAcl;
import dev.loginpath.snapshot.NetworkInterface;
import dev.loginpath.snapshot.RegionSnapshot;
import dev.loginpath.snapshot.SecurityGroup;
import dev.loginpath.snapshot.SnapshotFile;
import dev.loginpath.snapshot.TransitGatewayRoute;
import dev.loginpath.verdict.Kleene;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** How answers change, or do not, when an account changes in a way whose effect is known. */
class MetamorphicTest {

  private static final int ACCOUNTS = Integer.getInteger("topologies", Seeds.accounts(60));
  private static final int SSH = 22;
  private static final Pattern NAMES =
      Pattern.compile("\\b(subnet|sg|eni|rtb|rtb-main|acl|vpc|igw)-([01])");
  private static final JsonMapper JSON = new JsonMapper();

  /** Every call whose answer decides about the network. */
  private static final List<String> CALLS =
      List.of(
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:DescribeVpcs",
          "ec2:DescribeRouteTables",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSecurityGroupRules",
          "ec2:DescribeNetworkAcls",
          "ec2:DescribeManagedPrefixLists",
          "ec2:GetManagedPrefixListEntries",
          "ec2:DescribeVpcPeeringConnections",
          "ec2:DescribeTransitGateways",
          "ec2:DescribeTransitGatewayAttachments",
          "ec2:DescribeTransitGatewayVpcAttachments",
          "ec2:DescribeTransitGatewayPeeringAttachments",
          "ec2:DescribeTransitGatewayRouteTables",
          "ec2:SearchTransitGatewayRoutes",
          "ec2:DescribeVpnConnections",
          "ec2:DescribeVpcBlockPublicAccessOptions",
          "ec2:DescribeVpcBlockPublicAccessExclusions");

  @TempDir private Path folder;

  /** What was found out about an account: who comes in where, and which interface reaches which. */
  private record Found(Map<String, AddressSet> sources, Map<String, Answer> answers) {

    static Found of(List<NetworkInterface> interfaces, Network network) {
      Map<String, AddressSet> sources = new TreeMap<>();
      Map<String, Answer> answers = new TreeMap<>();
      for (NetworkInterface to : interfaces) {
        List<AddressReach> reaches = network.sourcesReaching(to, SSH, true);
        for (AddressReach.From from :
            List.of(AddressReach.From.INTERNET, AddressReach.From.PRIVATE_NETWORK)) {
          String key = from + " " + to.id();
          List<AddressReach> some = reaches.stream().filter(it -> it.from() == from).toList();
          sources.put(key, AddressSet.unionOf(some.stream().map(AddressReach::sources).toList()));
          List<Verdict> verdicts = some.stream().map(it -> it.requirement().verdict()).toList();
          answers.put(key, verdicts.isEmpty() ? Answer.NOT_MET : Kleene.anyOf(verdicts).answer());
        }
        for (NetworkInterface other : interfaces) {
          answers.put(
              other.id() + " " + to.id(),
              network.reaches("way", other, to, SSH).verdict().answer());
        }
      }
      return new Found(sources, answers);
    }

    static Found of(Lab lab) {
      return of(lab.interfaces, lab.network());
    }
  }

  private static void opensNothing(long seed, Found before, Found after) {
    after
        .sources()
        .forEach((where, set) ->
            assertThat(before.sources().getOrDefault(where, AddressSet.EMPTY).containsAll(set))
                .as("seed %d: %s", seed, where)
                .isTrue());
    after
        .answers()
        .forEach((where, answer) -> {
          if (answer == Answer.MET) {
            assertThat(before.answers().get(where))
                .as("seed %d: %s", seed, where)
                .isEqualTo(answer);
          }
        });
  }

  @Test
  void aDenyOpensNothing() {
    for (long seed : Seeds.take(ACCOUNTS)) {
      Lab lab = Topologies.random(seed);
      Found before = Found.of(lab);
      Random random = new Random(seed);
      int index = random.nextInt(lab.acls.size());
      NetworkAcl acl = lab.acls.get(index);
      List<AclEntry> entries = new ArrayList<>(acl.entries());
      boolean egress = random.nextBoolean();
      entries.add(
          random.nextBoolean()
              ? Lab.tcp(0, egress, false, "203.0.113.0/24", 1, 40000)
              : Lab.entry(0, egress, false, random.nextBoolean() ? "10.0.0.0/8" : "::/0"));
      lab.acls.set(index, new NetworkAcl(acl.id(), acl.vpcId(), acl.subnetIds(), entries));
      opensNothing(seed, before, Found.of(lab));
    }
  }

  @Test
  void aNarrowerRuleOpensNothing() {
    for (long seed : Seeds.take(ACCOUNTS)) {
      Lab lab = Topologies.random(seed);
      Found before = Found.of(lab);
      lab.groups.replaceAll(it ->
          new SecurityGroup(
              it.id(),
              it.name(),
              it.vpcId(),
              it.ownerId(),
              it.ingress().stream().map(MetamorphicTest::narrower).toList(),
              it.egress()));
      opensNothing(seed, before, Found.of(lab));
    }
  }

  /** Half of the range, by one more bit of prefix. */
  private static GroupRule narrower(GroupRule rule) {
    if (rule.peer() instanceof GroupRule.Range range) {
      int slash = range.cidr().indexOf('/');
      int length = Integer.parseInt(range.cidr().substring(slash + 1));
      int longest = range.cidr().contains(":") ? 128 : 32;
      String cidr = range.cidr().substring(0, slash + 1) + Math.min(longest, length + 1);
      return new GroupRule(
          rule.protocol(), rule.fromPort(), rule.toPort(), new GroupRule.Range(cidr));
    }
    return rule;
  }

  @Test
  void aMissingFactOnlyMakesUnknown() {
    for (long seed : Seeds.take(ACCOUNTS)) {
      Lab lab = Topologies.random(seed);
      Found before = Found.of(lab);
      for (String call : CALLS) {
        lab.denied.add(call);
        Found after = Found.of(lab);
        lab.denied.clear();
        for (Map.Entry<String, Answer> each : before.answers().entrySet()) {
          assertThat(after.answers().get(each.getKey()))
              .as("seed %d without %s: %s", seed, call, each.getKey())
              .isIn(each.getValue(), Answer.UNKNOWN);
        }
        for (Map.Entry<String, AddressSet> each : after.sources().entrySet()) {
          AddressSet was = before.sources().getOrDefault(each.getKey(), AddressSet.EMPTY);
          assertThat(was.containsAll(each.getValue()))
              .as("seed %d without %s: %s", seed, call, each.getKey())
              .isTrue();
        }
      }
    }
  }

  private static void cut(Lab lab, String call, List<?> list, Random random) {
    if (!list.isEmpty()) {
      list.remove(random.nextInt(list.size()));
      lab.cutShort.add(call);
    }
  }

  @Test
  void aListCutShortOnlyMakesUnknown() {
    for (long seed : Seeds.take(ACCOUNTS)) {
      Found before = Found.of(Topologies.random(seed));
      for (int list = 0; list < 13; list++) {
        Lab lab = Topologies.random(seed);
        Random random = new Random(seed);
        switch (list) {
          case 0 -> cut(lab, "ec2:DescribeNetworkInterfaces", lab.interfaces, random);
          case 1 -> cut(lab, "ec2:DescribeSubnets", lab.subnets, random);
          case 2 -> cut(lab, "ec2:DescribeVpcs", lab.vpcs, random);
          case 3 -> cut(lab, "ec2:DescribeRouteTables", lab.tables, random);
          case 4 -> cut(lab, "ec2:DescribeSecurityGroups", lab.groups, random);
          case 5 -> cut(lab, "ec2:DescribeNetworkAcls", lab.acls, random);
          case 6 -> cut(lab, "ec2:DescribeVpcPeeringConnections", lab.peerings, random);
          case 7 -> cut(lab, "ec2:DescribeTransitGateways", lab.gateways, random);
          case 8 -> cut(lab, "ec2:DescribeTransitGatewayAttachments", lab.attachments, random);
          case 9 ->
              cut(lab, "ec2:DescribeTransitGatewayVpcAttachments", lab.vpcAttachments, random);
          case 10 ->
              cut(lab, "ec2:DescribeTransitGatewayPeeringAttachments", lab.gatewayPeerings, random);
          case 11 -> {
            String table = lab.gatewayTables.keySet().stream().toList().get(random.nextInt(4));
            List<TransitGatewayRoute> routes =
                new ArrayList<>(lab.gatewayTables.getOrDefault(table, List.of()));
            cut(lab, "ec2:SearchTransitGatewayRoutes", routes, random);
            lab.gatewayTables.put(table, routes);
          }
          default -> cut(lab, "ec2:DescribeVpnConnections", lab.vpnConnections, random);
        }
        Found after = Found.of(lab);
        for (Map.Entry<String, Answer> each : after.answers().entrySet()) {
          assertThat(each.getValue())
              .as("seed %d without a part of list %d: %s", seed, list, each.getKey())
              .isIn(before.answers().get(each.getKey()), Answer.UNKNOWN);
        }
        for (Map.Entry<String, AddressSet> each : after.sources().entrySet()) {
          AddressSet was = before.sources().getOrDefault(each.getKey(), AddressSet.EMPTY);
          assertThat(was.containsAll(each.getValue()))
              .as("seed %d without a part of list %d: %s", seed, list, each.getKey())
              .isTrue();
        }
      }
    }
  }

  @Test
  void theQuickAnswerIsTheLongOneWhateverIsHidden() {
    for (long seed : Seeds.take(ACCOUNTS)) {
      Lab lab = Topologies.random(seed);
      // Who is asked about was listed.
      for (String call : CALLS.subList(1, CALLS.size())) {
        lab.denied.add(call);
        Network network = lab.network();
        lab.denied.clear();
        for (NetworkInterface from : lab.interfaces) {
          for (NetworkInterface to : lab.interfaces) {
            assertThat(network.isReached(from, to, SSH))
                .as("seed %d without %s: %s to %s", seed, call, from.id(), to.id())
                .isEqualTo(network.reaches("way", from, to, SSH).verdict().answer());
          }
        }
      }
    }
  }

  @Test
  void theOrderOfListsAndTheNamesOfThingsChangeNothing() throws Exception {
    for (long seed : Seeds.take(ACCOUNTS)) {
      Lab lab = Topologies.random(seed);
      Found before = Found.of(lab);
      JsonNode tree = tree(lab.account());
      shuffle(tree.path("snapshot"), new Random(seed));
      Map<String, String> names = new HashMap<>();
      AccountSnapshot changed = load(renamed(tree.toString()));
      RegionSnapshot region = changed.regions().getFirst();
      Network network =
          new Network(
              Lab.ACCOUNT,
              region.ec2(),
              region.privateDns(),
              region.loadBalancing(),
              changed.accelerators());
      Found after = Found.of(Observed.items(region.ec2().networkInterfaces()), network);
      before.answers().keySet().forEach(it -> names.put(renamed(it), it));
      assertThat(after.answers()).as("seed %d", seed).hasSameSizeAs(before.answers());
      for (Map.Entry<String, Answer> each : after.answers().entrySet()) {
        String was = names.getOrDefault(each.getKey(), "");
        assertThat(each.getValue())
            .as("seed %d: %s", seed, was)
            .isEqualTo(before.answers().get(was));
        assertThat(after.sources().get(each.getKey())).isEqualTo(before.sources().get(was));
      }
    }
  }

  @Test
  void theOrderOfListsInTheDemoAccountChangesNoStatus() throws Exception {
    AccountSnapshot demo = DemoAccount.asItIs().snapshot();
    Map<String, String> before = statuses(demo);
    for (long seed : Seeds.take(5)) {
      JsonNode tree = tree(demo);
      shuffle(tree.path("snapshot"), new Random(seed));
      assertThat(statuses(load(tree.toString()))).as("seed %d", seed).isEqualTo(before);
    }
  }

  private static Map<String, String> statuses(AccountSnapshot account) {
    Map<String, String> statuses = new TreeMap<>();
    new Check(Catalog.ALL, java.util.Set.of())
        .report(account)
        .instances()
        .forEach(instance ->
            instance
                .paths()
                .forEach(it -> statuses.put(instance.id() + " " + it.path(), it.status().word())));
    return statuses;
  }

  private JsonNode tree(AccountSnapshot account) throws IOException {
    Path file = folder.resolve("snapshot.json.gz");
    SnapshotFile.save(account, file);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return JSON.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private AccountSnapshot load(String json) throws Exception {
    Path file = folder.resolve("changed.json");
    Files.writeString(file, json);
    return SnapshotFile.load(file);
  }

  private static void shuffle(JsonNode node, Random random) {
    if (node instanceof ArrayNode array) {
      List<JsonNode> items = new ArrayList<>(array.values());
      Collections.shuffle(items, random);
      array.removeAll();
      items.forEach(array::add);
    }
    node.values().forEach(it -> shuffle(it, random));
  }

  /** Other names that sort the other way round. */
  private static String renamed(String text) {
    return NAMES
        .matcher(text)
        .replaceAll(it -> it.group(1) + "-" + (it.group(2).equals("0") ? "9" : "0"));
  }
}
