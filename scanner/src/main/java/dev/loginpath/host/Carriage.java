package dev.loginpath.host;

/** How a system comes by the Instance Connect agent. */
public enum Carriage {
  /** Its publisher's images or package repositories carry it. */
  PUBLISHER,
  /** AWS offers packages that somebody must install by hand. */
  MANUAL,
  /** AWS lists no package for it. */
  NONE,
  /** Nobody has confirmed either. */
  UNCONFIRMED
}
