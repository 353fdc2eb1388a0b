package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What recreates an instance, so that a change on it does not last. Where several do, the first of
 * this order counts: who made the others stands before them.
 */
public enum OwnerKind {
  /** A service provider, as the instance's {@code Operator} names it. */
  OPERATOR("operator"),
  EMR_CLUSTER("EMR cluster"),
  ELASTIC_BEANSTALK_ENVIRONMENT("Elastic Beanstalk environment"),
  EKS_NODE_GROUP("EKS node group"),
  KARPENTER_NODE_POOL("Karpenter node pool"),
  ECS_CAPACITY_PROVIDER("ECS capacity provider of the Auto Scaling group"),
  AUTO_SCALING_GROUP("Auto Scaling group"),
  EC2_FLEET("EC2 Fleet"),
  SPOT_FLEET("Spot Fleet request"),
  EKS_CLUSTER("EKS cluster"),
  CLOUDFORMATION_STACK("CloudFormation stack");

  private final String noun;

  OwnerKind(String noun) {
    this.noun = noun;
  }

  /** As AWS calls it. */
  public String noun() {
    return noun;
  }

  /** The word that {@code report.json} uses. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
