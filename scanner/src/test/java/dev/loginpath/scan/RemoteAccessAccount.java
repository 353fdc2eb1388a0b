package dev.loginpath.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The account of the case about Client VPN, with all that AWS tells of the endpoint: two groups of
 * a directory and everybody, routes, and a Verified Access endpoint beside it.
 */
record RemoteAccessAccount(Path root) {

  static final String REGION = "eu-west-1";
  static final String VPN = "cvpn-endpoint-0aa11bb22cc33dd44";

  private static final Path CASE =
      Path.of("src", "test", "resources", "cases", "81-client-vpn-in-the-vpc", "folder");

  static RemoteAccessAccount in(Path root) {
    try (Stream<Path> files = Files.walk(CASE)) {
      for (Path from : files.filter(Files::isRegularFile).toList()) {
        Path to = root.resolve(CASE.relativize(from).toString());
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return new RemoteAccessAccount(root)
        .write(
            "DescribeClientVpnAuthorizationRules/" + VPN,
            """
            {"AuthorizationRules": [
              {"DestinationCidr": "0.0.0.0/0", "GroupId": "", "AccessAll": true, "Status": {"Code": "active"}},
              {"DestinationCidr": "10.0.0.0/16", "GroupId": "admins", "AccessAll": false, "Status": {"Code": "active"}},
              {"DestinationCidr": "10.0.0.0/16", "GroupId": "guests", "AccessAll": false, "Status": {"Code": "revoking"}}]}
            """)
        .write(
            "DescribeClientVpnRoutes/" + VPN,
            """
            {"Routes": [
              {"DestinationCidr": "10.0.0.0/16", "TargetSubnet": "subnet-000000000000003eb",
               "Type": "Nat", "Origin": "associate", "Status": {"Code": "active"}},
              {"DestinationCidr": "10.8.0.0/22", "TargetSubnet": "local",
               "Type": "Nat", "Origin": "add-route", "Status": {"Code": "active"}}]}
            """)
        .replace("DescribeClientVpnEndpoints", "\"certificate-auth", "\"federated-auth")
        .write(
            "DescribeVerifiedAccessEndpoints",
            """
            {"VerifiedAccessEndpoints": [
              {"VerifiedAccessEndpointId": "vae-1", "VerifiedAccessGroupId": "vagr-1",
               "EndpointType": "cidr", "AttachmentType": "vpc", "SecurityGroupIds": ["sg-1"],
               "CidrOptions": {"Cidr": "10.0.0.0/16", "Protocol": "tcp", "SubnetIds": ["subnet-1"],
                               "PortRanges": [{"FromPort": 22, "ToPort": 22}]},
               "Status": {"Code": "active"}},
              {"VerifiedAccessEndpointId": "vae-2", "VerifiedAccessGroupId": "vagr-1",
               "EndpointType": "network-interface", "AttachmentType": "vpc", "SecurityGroupIds": ["sg-1"],
               "NetworkInterfaceOptions": {"NetworkInterfaceId": "eni-1", "Protocol": "https", "Port": 443},
               "Status": {"Code": "active"}},
              {"VerifiedAccessEndpointId": "vae-3", "VerifiedAccessGroupId": "vagr-1",
               "EndpointType": "load-balancer", "AttachmentType": "vpc", "SecurityGroupIds": ["sg-1"],
               "LoadBalancerOptions": {"LoadBalancerArn": "arn:lb", "Protocol": "tcp", "SubnetIds": ["subnet-1"],
                                       "PortRanges": [{"FromPort": 20, "ToPort": 25}]},
               "Status": {"Code": "updating"}}]}
            """);
  }

  private Path file(String name) {
    return root.resolve(DemoFolder.ACCOUNT).resolve(REGION).resolve("ec2").resolve(name + ".json");
  }

  RemoteAccessAccount write(String name, String json) {
    try {
      Files.createDirectories(file(name).getParent());
      Files.writeString(file(name), json);
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  RemoteAccessAccount replace(String name, String from, String to) {
    try {
      String text = Files.readString(file(name));
      if (!text.contains(from)) {
        throw new IllegalArgumentException(from + " is not in " + name);
      }
      return write(name, text.replace(from, to));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
