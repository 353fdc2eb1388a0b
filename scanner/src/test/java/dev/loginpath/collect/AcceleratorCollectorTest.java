package dev.loginpath.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loginpath.report.Outcome;
import dev.loginpath.scan.DemoFolder;
import dev.loginpath.snapshot.Accelerator;
import dev.loginpath.snapshot.AcceleratorListener;
import dev.loginpath.snapshot.AcceleratorListeners;
import dev.loginpath.snapshot.AcceleratorSnapshot;
import dev.loginpath.snapshot.EndpointGroup;
import dev.loginpath.snapshot.ListenerEndpointGroups;
import dev.loginpath.snapshot.PortRange;
import dev.loginpath.verdict.Observed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accelerators of both kinds through the real SDK, once for all regions. */
class AcceleratorCollectorTest {

  private static final String GLOBAL = "aws-global";
  private static final String SERVICE = "globalaccelerator/";
  private static final String ARN = "arn:aws:globalaccelerator::111122223333:accelerator/a1";
  private static final String LISTENER = ARN + "/listener/l1";
  private static final String CUSTOM = "arn:aws:globalaccelerator::111122223333:accelerator/c1";
  private static final String CUSTOM_LISTENER = CUSTOM + "/listener/l2";

  @TempDir private Path folder;

  private DemoFolder demo;

  @BeforeEach
  void accelerators() {
    demo = new DemoFolder(folder.resolve("demo"));
    write("ListAccelerators", "{\"Accelerators\": [" + accelerator(ARN) + "]}");
    write("ListCustomRoutingAccelerators", "{\"Accelerators\": [" + accelerator(CUSTOM) + "]}");
    write(
        "ListListeners/" + encoded(ARN),
        """
        {"Listeners": [{"ListenerArn": "%s", "Protocol": "TCP",
          "PortRanges": [{"FromPort": 443, "ToPort": 443}, {"FromPort": 22, "ToPort": 23}]}]}
        """
            .formatted(LISTENER));
    write(
        "ListEndpointGroups/" + encoded(LISTENER),
        """
        {"EndpointGroups": [{"EndpointGroupArn": "%s/endpoint-group/g1",
          "EndpointGroupRegion": "ap-northeast-1", "TrafficDialPercentage": 50.0,
          "PortOverrides": [{"ListenerPort": 443, "EndpointPort": 22}],
          "EndpointDescriptions": [{"EndpointId": "i-1", "Weight": 128, "HealthState": "HEALTHY",
            "ClientIPPreservationEnabled": true}]}]}
        """
            .formatted(LISTENER));
    write(
        "ListCustomRoutingListeners/" + encoded(CUSTOM),
        """
        {"Listeners": [{"ListenerArn": "%s", "PortRanges": [{"FromPort": 5000, "ToPort": 9000}]}]}
        """
            .formatted(CUSTOM_LISTENER));
    write(
        "ListCustomRoutingEndpointGroups/" + encoded(CUSTOM_LISTENER),
        """
        {"EndpointGroups": [{"EndpointGroupArn": "%s/endpoint-group/g2",
          "EndpointGroupRegion": "us-east-1",
          "DestinationDescriptions": [
            {"FromPort": 20, "ToPort": 30, "Protocols": ["TCP"]},
            {"FromPort": 3389, "ToPort": 3389, "Protocols": ["UDP"]}],
          "EndpointDescriptions": [{"EndpointId": "subnet-1"}]}]}
        """
            .formatted(CUSTOM_LISTENER));
    write(
        "ListCrossAccountAttachments",
        """
        {"CrossAccountAttachments": [{"AttachmentArn": "arn:x", "Name": "lent",
          "Principals": ["444455556666"],
          "Resources": [{"EndpointId": "arn:aws:ec2:us-east-1:111122223333:instance/i-2"}]}]}
        """);
  }

  private static String accelerator(String arn) {
    return """
    {"AcceleratorArn": "%s", "Name": "front", "Enabled": true, "IpAddressType": "DUAL_STACK",
      "DnsName": "a1.awsglobalaccelerator.com", "Status": "DEPLOYED"}
    """
        .formatted(arn);
  }

  private static String encoded(String arn) {
    return arn.replace(":", "%3A").replace("/", "%2F");
  }

  private void write(String file, String json) {
    demo.write(GLOBAL, SERVICE + file, json);
  }

  private AcceleratorSnapshot read() {
    return demo.snapshot().accelerators();
  }

  @Test
  void eachListWithWhatItLeadsTo() {
    AcceleratorSnapshot read = read();
    assertThat(Observed.items(read.accelerators()))
        .containsExactly(
            new Accelerator(ARN, "front", true, true, Optional.of("a1.awsglobalaccelerator.com")));
    assertThat(Observed.items(read.customRoutingAccelerators()))
        .extracting(Accelerator::arn)
        .containsExactly(CUSTOM);
    assertThat(read.listeners())
        .flatExtracting(it -> Observed.items(it.listeners()))
        .containsExactly(
            new AcceleratorListener(
                LISTENER, true, List.of(new PortRange(22, 23), new PortRange(443, 443))),
            new AcceleratorListener(CUSTOM_LISTENER, true, List.of(new PortRange(5000, 9000))));
    assertThat(read.endpointGroups())
        .flatExtracting(it -> Observed.items(it.endpointGroups()))
        .containsExactly(
            new EndpointGroup(
                LISTENER + "/endpoint-group/g1",
                "ap-northeast-1",
                50,
                List.of(new EndpointGroup.PortOverride(443, 22)),
                List.of(new EndpointGroup.Endpoint("i-1", 128, true)),
                List.of()),
            new EndpointGroup(
                CUSTOM_LISTENER + "/endpoint-group/g2",
                "us-east-1",
                100,
                List.of(),
                List.of(new EndpointGroup.Endpoint("subnet-1", 1, true)),
                List.of(new PortRange(20, 30))));
    assertThat(Observed.items(read.lentEndpoints()))
        .containsExactly("arn:aws:ec2:us-east-1:111122223333:instance/i-2");
  }

  @Test
  void aListHasPages() {
    write(
        "ListAccelerators",
        "{\"Accelerators\": ["
            + IntStream.range(0, 250)
                .mapToObj(it -> accelerator(ARN + (1000 + it)))
                .collect(Collectors.joining(","))
            + "]}");
    assertThat(Observed.items(read().accelerators())).hasSize(250);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ListAccelerators",
        "ListCustomRoutingAccelerators",
        "ListListeners",
        "ListCustomRoutingListeners",
        "ListEndpointGroups",
        "ListCustomRoutingEndpointGroups",
        "ListCrossAccountAttachments"
      })
  void eachIsUnseenWhereItIsDenied(String operation) {
    demo.deny(GLOBAL, SERVICE + operation);
    AcceleratorSnapshot read = read();
    assertThat(
            demo.snapshot()
                .observations()
                .filter(it -> it.call().action().equals("globalaccelerator:" + operation)))
        .isNotEmpty()
        .allMatch(it -> it.outcome() == Outcome.DENIED);
    assertThat(read.listeners())
        .extracting(AcceleratorListeners::acceleratorArn)
        .hasSize(
            operation.equals("ListAccelerators")
                    || operation.equals("ListCustomRoutingAccelerators")
                ? 1
                : 2);
  }

  @Test
  void whatLacksAMemberIsNotReadInFull() {
    write(
        "ListEndpointGroups/" + encoded(LISTENER),
        """
        {"EndpointGroups": [{"EndpointGroupArn": "%s/endpoint-group/g1",
          "EndpointGroupRegion": "ap-northeast-1", "TrafficDialPercentage": 100.0,
          "EndpointDescriptions": [{"EndpointId": "i-1"}]}]}
        """
            .formatted(LISTENER));
    Observed<List<EndpointGroup>> groups =
        read().endpointGroups().stream()
            .filter(it -> it.listenerArn().equals(LISTENER))
            .map(ListenerEndpointGroups::endpointGroups)
            .findFirst()
            .orElseThrow();
    assertThat(groups)
        .isInstanceOfSatisfying(
            Observed.Unseen.class, it -> assertThat(it.detail()).contains("Weight"));
  }

  @Test
  void anotherPartitionHasNone() {
    demo.write(
        GLOBAL,
        "sts/GetCallerIdentity",
        """
        {"Account": "111122223333", "UserId": "x",
          "Arn": "arn:aws-cn:iam::111122223333:user/reader"}
        """);
    AcceleratorSnapshot read = read();
    assertThat(read.accelerators()).isInstanceOf(Observed.Absent.class);
    assertThat(read.lentEndpoints()).isInstanceOf(Observed.Absent.class);
    assertThat(read.listeners()).isEmpty();
  }
}
