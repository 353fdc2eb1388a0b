package dev.loginpath.simulator.folder;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An object that is no answer of an operation, by the form that it has. */
final class ForeignObject {

  private static final String INSTEAD = "; save the AWS CLI's own answer";

  private ForeignObject() {}

  static String name(ObjectNode tree, Operation operation) {
    if (tree.path("rows").isArray()) {
      return "rows of Steampipe" + INSTEAD;
    }
    if (Stream.of("configurationItems", "configurationItem", "baseConfigurationItems")
        .anyMatch(tree::has)) {
      return "items of AWS Config" + INSTEAD;
    }
    if (tree.has("Results") && (tree.has("QueryInfo") || tree.path("Results").path(0).isString())) {
      return "rows of an AWS Config query" + INSTEAD;
    }
    if (tree.has("AWSTemplateFormatVersion") || isTemplate(tree.path("Resources"))) {
      return "a CloudFormation template" + INSTEAD;
    }
    if (Stream.of("terraform_version", "planned_values", "lineage").anyMatch(tree::has)) {
      return "a state or plan of Terraform" + INSTEAD;
    }
    return inner(tree, operation)
        .or(() -> other(tree, operation).map(it -> "the answer of " + it))
        .orElseGet(() -> "an object without a member of this answer");
  }

  private static boolean isTemplate(JsonNode resources) {
    return resources.isObject()
        && resources.values().stream()
            .anyMatch(it -> it.path("Type").asString("").startsWith("AWS::"));
  }

  /** A part of the answer, such as one reservation. */
  private static Optional<String> inner(ObjectNode tree, Operation operation) {
    return ListedItems.of(operation).stream()
        .filter(it -> tree.has(it.id()) || it.inner().map(tree::has).orElse(false))
        .map(it -> "a part of the answer, without " + it.list() + "; save it whole, no --query")
        .findFirst();
  }

  /** The reading operation whose answer it is, where only one has such members. */
  private static Optional<String> other(ObjectNode tree, Operation operation) {
    Set<String> names =
        new java.util.TreeSet<>(tree.propertyNames());
    names.removeIf(it -> it.matches("(?i)(next)?(page)?(token|marker)|is_?truncated|ResponseMetadata"));
    if (names.isEmpty()) {
      return Optional.empty();
    }
    List<String> own = having(operation.service(), names);
    if (!own.isEmpty()) {
      return own.size() <= 2 ? Optional.of(String.join(" or ", own)) : Optional.empty();
    }
    List<String> others =
        Stream.of(Service.values())
            .filter(it -> it != operation.service())
            .flatMap(it -> having(it, names).stream().map(name -> it.id() + " " + name))
            .toList();
    return others.size() == 1 ? Optional.of(others.getFirst()) : Optional.empty();
  }

  private static List<String> having(Service service, Set<String> names) {
    return Operation.names(service).stream()
        .filter(it -> it.matches("(describe|get|list|search).*"))
        .flatMap(it -> Operation.find(service, Operation.spelled(service, it)).stream())
        .filter(it -> names.stream().allMatch(name -> it.outputMember(name).isPresent()))
        .map(Operation::name)
        .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
        .toList();
  }
}
