package dev.loginpath.snapshot;

import dev.loginpath.verdict.Observed;
import java.util.List;
import java.util.stream.Stream;

/** Everything read from Systems Manager in one region. */
public record SsmSnapshot(
    Observed<List<ManagedNode>> nodes,
    List<ConnectionStatus> connectionStatuses,
    Observed<List<InventoryNode>> inventoryNodes,
    Observed<List<InventoryPackage>> instanceConnectPackages,
    Observed<SessionDocument> defaultPreferences,
    Observed<SessionDocument> latestPreferences,
    Observed<ServiceSetting> defaultHostManagementRole) {
  public SsmSnapshot {
    connectionStatuses = List.copyOf(connectionStatuses);
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
            defaultHostManagementRole);
    return Stream.concat(calls, connectionStatuses.stream().map(ConnectionStatus::status));
  }

  /** The same region with the answers to questions that were asked later. */
  public SsmSnapshot withConnectionStatuses(List<ConnectionStatus> statuses) {
    return new SsmSnapshot(
        nodes,
        statuses,
        inventoryNodes,
        instanceConnectPackages,
        defaultPreferences,
        latestPreferences,
        defaultHostManagementRole);
  }
}
