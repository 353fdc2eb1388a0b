package dev.loginpath.identity;

import dev.loginpath.network.Exit;
import dev.loginpath.policy.Value;
import dev.loginpath.snapshot.VpcEndpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the requests of an instance tell of the network they come from. Behind a VPC endpoint they
 * carry it and its VPC and no address, over the internet an address and neither of these. See <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-network-properties">properties
 * of the network</a>.
 */
final class RequestOrigin {

  private RequestOrigin() {}

  /** The values that are known, {@link Value#ABSENT} where a request does not carry the key. */
  static Map<String, Value> keys(Exit exit) {
    Map<String, Value> keys = new HashMap<>();
    switch (exit) {
      case Exit.Endpoints inside -> {
        keys.put("aws:sourceip", Value.ABSENT);
        keys.put(
            "aws:sourcevpce", anyOf(inside.endpoints().stream().map(VpcEndpoint::id).toList()));
        keys.put(
            "aws:sourcevpc",
            anyOf(inside.endpoints().stream().map(VpcEndpoint::vpcId).distinct().toList()));
      }
      case Exit.Internet outside -> {
        keys.put("aws:sourcevpce", Value.ABSENT);
        keys.put("aws:sourcevpc", Value.ABSENT);
        keys.put("aws:vpcsourceip", Value.ABSENT);
        if (!outside.addresses().isEmpty()) {
          keys.put("aws:sourceip", anyOf(List.copyOf(outside.addresses())));
        }
      }
      case Exit.Untold untold -> {}
    }
    return keys;
  }

  private static Value anyOf(List<String> texts) {
    return texts.stream().map(Value::of).reduce(Value::or).orElse(Value.OPEN);
  }
}
