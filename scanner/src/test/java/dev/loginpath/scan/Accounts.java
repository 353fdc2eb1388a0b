package dev.loginpath.scan;

import static dev.loginpath.scan.DemoFolder.TOKYO;
import static dev.loginpath.scan.DemoFolder.VIRGINIA;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Accounts that differ from the demo account in what is there and in what may be read. */
enum Accounts {
  DEMO(it -> it),

  /** Nothing of Virginia, so that all is in Tokyo; every VPC endpoint is in the main VPC. */
  ENDPOINTS(it ->
      withoutVirginia(it)
          .replace(
              TOKYO,
              "ec2/DescribeVpcEndpoints",
              "\"VpcId\": \"vpc-0ab2bfa30adb2534b\"",
              "\"VpcId\": \"vpc-01670a2f24f7fc10d\"")
          .replace(
              TOKYO,
              "ec2/DescribeVpcEndpoints",
              "\"subnet-0c06b8c2244ffef5a\"",
              "\"subnet-07805f66e1b6e690c\"")),

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

  private static DemoFolder withoutVirginia(DemoFolder account) {
    return account
        .write(VIRGINIA, "ec2/DescribeInstances", "{\"Reservations\": []}")
        .write(VIRGINIA, "ec2/DescribeNetworkInterfaces", "{\"NetworkInterfaces\": []}")
        .write(VIRGINIA, "ssm/DescribeInstanceInformation", "{\"InstanceInformationList\": []}");
  }
}
