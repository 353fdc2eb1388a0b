package dev.loginpath.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Outcome;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.HostedZone;
import dev.loginpath.snapshot.HostedZoneRecord;
import dev.loginpath.snapshot.HostedZoneRecords;
import dev.loginpath.snapshot.PrivateDnsSnapshot;
import dev.loginpath.snapshot.ProfileAssociation;
import dev.loginpath.snapshot.ProfileResource;
import dev.loginpath.snapshot.VpcHostedZones;
import dev.loginpath.verdict.Observed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Private hosted zones and Profiles through the real SDK: which are asked, page by page. */
class PrivateDnsCollectorTest {

  private static final String GLOBAL = "aws-global";
  private static final String SEALED = "vpc-0ab2bfa30adb2534b";
  private static final String ZONES = "route53/ListHostedZonesByVPC/" + SEALED + ",ap-northeast-1";
  private static final String RECORDS = "route53/ListResourceRecordSets/";
  private static final String OF_LOGS = "Z04915683TQ9VLBD7RENC";
  private static final String PROFILES = "route53profiles/ListProfileAssociations";
  private static final String RESOURCES =
      "route53profiles/ListProfileResourceAssociations/rp-4a1d2c3b5e6f4789";

  @TempDir private Path folder;

  private DemoFolder demo;

  @BeforeEach
  void copy() {
    demo = new DemoFolder(folder.resolve("demo"));
  }

  private PrivateDnsSnapshot tokyo() {
    return demo.snapshot().regions().getFirst().privateDns();
  }

  private static Observed<List<HostedZone>> sealed(PrivateDnsSnapshot dns) {
    return dns.vpcs().stream()
        .filter(it -> it.vpcId().equals(SEALED))
        .map(VpcHostedZones::zones)
        .findFirst()
        .orElseThrow();
  }

  private static Observed<List<HostedZoneRecord>> records(PrivateDnsSnapshot dns, String zone) {
    return dns.records().stream()
        .filter(it -> it.zoneId().equals(zone))
        .map(HostedZoneRecords::records)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void zonesOfEveryVpcThatHasInstancesAndRecordsOfThoseThatCarryANameOfAws() {
    PrivateDnsSnapshot dns = tokyo();
    assertThat(dns.vpcs()).extracting(VpcHostedZones::vpcId).doesNotHaveDuplicates().hasSize(4);
    assertThat(Observed.items(sealed(dns)))
        .containsExactly(
            new HostedZone(OF_LOGS, "logs.ap-northeast-1.amazonaws.com", "111122223333"),
            new HostedZone("Z08217412MH6T5XKQ2FJW", "corp.example", "444455556666"));
    assertThat(dns.records()).extracting(HostedZoneRecords::zoneId).containsExactly(OF_LOGS);
    assertThat(Observed.items(records(dns, OF_LOGS)))
        .contains(
            new HostedZoneRecord(
                "logs.ap-northeast-1.amazonaws.com",
                "A",
                List.of("10.40.0.7"),
                Optional.empty(),
                Optional.empty()))
        .hasSize(3);
    assertThat(Observed.items(dns.profileAssociations()))
        .extracting(ProfileAssociation::vpcId)
        .containsExactly("vpc-069f52c20d590da2a");
    assertThat(Observed.items(dns.profiles().getFirst().resources()))
        .extracting(ProfileResource::type)
        .containsExactly("FIREWALL_RULE_GROUP");
  }

  private static String repeated(int count, String each) {
    return IntStream.range(0, count)
        .mapToObj(it -> each.replace("#", Integer.toString(1000 + it)))
        .collect(Collectors.joining(","));
  }

  @Test
  void everyListHasPages() {
    demo.write(
        GLOBAL,
        ZONES,
        "{\"HostedZoneSummaries\": ["
            + repeated(
                250,
                "{\"HostedZoneId\": \"Z#\", \"Name\": \"z#.example.\", \"Owner\":"
                    + " {\"OwningAccount\": \"111122223333\"}}")
            + ", {\"HostedZoneId\": \""
            + OF_LOGS
            + "\", \"Name\": \"logs.ap-northeast-1.amazonaws.com.\", \"Owner\":"
            + " {\"OwningAccount\": \"111122223333\"}}]}");
    demo.write(
        GLOBAL,
        RECORDS + OF_LOGS,
        "{\"ResourceRecordSets\": [{\"Name\": \"logs.ap-northeast-1.amazonaws.com.\", \"Type\":"
            + " \"SOA\"},"
            + repeated(
                700,
                "{\"Name\": \"\\\\052.x#.logs.ap-northeast-1.amazonaws.com.\", \"Type\": \"A\","
                    + " \"SetIdentifier\": \"s#\", \"AliasTarget\": {\"DNSName\":"
                    + " \"VPCE-1.example.\"}}")
            + "], \"IsTruncated\": false}");
    demo.write(
        DemoFolder.TOKYO,
        PROFILES,
        "{\"ProfileAssociations\": ["
            + repeated(
                250,
                "{\"Id\": \"rpassoc-#\", \"ProfileId\": \"rp-4a1d2c3b5e6f4789\", \"ResourceId\":"
                    + " \"vpc-0ab2bfa30adb2534b\", \"Status\": \"COMPLETE\"}")
            + "]}");
    demo.write(
        DemoFolder.TOKYO,
        RESOURCES,
        "{\"ProfileResourceAssociations\": ["
            + repeated(
                250,
                "{\"Id\": \"rpr-#\", \"ResourceArn\": \"arn:aws:route53resolver:x:1:rule/r#\","
                    + " \"ResourceType\": \"RESOLVER_RULE\", \"Status\": \"COMPLETE\"}")
            + "]}");
    PrivateDnsSnapshot dns = tokyo();
    assertThat(sealed(dns)).isInstanceOf(Observed.Known.class);
    assertThat(Observed.items(sealed(dns))).hasSize(251);
    assertThat(records(dns, OF_LOGS)).isInstanceOf(Observed.Known.class);
    assertThat(Observed.items(records(dns, OF_LOGS)))
        .hasSize(701)
        .anySatisfy(it -> {
          assertThat(it.name()).isEqualTo("*.x1699.logs.ap-northeast-1.amazonaws.com");
          assertThat(it.aliasTarget()).contains("vpce-1.example");
        });
    assertThat(Observed.items(dns.profileAssociations())).hasSize(250);
    assertThat(dns.profiles()).hasSize(1);
    assertThat(Observed.items(dns.profiles().getFirst().resources())).hasSize(250);
  }

  @Test
  void ofAnotherZoneThatAProfileBringsTheFirstPageTellsTheName() {
    demo.write(
        DemoFolder.TOKYO,
        RESOURCES,
        """
        {"ProfileResourceAssociations": [{"Id": "rpr-1", "ResourceType": "PRIVATE_HOSTED_ZONE",
          "ResourceArn": "arn:aws:route53:::hostedzone/Z77", "Status": "COMPLETE"}]}
        """);
    demo.write(
        GLOBAL,
        RECORDS + "Z77",
        "{\"ResourceRecordSets\": [{\"Name\": \"corp.example.\", \"Type\": \"SOA\"},"
            + repeated(700, "{\"Name\": \"h#.corp.example.\", \"Type\": \"A\"}")
            + "]}");
    assertThat(Observed.items(records(tokyo(), "Z77"))).hasSize(300);
  }

  @Test
  void eachIsUnseenWhereItIsDenied() {
    demo.deny(GLOBAL, "route53/ListResourceRecordSets");
    assertThat(denied(records(tokyo(), OF_LOGS))).isTrue();
    demo.deny(GLOBAL, "route53/ListHostedZonesByVPC");
    demo.deny(DemoFolder.TOKYO, "route53profiles/ListProfileResourceAssociations");
    PrivateDnsSnapshot dns = tokyo();
    assertThat(dns.vpcs()).isNotEmpty().allMatch(it -> denied(it.zones()));
    assertThat(dns.records()).isEmpty();
    assertThat(denied(dns.profiles().getFirst().resources())).isTrue();
    demo.deny(DemoFolder.TOKYO, PROFILES);
    assertThat(denied(tokyo().profileAssociations())).isTrue();
  }

  private static boolean denied(Observed<?> observed) {
    return observed instanceof Observed.Unseen<?> unseen && unseen.outcome() == Outcome.DENIED;
  }

  @Test
  void aZoneOfAnotherAccountCannotBeLookedInto() {
    demo.write(
        GLOBAL,
        RECORDS + OF_LOGS,
        "{\"Error\": {\"Code\": \"AccessDenied\", \"Message\": \"User is not authorized to access"
            + " this resource\", \"Status\": 403}}");
    assertThat(denied(records(tokyo(), OF_LOGS))).isTrue();
  }
}
