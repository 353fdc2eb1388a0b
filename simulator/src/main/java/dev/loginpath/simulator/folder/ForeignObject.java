package dev.loginpath.simulator.folder;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An object that is no answer of an operation, by the form that it has. */
final class ForeignObject {

  private static final String INSTEAD = "; save the AWS CLI's own answer";

  private static final Map<Service, Map<String, Set<String>>> READS = new ConcurrentHashMap<>();

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

  /** The operations of the same service whose answer it is, where it is one of theirs. */
  static Optional<String> otherOfTheService(ObjectNode tree, Operation operation) {
    Set<String> names = names(tree);
    List<String> own = names.isEmpty() ? List.of() : having(operation.service(), names);
    return own.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(" or ", own.subList(0, Math.min(2, own.size()))));
  }

  private static Set<String> names(ObjectNode tree) {
    Set<String> names = new TreeSet<>(tree.propertyNames());
    names.removeIf(
        it -> it.matches("(?i)(next)?(page)?(token|marker)|is_?truncated|ResponseMetadata"));
    return names;
  }

  /** The reading operation whose answer it is, of another service where only one has it. */
  private static Optional<String> other(ObjectNode tree, Operation operation) {
    Set<String> names = names(tree);
    Optional<String> own = otherOfTheService(tree, operation);
    if (own.isPresent() || names.isEmpty()) {
      return own;
    }
    List<String> others =
        Stream.of(Service.values())
            .filter(it -> it != operation.service())
            .flatMap(it -> having(it, names).stream().map(name -> it.id() + " " + name))
            .toList();
    return others.size() == 1 ? Optional.of(others.getFirst()) : Optional.empty();
  }

  private static List<String> having(Service service, Set<String> names) {
    return READS.computeIfAbsent(service, ForeignObject::reads).entrySet().stream()
        .filter(it -> it.getValue().containsAll(names))
        .map(Map.Entry::getKey)
        .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** The members of the answers of a service's reading operations. */
  private static Map<String, Set<String>> reads(Service service) {
    Map<String, Set<String>> reads = new TreeMap<>();
    Operation.names(service).stream()
        .filter(it -> it.matches("(describe|get|list|search).*"))
        .flatMap(it -> Operation.find(service, Operation.spelled(service, it)).stream())
        .forEach(it ->
            reads.put(
                it.name(), it.output().stream().map(Members::name).collect(Collectors.toSet())));
    return reads;
  }
}
