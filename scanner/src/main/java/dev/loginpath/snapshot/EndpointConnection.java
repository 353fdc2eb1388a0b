package dev.loginpath.snapshot;

/**
 * An endpoint that asks for a service of the account.
 *
 * @param owner the account that made the endpoint
 * @param state {@code available} once it is connected
 */
public record EndpointConnection(String serviceId, String endpointId, String owner, String state) {

  /** It carries connections, whoever may make new endpoints today. */
  public boolean isConnected() {
    return state.equalsIgnoreCase("available");
  }
}
