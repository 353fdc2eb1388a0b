package dev.loginpath.collect;

import static dev.loginpath.collect.Ec2Records.maybe;
import static dev.loginpath.collect.Ec2Records.text;

import dev.loginpath.snapshot.ConnectionStatus;
import dev.loginpath.snapshot.InventoryNode;
import dev.loginpath.snapshot.InventoryPackage;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.snapshot.ServiceSetting;
import dev.loginpath.snapshot.SessionDocument;
import dev.loginpath.snapshot.SsmSnapshot;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DocumentFormat;
import software.amazon.awssdk.services.ssm.model.GetInventoryRequest;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;
import software.amazon.awssdk.services.ssm.model.InventoryFilter;
import software.amazon.awssdk.services.ssm.model.InventoryQueryOperatorType;
import software.amazon.awssdk.services.ssm.model.InventoryResultEntity;
import software.amazon.awssdk.services.ssm.model.InventoryResultItem;
import software.amazon.awssdk.services.ssm.model.ResultAttribute;

/** Reads Systems Manager in one region. */
final class SsmCollector {

  static final Set<String> ACTIONS =
      Set.of(
          "ssm:DescribeInstanceInformation",
          "ssm:GetConnectionStatus",
          "ssm:GetDocument",
          "ssm:GetInventory",
          "ssm:GetServiceSetting");

  private static final int PAGE = 50;
  private static final String PREFERENCES = "SSM-SessionManagerRunShell";
  private static final String HOST_MANAGEMENT =
      "/ssm/managed-instance/default-ec2-instance-management-role";
  private static final String SELF = "AWS:InstanceInformation";
  private static final String PACKAGES = "AWS:Application";

  /** Fedora and EPEL split the package in two. */
  private static final List<String> AGENT_PACKAGES =
      List.of("ec2-instance-connect", "ec2-instance-connect-config");

  private static final Set<String> NO_DOCUMENT =
      Set.of("InvalidDocument", "InvalidDocumentVersion", "DoesNotExistException");

  private final SsmClient ssm;
  private final String region;

  SsmCollector(SsmClient ssm, String region) {
    this.ssm = ssm;
    this.region = region;
  }

  SsmSnapshot collect() {
    return new SsmSnapshot(
        nodes(),
        List.of(),
        inventoryNodes(),
        packages(),
        preferences("$DEFAULT"),
        preferences("$LATEST"),
        hostManagementRole());
  }

  private Observed<List<ManagedNode>> nodes() {
    return Observe.pages(
        Call.of("ssm:DescribeInstanceInformation", region),
        () -> ssm.describeInstanceInformationPaginator(it -> it.maxResults(PAGE)).iterator(),
        page ->
            page.instanceInformationList().stream()
                .filter(it -> it.instanceId() != null)
                .map(SsmCollector::node)
                .toList(),
        ManagedNode::id);
  }

  private static ManagedNode node(InstanceInformation it) {
    return new ManagedNode(
        it.instanceId(),
        text(it.resourceTypeAsString()),
        text(it.pingStatusAsString()),
        Optional.ofNullable(it.lastPingDateTime()),
        maybe(it.agentVersion()),
        maybe(it.platformName()),
        maybe(it.platformVersion()));
  }

  List<ConnectionStatus> connectionStatuses(SortedSet<String> nodes) {
    return nodes.stream()
        .map(node ->
            new ConnectionStatus(
                node,
                Observe.one(
                    new Call("ssm:GetConnectionStatus", region, node),
                    Set.of(),
                    () -> maybe(ssm.getConnectionStatus(it -> it.target(node)).statusAsString()))))
        .toList();
  }

  private Observed<List<InventoryNode>> inventoryNodes() {
    GetInventoryRequest request =
        GetInventoryRequest.builder()
            .maxResults(PAGE)
            .resultAttributes(ResultAttribute.builder().typeName(SELF).build())
            .build();
    return Observe.pages(
        new Call("ssm:GetInventory", region, SELF),
        () -> ssm.getInventoryPaginator(request).iterator(),
        page ->
            page.entities().stream()
                .filter(it -> it.id() != null)
                .flatMap(it -> content(it, SELF).limit(1).map(self -> inventoryNode(it.id(), self)))
                .toList(),
        InventoryNode::id);
  }

  private static InventoryNode inventoryNode(String id, Map<String, String> self) {
    return new InventoryNode(
        id,
        maybe(self.get("InstanceStatus")),
        maybe(self.get("PlatformName")),
        maybe(self.get("PlatformVersion")),
        maybe(self.get("AgentVersion")));
  }

  private static Stream<Map<String, String>> content(InventoryResultEntity entity, String type) {
    InventoryResultItem data = entity.data().get(type);
    return data == null ? Stream.empty() : data.content().stream();
  }

  /**
   * Only the packages themselves count: a node in the answer that does not list one shows nothing.
   */
  private Observed<List<InventoryPackage>> packages() {
    GetInventoryRequest request =
        GetInventoryRequest.builder()
            .maxResults(PAGE)
            .filters(
                InventoryFilter.builder()
                    .key(PACKAGES + ".Name")
                    .type(InventoryQueryOperatorType.EQUAL)
                    .values(AGENT_PACKAGES)
                    .build())
            .resultAttributes(ResultAttribute.builder().typeName(PACKAGES).build())
            .build();
    return Observe.pages(
        new Call("ssm:GetInventory", region, PACKAGES),
        () -> ssm.getInventoryPaginator(request).iterator(),
        page ->
            page.entities().stream()
                .filter(it -> it.id() != null)
                .flatMap(it ->
                    content(it, PACKAGES)
                        .filter(app -> AGENT_PACKAGES.contains(text(app.get("Name"))))
                        .map(app ->
                            new InventoryPackage(
                                it.id(), text(app.get("Name")), maybe(app.get("Version")))))
                .toList(),
        it -> it.nodeId() + " " + it.name());
  }

  private Observed<SessionDocument> preferences(String version) {
    return Observe.one(
        new Call("ssm:GetDocument", region, PREFERENCES + " " + version),
        NO_DOCUMENT,
        () ->
            maybe(
                    ssm.getDocument(it ->
                            it.name(PREFERENCES)
                                .documentVersion(version)
                                .documentFormat(DocumentFormat.JSON))
                        .content())
                .map(content -> new SessionDocument(PREFERENCES, version, content)));
  }

  private Observed<ServiceSetting> hostManagementRole() {
    return Observe.one(
        new Call("ssm:GetServiceSetting", region, HOST_MANAGEMENT),
        Set.of("ServiceSettingNotFound"),
        () ->
            Optional.ofNullable(
                    ssm.getServiceSetting(it -> it.settingId(HOST_MANAGEMENT)).serviceSetting())
                .map(it ->
                    new ServiceSetting(
                        HOST_MANAGEMENT, text(it.settingValue()), maybe(it.status()))));
  }
}
