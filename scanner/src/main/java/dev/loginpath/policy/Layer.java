package dev.loginpath.policy;

/** The kinds of policies that bear on a request. */
public enum Layer {
  SERVICE_CONTROL("service control policies"),
  RESOURCE_CONTROL("resource control policies"),
  IDENTITY("identity policies"),
  BOUNDARY("permissions boundary"),
  SESSION("session policy"),
  RESOURCE("resource policy"),
  ENDPOINT("VPC endpoint policy");

  private final String words;

  Layer(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
