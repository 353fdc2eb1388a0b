package dev.loginpath.scan;

import static dev.loginpath.scan.DemoFolder.TOKYO;
import static dev.loginpath.scan.DemoFolder.VIRGINIA;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Accounts that differ from the demo account in what is there and in what may be read. */
enum Accounts {
  DEMO(it -> it),

  /** Nothing of Virginia, so that all is in Tokyo; every VPC endpoint is in the main VPC. */
  ENDPOINTS(it -> inMainVpc(withoutVirginia(it))),

  /** No public IPv4 anywhere: the internet comes by IPv6 alone. */
  IPV6_ONLY(it ->
      it.replace(TOKYO, "ec2/DescribeRouteTables", "\"0.0.0.0/0\"", "\"192.88.99.0/24\"")
          .replace(VIRGINIA, "ec2/DescribeRouteTables", "\"0.0.0.0/0\"", "\"192.88.99.0/24\"")),

  /** Hybrid nodes, and a role that may read no policies of the organization. */
  BLIND(it ->
      it.deny("aws-global", "organizations/ListPoliciesForTarget")
          .deny("aws-global", "organizations/DescribePolicy")
          .deny("aws-global", "organizations/ListParents")
          .deny(TOKYO, "logs/DescribeLogGroups")
          .deny(TOKYO, "ssm/ListDocuments"));

  private final UnaryOperator<DemoFolder> change;

  Accounts(UnaryOperator<DemoFolder> change) {
    this.change = change;
  }

  DemoFolder in(Path folder) {
    return change.apply(new DemoFolder(folder));
  }

  /** All that AWS tells of an endpoint's VPC: its interfaces and its group as well. */
  private static DemoFolder inMainVpc(DemoFolder account) {
    String from = "\"VpcId\": \"vpc-0ab2bfa30adb2534b\"";
    String to = "\"VpcId\": \"vpc-01670a2f24f7fc10d\"";
    String subnet = "\"subnet-0c06b8c2244ffef5a\"";
    String other = "\"subnet-07805f66e1b6e690c\"";
    account
        .replace(TOKYO, "ec2/DescribeVpcEndpoints", from, to)
        .replace(TOKYO, "ec2/DescribeVpcEndpoints", subnet, other)
        .replace(TOKYO, "ec2/DescribeSecurityGroups", "10.21.0.0/16", "10.20.0.0/16")
        .replace(TOKYO, "ec2/DescribeSecurityGroupRules", "10.21.0.0/16", "10.20.0.0/16")
        .replace(
            TOKYO,
            "ec2/DescribeSecurityGroups",
            "\"endpoints\"\n    }\n   ],\n   " + from,
            "\"endpoints\"\n    }\n   ],\n   " + to);
    for (String last : List.of("20", "21", "22")) {
      String rest =
          """
          ,
             "TagSet": [],
             %s,
             "DenyAllIgwTraffic": false,
             "Ipv6Native": false,
             "PrivateIpAddress": "%s\"\
          """;
      String address = "10.20.10.2" + last;
      account
          .replace(
              TOKYO,
              "ec2/DescribeNetworkInterfaces",
              subnet + rest.formatted(from, "10.21.10." + last),
              other + rest.formatted(to, address))
          .replace(
              TOKYO,
              "ec2/DescribeNetworkInterfaces",
              "\"10.21.10." + last + "\"",
              "\"" + address + "\"");
    }
    return account;
  }

  private static DemoFolder withoutVirginia(DemoFolder account) {
    return account
        .write(VIRGINIA, "ec2/DescribeInstances", "{\"Reservations\": []}")
        .write(VIRGINIA, "ec2/DescribeNetworkInterfaces", "{\"NetworkInterfaces\": []}")
        .write(VIRGINIA, "ssm/DescribeInstanceInformation", "{\"InstanceInformationList\": []}");
  }
}
