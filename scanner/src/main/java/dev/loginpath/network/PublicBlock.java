package dev.loginpath.network;

import dev.loginpath.snapshot.BlockPublicAccess;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;

/**
 * VPC block public access, which overrides every route and rule. See <a
 * href="https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html">its
 * basics</a>.
 */
final class PublicBlock {

  private PublicBlock() {}

  /** Met where it blocks nothing. */
  static Verdict off(Observed<BlockPublicAccess> setting) {
    return switch (setting) {
      case Observed.Known<BlockPublicAccess> known
          when known.value().internetGatewayBlockMode().equals("off") ->
          Verdict.met(known.call(), "VPC block public access is off");
      case Observed.Known<BlockPublicAccess> known ->
          Verdict.unknown(
              known.call(),
              "the mode is " + known.value().internetGatewayBlockMode(),
              "VPC block public access is in force, which is not evaluated yet.");
      case Observed.Absent<BlockPublicAccess> absent ->
          Verdict.met(absent.call(), "VPC block public access is not configured");
      case Observed.Unseen<BlockPublicAccess> unseen -> Verdict.unknown(unseen);
    };
  }
}
