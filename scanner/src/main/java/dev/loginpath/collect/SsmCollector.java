package dev.loginpath.collect;

import static dev.loginpath.collect.Answers.maybe;
import static dev.loginpath.collect.Answers.text;

import dev.loginpath.snapshot.ConnectionStatus;
import dev.loginpath.snapshot.InventoryNode;
import dev.loginpath.snapshot.InventoryPackage;
import dev.loginpath.snapshot.ManagedNode;
import dev.loginpath.snapshot.NodeTags;
import dev.loginpath.snapshot.ServiceSetting;
import dev.loginpath.snapshot.SessionDocument;
import dev.loginpath.snapshot.SessionDocumentVersions;
import dev.loginpath.snapshot.SsmSnapshot;
import dev.loginpath.verdict.Call;
import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DocumentFormat;
import software.amazon.awssdk.services.ssm.model.DocumentKeyValuesFilter;
import software.amazon.awssdk.services.ssm.model.DocumentType;
import software.amazon.awssdk.services.ssm.model.GetInventoryRequest;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;
import software.amazon.awssdk.services.ssm.model.InventoryFilter;
import software.amazon.awssdk.services.ssm.model.InventoryQueryOperatorType;
import software.amazon.awssdk.services.ssm.model.InventoryResultEntity;
import software.amazon.awssdk.services.ssm.model.InventoryResultItem;
import software.amazon.awssdk.services.ssm.model.ListDocumentsRequest;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.ResultAttribute;

/** Reads Systems Manager in one region. */
final class SsmCollector {

  static final Set<String> ACTIONS =
      Set.of(
          "ssm:DescribeInstanceInformation",
          "ssm:GetConnectionStatus",
          "ssm:GetDocument",
          "ssm:GetInventory",
          "ssm:GetServiceSetting",
          "ssm:ListDocuments",
          "ssm:ListTagsForResource");

  private static final int PAGE = 50;
  private static final String DEFAULT = "$DEFAULT";
  private static final String LATEST = "$LATEST";
  static final String PREFERENCES = "SSM-SessionManagerRunShell";
  private static final String HOST_MANAGEMENT =
      "/ssm/managed-instance/default-ec2-instance-management-role";
  private static final String PUBLIC_SHARING = "/ssm/documents/console/public-sharing-permission";
  private static final String ACTIVATION_TIER = "/ssm/managed-instance/activation-tier";

  /** The settings that are asked for. */
  static final List<String> SETTINGS = List.of(HOST_MANAGEMENT, PUBLIC_SHARING, ACTIVATION_TIER);

  private static final String SELF = "AWS:InstanceInformation";
  private static final String PACKAGES = "AWS:Application";

  /** Fedora and EPEL split the package in two. */
  static final List<String> AGENT_PACKAGES =
      List.of("ec2-instance-connect", "ec2-instance-connect-config");

  private static final Set<String> NO_DOCUMENT =
      Set.of("InvalidDocument", "InvalidDocumentVersion", "DoesNotExistException");

  /** At 200 ms a call, below the 50 of GetConnectionStatus that AWS answers in a second. */
  private static final int AT_ONCE = 8;

  private final SideBySide sideBySide = new SideBySide(AT_ONCE);
  private final SsmClient ssm;
  private final String region;

  SsmCollector(SsmClient ssm, String region) {
    this.ssm = ssm;
    this.region = region;
  }

  SsmSnapshot collect() {
    Observed<List<ManagedNode>> nodes = nodes();
    Observed<List<String>> sessionDocuments = documents(DocumentType.SESSION);
    return new SsmSnapshot(
        nodes,
        sideBySide.each(
            Observed.items(nodes).stream().filter(ManagedNode::isHybrid).toList(), this::tags),
        List.of(),
        inventoryNodes(),
        packages(),
        document(PREFERENCES, DEFAULT),
        document(PREFERENCES, LATEST),
        sessionDocuments,
        sideBySide.each(
            Observed.items(sessionDocuments).stream()
                .filter(it -> !it.equals(PREFERENCES))
                .toList(),
            it -> new SessionDocumentVersions(it, document(it, DEFAULT), document(it, LATEST))),
        documents(DocumentType.COMMAND),
        setting(HOST_MANAGEMENT),
        setting(PUBLIC_SHARING),
        setting(ACTIVATION_TIER));
  }

  private Observed<List<ManagedNode>> nodes() {
    return Observe.items(
        Call.of("ssm:DescribeInstanceInformation", region),
        () -> ssm.describeInstanceInformationPaginator(it -> it.maxResults(PAGE)).iterator(),
        page -> page.instanceInformationList(),
        SsmCollector::node,
        ManagedNode::id);
  }

  private static ManagedNode node(InstanceInformation it) {
    return new ManagedNode(
        Answers.required(it.instanceId(), "InstanceId"),
        text(it.resourceTypeAsString()),
        text(it.pingStatusAsString()),
        Optional.ofNullable(it.lastPingDateTime()),
        maybe(it.agentVersion()),
        maybe(it.platformName()),
        maybe(it.platformVersion()));
  }

  private NodeTags tags(ManagedNode node) {
    return new NodeTags(
        node.id(),
        Observe.one(
            new Call("ssm:ListTagsForResource", region, node.id()),
            Set.of(),
            () -> Optional.of(tags(node.id()))));
  }

  private SortedMap<String, String> tags(String node) {
    SortedMap<String, String> tags = new TreeMap<>();
    ssm.listTagsForResource(
            it -> it.resourceType(ResourceTypeForTagging.MANAGED_INSTANCE).resourceId(node))
        .tagList()
        .forEach(it -> tags.put(text(it.key()), text(it.value())));
    return tags;
  }

  List<ConnectionStatus> connectionStatuses(SortedSet<String> nodes) {
    return sideBySide.each(
        nodes,
        node ->
            new ConnectionStatus(
                node,
                Observe.one(
                    new Call("ssm:GetConnectionStatus", region, node),
                    Set.of(),
                    () -> maybe(ssm.getConnectionStatus(it -> it.target(node)).statusAsString()))));
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

  /** The names of the account's own documents of a type. */
  private Observed<List<String>> documents(DocumentType type) {
    ListDocumentsRequest request =
        ListDocumentsRequest.builder()
            .maxResults(PAGE)
            .filters(
                DocumentKeyValuesFilter.builder()
                    .key("DocumentType")
                    .values(type.toString())
                    .build(),
                DocumentKeyValuesFilter.builder().key("Owner").values("Self").build())
            .build();
    return Observe.pages(
        new Call("ssm:ListDocuments", region, type.toString()),
        () -> ssm.listDocumentsPaginator(request).iterator(),
        page ->
            page.documentIdentifiers().stream().flatMap(it -> maybe(it.name()).stream()).toList(),
        it -> it);
  }

  private Observed<SessionDocument> document(String name, String version) {
    return Observe.one(
        new Call("ssm:GetDocument", region, name + " " + version),
        NO_DOCUMENT,
        () ->
            maybe(
                    ssm.getDocument(it ->
                            it.name(name)
                                .documentVersion(version)
                                .documentFormat(DocumentFormat.JSON))
                        .content())
                .map(content -> new SessionDocument(name, version, content)));
  }

  private Observed<ServiceSetting> setting(String id) {
    return Observe.one(
        new Call("ssm:GetServiceSetting", region, id),
        Set.of("ServiceSettingNotFound"),
        () ->
            Optional.ofNullable(ssm.getServiceSetting(it -> it.settingId(id)).serviceSetting())
                .map(it -> new ServiceSetting(id, text(it.settingValue()), maybe(it.status()))));
  }
}
