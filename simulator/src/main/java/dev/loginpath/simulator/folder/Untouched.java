package dev.loginpath.simulator.folder;

import software.amazon.awssdk.core.protocol.MarshallingType;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How AWS answers of what nobody ever made or set: empty lists, and the settings that it begins
 * with.
 */
final class Untouched {

  private Untouched() {}

  static ObjectNode answer(Operation operation, ObjectNode input) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    operation.output().stream()
        .filter(it -> it.marshallingType().equals(MarshallingType.LIST))
        .forEach(it -> answer.putArray(it.memberName()));
    switch (operation.name()) {
      case "GetConnectionStatus" ->
          answer.put("Target", input.path("Target").asString("")).put("Status", "notconnected");
      case "DescribeVpcBlockPublicAccessOptions" ->
          answer
              .putObject("VpcBlockPublicAccessOptions")
              .put("State", "default-state")
              .put("InternetGatewayBlockMode", "off");
      case "GetSerialConsoleAccessStatus" -> answer.put("SerialConsoleAccessEnabled", false);
      case "GetManagedResourceVisibility" ->
          answer.putObject("Visibility").put("DefaultVisibility", "hidden");
      case "GetInstanceMetadataDefaults" -> answer.putObject("AccountLevel");
      default -> {
        // A list, or one thing that is not there.
      }
    }
    return answer;
  }
}
