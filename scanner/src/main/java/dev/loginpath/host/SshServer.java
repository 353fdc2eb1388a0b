package dev.loginpath.host;

/** Why a system takes no SSH logins as its publisher ships it. */
public enum SshServer {
  /**
   * Only the admin container has one, which user data or the control container enables. See <a
   * href="https://bottlerocket.dev/en/os/latest/concepts/ssh/">SSH on Bottlerocket</a>.
   */
  ADMIN_CONTAINER,
  /** It has neither an SSH server nor a shell. */
  NONE
}
