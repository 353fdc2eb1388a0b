package dev.loginpath.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What became of one API call that the scan wanted.
 *
 * @param call service and operation, as {@code ec2:DescribeInstances}
 * @param resource the thing asked about, where it is one
 * @param detail what AWS said when it did not answer
 * @param permission the IAM action that the call needs
 * @param neededBy the enabled rules that need the call
 * @param blinds the enabled rules of which a finding is unknown through this call
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Coverage(
    String account,
    String region,
    String call,
    Optional<String> resource,
    Optional<String> detail,
    String permission,
    Outcome outcome,
    List<String> neededBy,
    List<String> blinds) {

  public Coverage {
    neededBy = List.copyOf(neededBy);
    blinds = List.copyOf(blinds);
  }
}
