package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What kind of place a login comes from. */
public enum SourceKind {
  /** An exact address range. */
  CIDR,
  /** Members of a security group. */
  SECURITY_GROUP,
  /** One network interface. */
  INTERFACE,
  /** A network beyond a private route, whose far side cannot be seen. */
  PRIVATE_NETWORK,
  /** An AWS service that comes in itself, on behalf of an authorised caller. */
  AWS_SERVICE,
  /** Something that a rule admits and that could not be read. */
  UNKNOWN;

  /** The word that {@code report.json} uses. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
