package dev.loginpath.host;

import dev.loginpath.report.Evidence;
import dev.loginpath.report.ManagedBy;
import dev.loginpath.report.OwnerKind;
import dev.loginpath.snapshot.Instance;
import dev.loginpath.verdict.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What recreates an instance, by what its launch left on it. Of several owners the first of {@link
 * OwnerKind} counts. Tags that begin with {@code aws:} are AWS's own; others anybody may set, so
 * that an owner is a label and decides nothing. See <a
 * href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html">tag restrictions</a>.
 */
public final class Owners {

  private static final String TEMPLATE = "aws:ec2launchtemplate:id";
  private static final String TEMPLATE_VERSION = "aws:ec2launchtemplate:version";
  private static final String GROUP = "aws:autoscaling:groupName";

  /** The tags that tell each kind, the surest first. */
  private static final Map<OwnerKind, List<String>> TAGS =
      Map.ofEntries(
          Map.entry(OwnerKind.OPERATOR, List.of()),
          Map.entry(OwnerKind.EMR_CLUSTER, List.of("aws:elasticmapreduce:job-flow-id")),
          Map.entry(
              OwnerKind.ELASTIC_BEANSTALK_ENVIRONMENT,
              List.of("elasticbeanstalk:environment-name")),
          Map.entry(OwnerKind.EKS_NODE_GROUP, List.of("eks:nodegroup-name")),
          Map.entry(OwnerKind.KARPENTER_NODE_POOL, List.of("karpenter.sh/nodepool")),
          Map.entry(OwnerKind.ECS_CAPACITY_PROVIDER, List.of("AmazonECSManaged")),
          Map.entry(OwnerKind.AUTO_SCALING_GROUP, List.of(GROUP)),
          Map.entry(OwnerKind.EC2_FLEET, List.of("aws:ec2:fleet-id")),
          Map.entry(OwnerKind.SPOT_FLEET, List.of("aws:ec2spot:fleet-request-id")),
          Map.entry(OwnerKind.EKS_CLUSTER, List.of("aws:eks:cluster-name", "eks:cluster-name")),
          Map.entry(OwnerKind.CLOUDFORMATION_STACK, List.of("aws:cloudformation:stack-name")));

  private Owners() {}

  /**
   * The first owner that anything tells.
   *
   * @param call the call that listed the instance
   */
  public static Optional<ManagedBy> of(Instance instance, Call call) {
    return Stream.of(OwnerKind.values())
        .flatMap(it -> owner(it, instance, call.about(instance.id())).stream())
        .findFirst();
  }

  private static Optional<ManagedBy> owner(OwnerKind kind, Instance instance, Call call) {
    if (kind == OwnerKind.OPERATOR) {
      return instance.operator().managed()
          ? Optional.of(
              owner(
                  kind, instance, instance.operator().principal(), call, "an operator manages it"))
          : Optional.empty();
    }
    SortedMap<String, String> tags = instance.tags();
    return TAGS.getOrDefault(kind, List.of()).stream()
        .filter(tags::containsKey)
        .findFirst()
        .map(it -> owner(kind, instance, name(kind, it, tags), call, told(it)));
  }

  private static ManagedBy owner(
      OwnerKind kind, Instance instance, Optional<String> name, Call call, String fact) {
    return new ManagedBy(
        kind,
        name.filter(it -> !it.isBlank()),
        template(instance.tags()),
        List.of(new Evidence(call.toString(), fact)));
  }

  private static String told(String tag) {
    return "has the tag "
        + tag
        + (tag.startsWith("aws:") ? ", which AWS alone sets" : ", which anybody may set");
  }

  /** The tag of ECS names nothing, and a node group is told apart by its cluster. */
  private static Optional<String> name(OwnerKind kind, String tag, SortedMap<String, String> tags) {
    Optional<String> value = Optional.ofNullable(tags.get(tag));
    return switch (kind) {
      case ECS_CAPACITY_PROVIDER -> Optional.ofNullable(tags.get(GROUP));
      case EKS_NODE_GROUP, KARPENTER_NODE_POOL ->
          TAGS.getOrDefault(OwnerKind.EKS_CLUSTER, List.of()).stream()
              .filter(tags::containsKey)
              .findFirst()
              .map(it -> tags.get(it) + "/" + value.orElse(""))
              .or(() -> value);
      case OPERATOR,
          EMR_CLUSTER,
          ELASTIC_BEANSTALK_ENVIRONMENT,
          AUTO_SCALING_GROUP,
          EC2_FLEET,
          SPOT_FLEET,
          EKS_CLUSTER,
          CLOUDFORMATION_STACK ->
          value;
    };
  }

  private static Optional<String> template(SortedMap<String, String> tags) {
    return Optional.ofNullable(tags.get(TEMPLATE))
        .filter(it -> !it.isBlank())
        .map(it ->
            it
                + Optional.ofNullable(tags.get(TEMPLATE_VERSION))
                    .map(version -> ", version " + version)
                    .orElse(""));
  }
}
