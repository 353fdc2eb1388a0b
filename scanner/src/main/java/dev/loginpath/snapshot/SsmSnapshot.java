package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything read from Systems Manager in one region.
 *
 * @param hybridNodeTags the tags of every hybrid node that is listed
 * @param sessionDocumentNames the account's own Session documents, its preferences among them
 * @param sessionDocuments the content of those, but for the preferences
 * @param documentPublicSharing {@code Disable} where documents cannot be shared with everybody
 * @param activationTier {@code advanced} where nodes outside EC2 admit sessions
 */
public record SsmSnapshot(
    Observed<List<ManagedNode>> nodes,
    @Added(in = "4.0", without = "[]") List<NodeTags> hybridNodeTags,
    List<ConnectionStatus> connectionStatuses,
    Observed<List<InventoryNode>> inventoryNodes,
    Observed<List<InventoryPackage>> instanceConnectPackages,
    Observed<SessionDocument> defaultPreferences,
    Observed<SessionDocument> latestPreferences,
    Observed<List<String>> sessionDocumentNames,
    List<SessionDocumentVersions> sessionDocuments,
    Observed<List<String>> commandDocumentNames,
    Observed<ServiceSetting> defaultHostManagementRole,
    Observed<ServiceSetting> documentPublicSharing,
    Observed<ServiceSetting> activationTier) {
  public SsmSnapshot {
    hybridNodeTags = List.copyOf(hybridNodeTags);
    connectionStatuses = List.copyOf(connectionStatuses);
    sessionDocuments = List.copyOf(sessionDocuments);
  }

  /** Every call that was made, in no particular order. */
  public Stream<Observed<?>> observations() {
    Stream<Observed<?>> calls =
        Stream.of(
            nodes,
            inventoryNodes,
            instanceConnectPackages,
            defaultPreferences,
            latestPreferences,
            sessionDocumentNames,
            commandDocumentNames,
            defaultHostManagementRole,
            documentPublicSharing,
            activationTier);
    return Stream.of(
            calls,
            hybridNodeTags.stream().map(NodeTags::tags),
            connectionStatuses.stream().map(ConnectionStatus::status),
            sessionDocuments.stream().flatMap(SessionDocumentVersions::observations))
        .flatMap(it -> it);
  }

  /** The same region with the answers to questions that were asked later. */
  public SsmSnapshot withConnectionStatuses(List<ConnectionStatus> statuses) {
    return new SsmSnapshot(
        nodes,
        hybridNodeTags,
        statuses,
        inventoryNodes,
        instanceConnectPackages,
        defaultPreferences,
        latestPreferences,
        sessionDocumentNames,
        sessionDocuments,
        commandDocumentNames,
        defaultHostManagementRole,
        documentPublicSharing,
        activationTier);
  }
}
