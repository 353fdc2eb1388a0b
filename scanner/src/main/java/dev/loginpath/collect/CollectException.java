package dev.loginpath.collect;

import dev.loginpath.snapshot.AccountSnapshot;
import java.util.List;

/** Why AWS could not be read at all; every case is the user's to mend. */
public abstract sealed class CollectException extends Exception {

  private CollectException(String message) {
    super(message);
  }

  /** No credentials were found. */
  public static final class NoCredentials extends CollectException {
    NoCredentials(String detail) {
      super(detail);
    }
  }

  /** The credentials, or the login session that makes them, are too old. */
  public static final class ExpiredCredentials extends CollectException {
    ExpiredCredentials(String detail) {
      super(detail);
    }
  }

  /** The credentials expired while they were used. */
  public static final class ExpiredInMidScan extends CollectException {
    private final transient AccountSnapshot soFar;

    ExpiredInMidScan(String detail, AccountSnapshot soFar) {
      super(detail);
      this.soFar = soFar;
    }

    /** What was read until then. */
    public AccountSnapshot soFar() {
      return soFar;
    }
  }

  /** This machine's clock and AWS's differ too much for requests to be accepted. */
  public static final class ClockSkewed extends CollectException {
    ClockSkewed(String detail) {
      super(detail);
    }
  }

  /** AWS does not accept the credentials. */
  public static final class RejectedCredentials extends CollectException {
    RejectedCredentials(String detail) {
      super(detail);
    }
  }

  /** The profile is not in the AWS configuration. */
  public static final class UnknownProfile extends CollectException {
    UnknownProfile(String name) {
      super(name);
    }
  }

  /** AWS has no such region. */
  public static final class UnknownRegion extends CollectException {
    private final transient List<String> known;

    UnknownRegion(String name, List<String> known) {
      super(name);
      this.known = List.copyOf(known);
    }

    /** The regions that there are. */
    public List<String> known() {
      return known;
    }
  }

  /** The account has not opted in to the region. */
  public static final class RegionNotEnabled extends CollectException {
    RegionNotEnabled(String name) {
      super(name);
    }
  }

  /** Nobody answers. */
  public static final class EndpointSilent extends CollectException {
    EndpointSilent(String detail) {
      super(detail);
    }
  }

  /** Somebody answers, and it is not AWS: a proxy's login page, for instance. */
  public static final class EndpointForeign extends CollectException {
    EndpointForeign(String detail) {
      super(detail);
    }
  }

  /** The role to read the account with could not be assumed. */
  public static final class RoleNotAssumed extends CollectException {
    RoleNotAssumed(String detail) {
      super(detail);
    }
  }
}
