package dev.loginpath.path;

import dev.loginpath.report.PathId;
import java.util.List;

/** A way onto an instance. */
public interface LoginPath {

  /** The paths that lead to an instance by itself, in the order of the report. */
  List<LoginPath> STRAIGHT =
      List.of(
          new SshDirect(),
          new RdpDirect(),
          new SessionManager(),
          new SsmTunnel(),
          new InstanceConnect(),
          new InstanceConnectEndpoint(),
          new SerialConsole(),
          new RunCommand(),
          new FleetManagerRdp());

  /** Which one it is. */
  PathId id();

  /** Whether the path leads onto the instance, with the evidence for every part of the answer. */
  Assessment assess(Subject subject);
}
