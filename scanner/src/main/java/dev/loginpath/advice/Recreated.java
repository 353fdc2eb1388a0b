package dev.loginpath.advice;

import dev.loginpath.report.Fix;
import dev.loginpath.report.ManagedBy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to say first of steps for an instance that something recreates: what is changed on it does
 * not last, and where to change it instead.
 */
public final class Recreated {

  private Recreated() {}

  /** The fix of a finding. */
  public static Fix first(Optional<ManagedBy> owner, Fix fix) {
    return new Fix(fix.summary(), first(owner, fix.steps()));
  }

  static List<String> first(Optional<ManagedBy> owner, List<String> steps) {
    return owner.isEmpty() || steps.isEmpty()
        ? steps
        : Stream.concat(Stream.of(words(owner.get())), steps.stream()).toList();
  }

  private static String words(ManagedBy owner) {
    return "A change on the instance itself is lost when the "
        + owner.label()
        + " replaces it. "
        + where(owner);
  }

  private static String where(ManagedBy owner) {
    String template =
        owner.template().map(it -> "the launch template " + it).orElse("what it is launched from");
    return switch (owner.kind()) {
      case OPERATOR ->
          "Its settings cannot be changed on the instance: change them at the operator.";
      case EMR_CLUSTER ->
          "Change the configuration that the cluster is launched with, and launch it anew.";
      case ELASTIC_BEANSTALK_ENVIRONMENT -> "Change the configuration of the environment.";
      case EKS_NODE_GROUP -> "Change " + template + ", and update the node group to it.";
      case KARPENTER_NODE_POOL -> "Change the node class of the pool.";
      case ECS_CAPACITY_PROVIDER, AUTO_SCALING_GROUP ->
          "Change " + template + ", and start an instance refresh.";
      case EC2_FLEET, SPOT_FLEET -> "Change " + template + ", and replace the instances.";
      case EKS_CLUSTER -> "Change " + template + " and replace the node.";
      case CLOUDFORMATION_STACK -> "Change the template of the stack, and update the stack.";
    };
  }
}
