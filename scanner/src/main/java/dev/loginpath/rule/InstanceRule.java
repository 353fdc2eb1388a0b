package dev.loginpath.rule;

import dev.loginpath.path.AssessedInstance;
import dev.loginpath.path.AssessedRegion;
import dev.loginpath.report.Evidence;
import dev.loginpath.report.Fix;
import dev.loginpath.report.Resource;
import dev.loginpath.verdict.Cause;
import dev.loginpath.verdict.Observed;
import dev.loginpath.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A rule about instances. Instances that could not be listed are one unknown judgement. */
interface InstanceRule extends Rule {

  Optional<Judgement> judge(AssessedInstance instance, Resource resource);

  @Override
  default List<Judgement> judge(AssessedRegion region) {
    List<Judgement> judgements = new ArrayList<>();
    for (AssessedInstance instance : region.instances()) {
      judge(instance, resource(region, instance.subject().instance().id()))
          .ifPresent(judgements::add);
    }
    Optional<Cause> gap = Observed.gap(region.region().ec2().instances());
    if (gap.isPresent()) {
      List<Evidence> evidence = Verdict.unknown(List.of(gap.get())).evidence();
      Fix fix = new Fix("Let the scanner list the instances.", List.of());
      judgements.add(
          Judgement.unknown(
              this, resource(region, "*"), Optional.empty(), evidence, List.of(gap.get()), fix));
    }
    return judgements;
  }

  private static Resource resource(AssessedRegion region, String id) {
    String arn =
        "arn:%s:ec2:%s:%s:instance/%s"
            .formatted(region.partition(), region.region().name(), region.account(), id);
    return new Resource("AWS::EC2::Instance", id, arn);
  }
}
