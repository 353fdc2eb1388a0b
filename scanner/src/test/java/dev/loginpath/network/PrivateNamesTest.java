package dev.loginpath.network;

import static dev.loginpath.network.Lab.address;
import static dev.loginpath.network.Lab.known;
import static dev.loginpath.network.Lab.route;
import static dev.loginpath.network.Lab.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Answer;
import dev.loginpath.snapshot.DhcpOptions;
import dev.loginpath.snapshot.HostedZone;
import dev.loginpath.snapshot.HostedZoneRecord;
import dev.loginpath.snapshot.ProfileAssociation;
import dev.loginpath.snapshot.ProfileResource;
import dev.loginpath.snapshot.VpcDns;
import dev.loginpath.snapshot.VpcEndpoint;
import dev.loginpath.verdict.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Private zones and Profiles that give the names of AWS's services other addresses. */
class PrivateNamesTest {

  private static final String SSM = "ssm.us-east-1.amazonaws.com";
  private static final String ENDPOINT = "vpce-0123abc-4x5y6z7w.ssm.us-east-1.vpce.amazonaws.com";

  /** A node with a NAT gateway, and a hub that is peered, with an endpoint in it. */
  private final Lab lab =
      new Lab()
          .vpc("vpc-1", "10.0.0.0/16")
          .vpc("vpc-hub", "10.9.0.0/16")
          .subnet("subnet-1", "vpc-1", "10.0.0.0/24")
          .subnet("subnet-hub", "vpc-hub", "10.9.0.0/24")
          .table(
              "rtb-1",
              "vpc-1",
              true,
              List.of(),
              route("0.0.0.0/0", "nat-1"),
              route("10.9.0.0/16", "pcx-1"))
          .table("rtb-hub", "vpc-hub", true, List.of(), route("10.0.0.0/16", "pcx-1"))
          .regionalNat("nat-1", "vpc-1", "available")
          .peering("pcx-1", "vpc-1", "vpc-hub")
          .openAcl("acl-1", "vpc-1", "subnet-1")
          .openAcl("acl-hub", "vpc-hub", "subnet-hub")
          .group("sg-1", "vpc-1")
          .group("sg-hub", "vpc-hub", tcp(443, 443, "10.0.0.0/8"))
          .eni("eni-1", "subnet-1", List.of(address("10.0.0.9")), List.of(), "sg-1")
          .eni("eni-hub", "subnet-hub", List.of(address("10.9.0.7")), List.of(), "sg-hub");

  private void endpoint(String id, String vpc, String subnet, String eni, String group) {
    lab.endpoints.add(
        new VpcEndpoint(
            id,
            vpc,
            "Interface",
            "com.amazonaws.us-east-1.ssm",
            "available",
            false,
            Optional.empty(),
            List.of(subnet),
            List.of(group),
            List.of(),
            List.of(eni),
            Optional.empty()));
  }

  private void hubEndpoint() {
    endpoint("vpce-0123abc", "vpc-hub", "subnet-hub", "eni-hub", "sg-hub");
  }

  private void zone(String name, HostedZoneRecord... records) {
    String id = "Z" + name.length();
    lab.hostedZones
        .computeIfAbsent("vpc-1", vpc -> new ArrayList<>())
        .add(new HostedZone(id, name, Lab.ACCOUNT));
    records(id, name, records);
  }

  private void records(String id, String name, HostedZoneRecord... records) {
    List<HostedZoneRecord> all = new ArrayList<>();
    all.add(record(name, "SOA"));
    all.add(record(name, "NS"));
    all.addAll(List.of(records));
    lab.records.put(id, all);
  }

  private static HostedZoneRecord record(String name, String type, String... values) {
    return new HostedZoneRecord(name, type, List.of(values), Optional.empty(), Optional.empty());
  }

  private static HostedZoneRecord alias(String name, String target) {
    return new HostedZoneRecord(name, "A", List.of(), Optional.of(target), Optional.empty());
  }

  private Requirement way(String service) {
    return lab.network().egressTo(lab.find("eni-1"), service);
  }

  private Answer ssm() {
    return way("ssm").verdict().answer();
  }

  @Test
  void withoutAZoneTheNameIsThePublicOne() {
    assertThat(ssm()).isEqualTo(Answer.MET);
    zone("example.com");
    zone("ec2.us-east-1.amazonaws.com");
    zone("notssm.us-east-1.amazonaws.com");
    assertThat(ssm()).isEqualTo(Answer.MET);
  }

  @Test
  void aZoneThatHasNoRecordOfTheNameTakesEveryWay() {
    zone("amazonaws.com", record("s3.us-east-1.amazonaws.com", "A", "10.0.0.7"));
    assertThat(ssm()).isEqualTo(Answer.NOT_MET);
    assertThat(way("ssm").toString()).contains("amazonaws.com", "has no record for it");
    zone(SSM, record(SSM, "TXT"));
    assertThat(ssm()).as("no address").isEqualTo(Answer.NOT_MET);
  }

  @Test
  void anAliasLeadsToTheEndpointOfAPeeredVpc() {
    hubEndpoint();
    zone(SSM, alias(SSM, ENDPOINT));
    assertThat(ssm()).isEqualTo(Answer.MET);
    assertThat(way("ssm").toString()).contains("leads " + SSM + " to the endpoint vpce-0123abc");
    lab.groups.removeLast();
    lab.group("sg-hub", "vpc-hub", tcp(443, 443, "10.77.0.0/16"));
    assertThat(ssm()).as("its group shut, and no other way").isEqualTo(Answer.NOT_MET);
    lab.peerings.clear();
    assertThat(ssm()).isEqualTo(Answer.NOT_MET);
  }

  @Test
  void soDoACnameAndAnAddress() {
    hubEndpoint();
    zone(SSM, record(SSM, "CNAME", ENDPOINT));
    assertThat(ssm()).isEqualTo(Answer.MET);
    zone(SSM, record(SSM, "A", "10.9.0.7"));
    assertThat(ssm()).isEqualTo(Answer.MET);
    zone(SSM, record(SSM, "A", "10.9.0.8"));
    assertThat(ssm()).as("nobody that is listed").isEqualTo(Answer.UNKNOWN);
    zone(SSM, record(SSM, "A", "172.16.0.8"));
    assertThat(ssm()).as("the NAT gateway's route takes it").isEqualTo(Answer.UNKNOWN);
    lab.tables.removeFirst();
    lab.table("rtb-1", "vpc-1", true, List.of());
    assertThat(ssm()).as("no route").isEqualTo(Answer.NOT_MET);
  }

  @Test
  void anotherAccountsEndpointCannotBeLookedAt() {
    zone(SSM, alias(SSM, ENDPOINT));
    assertThat(ssm()).isEqualTo(Answer.UNKNOWN);
    assertThat(way("ssm").toString()).contains("vpce-0123abc");
  }

  @Test
  void theMostSpecificZoneAnswersAloneAndWildcardsFollowDns() {
    hubEndpoint();
    zone("amazonaws.com", alias(SSM, ENDPOINT));
    zone("us-east-1.amazonaws.com");
    assertThat(ssm()).as("the nearer zone is empty").isEqualTo(Answer.NOT_MET);
    zone("us-east-1.amazonaws.com", alias("*.us-east-1.amazonaws.com", ENDPOINT));
    assertThat(ssm()).isEqualTo(Answer.MET);
    zone(
        "us-east-1.amazonaws.com",
        alias("*.us-east-1.amazonaws.com", ENDPOINT),
        record(SSM, "TXT"));
    assertThat(ssm()).as("a name that exists has no wildcard").isEqualTo(Answer.NOT_MET);
  }

  @Test
  void aZoneThatTakesTheEndpointsOwnNameTakesACnameToIt() {
    hubEndpoint();
    zone("amazonaws.com", record(SSM, "CNAME", ENDPOINT));
    assertThat(ssm()).isEqualTo(Answer.NOT_MET);
    zone("amazonaws.com", alias(SSM, ENDPOINT));
    assertThat(ssm()).as("an alias is looked up by Route 53").isEqualTo(Answer.MET);
  }

  @Test
  void whatCannotBeFollowedIsUnknown() {
    hubEndpoint();
    zone(SSM, alias(SSM, "lb-1.elb.us-east-1.amazonaws.com"));
    assertThat(ssm()).isEqualTo(Answer.UNKNOWN);
    zone(SSM, record(SSM, "CNAME", "proxy.example.com"));
    assertThat(ssm()).isEqualTo(Answer.UNKNOWN);
    zone("amazonaws.com", record("us-east-1.amazonaws.com", "NS"));
    lab.hostedZones.getOrDefault("vpc-1", new ArrayList<>()).removeIf(it -> it.name().equals(SSM));
    assertThat(ssm()).as("delegated").isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void anEndpointOfTheVpcThatHasTheNameWins() {
    endpoint("vpce-0aaa", "vpc-1", "subnet-1", "eni-own", "sg-own");
    lab.group("sg-own", "vpc-1", tcp(443, 443, "10.0.0.0/8"))
        .eni("eni-own", "subnet-1", List.of(address("10.0.0.20")), List.of(), "sg-own");
    zone("amazonaws.com");
    assertThat(ssm()).as("it has no private DNS").isEqualTo(Answer.NOT_MET);
    VpcEndpoint it = lab.endpoints.removeLast();
    lab.endpoints.add(
        new VpcEndpoint(
            it.id(),
            it.vpcId(),
            it.type(),
            it.serviceName(),
            it.state(),
            true,
            Optional.empty(),
            it.subnetIds(),
            it.groupIds(),
            it.routeTableIds(),
            it.networkInterfaceIds(),
            Optional.empty()));
    assertThat(ssm()).isEqualTo(Answer.MET);
    lab.denied.add("route53:ListHostedZonesByVPC");
    lab.denied.add("route53profiles:ListProfileAssociations");
    assertThat(ssm()).as("whatever was not seen").isEqualTo(Answer.MET);
  }

  @Test
  void zonesNeedTheResolverOfAws() {
    zone("amazonaws.com");
    lab.dhcpOptions.add(new DhcpOptions("dopt-vpc-1", List.of("10.0.0.53")));
    assertThat(ssm()).isEqualTo(Answer.UNKNOWN);
    lab.dns.removeIf(it -> it.vpcId().equals("vpc-1"));
    lab.dns.add(
        new VpcDns(
            "vpc-1",
            known("ec2:DescribeVpcAttribute", true),
            known("ec2:DescribeVpcAttribute", false)));
    assertThat(ssm()).as("no DNS hostnames, no private zones").isEqualTo(Answer.MET);
  }

  @Test
  void eachCallThatIsDeniedIsNamed() {
    hubEndpoint();
    zone("us-east-1.amazonaws.com", alias(SSM, ENDPOINT));
    profile(
        new ProfileResource(
            "r-1", "PRIVATE_HOSTED_ZONE", "arn:aws:route53:::hostedzone/Z9", "COMPLETE"));
    records("Z9", "example.com");
    assertThat(ssm()).isEqualTo(Answer.MET);
    for (String call :
        List.of(
            "route53:ListHostedZonesByVPC",
            "route53:ListResourceRecordSets",
            "route53profiles:ListProfileAssociations",
            "route53profiles:ListProfileResourceAssociations")) {
      lab.denied.add(call);
      assertThat(ssm()).as(call).isEqualTo(Answer.UNKNOWN);
      assertThat(way("ssm").toString()).contains("the permission " + call + " is missing");
      lab.denied.clear();
    }
  }

  private void profile(ProfileResource... resources) {
    lab.profileAssociations.add(new ProfileAssociation("rpa-1", "rp-1", "vpc-1", "COMPLETE"));
    lab.profiles.put("rp-1", List.of(resources));
  }

  private static ProfileResource brought(String type, String arn) {
    return new ProfileResource("rpr-1", type, arn, "COMPLETE");
  }

  @Test
  void aProfileBringsZones() {
    hubEndpoint();
    profile(brought("PRIVATE_HOSTED_ZONE", "arn:aws:route53:::hostedzone/Z9"));
    assertThat(ssm()).as("its records were not read").isEqualTo(Answer.UNKNOWN);
    records("Z9", SSM, alias(SSM, ENDPOINT));
    assertThat(way("ssm").children().getFirst().id()).isEqualTo("central-endpoint");
    assertThat(ssm()).isEqualTo(Answer.MET);
    zone(SSM, record(SSM, "TXT"));
    assertThat(ssm()).as("the VPC's own zone of the name wins").isEqualTo(Answer.NOT_MET);
  }

  @Test
  void aProfileBringsEndpointsAndRules() {
    hubEndpoint();
    profile(
        brought("VPC_ENDPOINT", "arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/vpce-0123abc"));
    assertThat(way("ssm").children().getFirst().id()).isEqualTo("central-endpoint");
    assertThat(ssm()).isEqualTo(Answer.MET);
    assertThat(way("ssmmessages").verdict().answer())
        .as("by its public name")
        .isEqualTo(Answer.MET);
    lab.endpoints.clear();
    assertThat(ssm()).as("of another account").isEqualTo(Answer.UNKNOWN);
    profile(
        brought("RESOLVER_RULE", "arn:aws:route53resolver:us-east-1:1:resolver-rule/rslvr-rr-1"));
    assertThat(ssm()).as("it may forward the name").isEqualTo(Answer.UNKNOWN);
    profile(brought("FIREWALL_RULE_GROUP", "arn:aws:route53resolver:us-east-1:1:firewall/1"));
    assertThat(way("ssmmessages").verdict().answer()).isEqualTo(Answer.MET);
    lab.profileAssociations.clear();
    lab.profileAssociations.add(new ProfileAssociation("rpa-2", "rp-1", "vpc-hub", "COMPLETE"));
    assertThat(ssm()).as("of another VPC").isEqualTo(Answer.MET);
  }

  @Test
  void bucketsHaveNamesBelowThatOfS3() {
    String s3 = "s3.us-east-1.amazonaws.com";
    String name = "vpce-0123abc-4x5y6z7w.s3.us-east-1.vpce.amazonaws.com";
    zone(s3, alias(s3, name));
    assertThat(way("s3").verdict().answer()).as("no wildcard").isEqualTo(Answer.NOT_MET);
    zone(s3, alias(s3, name), alias("*." + s3, "*." + name));
    assertThat(way("s3").verdict().answer()).as("not listed").isEqualTo(Answer.UNKNOWN);
    assertThat(way("s3").toString()).contains("vpce-0123abc");
    lab.hostedZones.clear();
    zone("one." + s3);
    assertThat(way("s3").verdict().answer()).as("perhaps this one").isEqualTo(Answer.UNKNOWN);
  }
}
