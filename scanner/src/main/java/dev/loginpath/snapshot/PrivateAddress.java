package dev.loginpath.snapshot;

import dev.loginpath.verdict.Call;
import java.util.Optional;

/**
 * A private IPv4 address of an interface and what stands in front of it.
 *
 * @param publicAddress the address of the internet, if there is one
 * @param carrierAddress the address of a telecommunication carrier's network, in a Wavelength Zone
 * @param told the call that told what stands in front of it, where it was another one than that
 *     which told the interface
 * @param primary whether it is the interface's primary one, from which systems send unless told
 *     otherwise; empty where no answer tells
 * @param allocationId of the Elastic IP address in front of it, where an answer tells
 */
public record PrivateAddress(
    String address,
    Optional<String> publicAddress,
    @Added(in = "4.0") Optional<String> carrierAddress,
    @Added(in = "4.1", without = "null") Optional<Call> told,
    @Added(in = "4.1", without = "null") Optional<Boolean> primary,
    @Added(in = "4.1", without = "null") Optional<String> allocationId) {

  /** As the call that told the interface told it, but for whether it is the primary one. */
  public PrivateAddress(
      String address, Optional<String> publicAddress, Optional<String> carrierAddress) {
    this(address, publicAddress, carrierAddress, Optional.empty(), Optional.empty());
  }

  /** With nothing told of an allocation. */
  public PrivateAddress(
      String address,
      Optional<String> publicAddress,
      Optional<String> carrierAddress,
      Optional<Call> told,
      Optional<Boolean> primary) {
    this(address, publicAddress, carrierAddress, told, primary, Optional.empty());
  }
}
