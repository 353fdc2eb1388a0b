package dev.loginpath.simulator.folder;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import tools.jackson.databind.node.ObjectNode;

/** A question about one named thing, and what an answer must have to be one to it. */
record AskedThing(Operation operation, ObjectNode input, List<String> parameters) {

  private static final String ATTRIBUTE = "Attribute";

  /** The names of the files that may answer, the nearest first. */
  List<List<String>> names(List<String> thing) {
    String version = input.path("DocumentVersion").asString("");
    if (operation.name().equals("GetDocument") && !version.isEmpty()) {
      return List.of(List.of(thing.getFirst(), version), thing);
    }
    // A VPC's id tells its region.
    if (parameters.contains("VPCRegion")) {
      return List.of(thing, List.of(thing.getFirst()));
    }
    int attribute = parameters.indexOf(ATTRIBUTE);
    if (attribute < 0 || thing.size() < 2) {
      return List.of(thing);
    }
    return List.of(thing, Stream.of(thing.get(1 - attribute)).toList());
  }

  /**
   * Whether the attribute that is asked for is in an answer; so that its file need not say which.
   */
  boolean hasAttribute(ObjectNode answer) {
    return attribute().map(it -> answer.hasNonNull(Members.name(it))).orElse(true);
  }

  private Optional<SdkField<?>> attribute() {
    String name = input.path(ATTRIBUTE).asString("");
    return operation.output().stream()
        .filter(it -> Members.name(it).equalsIgnoreCase(name))
        .findFirst();
  }

  /** Why an answer is one to another question. */
  Optional<String> disagreement(ObjectNode answer) {
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    for (String parameter : parameters) {
      String asked = input.path(parameter).asString("");
      String told = answer.path(parameter).asString("");
      if (!told.isEmpty() && !told.endsWith(asked) && !asked.endsWith(told)) {
        return Optional.of("one about " + Words.quoted(told));
      }
    }
    if (!hasAttribute(answer)) {
      return Optional.of("one without " + input.path(ATTRIBUTE).asString(""));
    }
    boolean echoes =
        operation.output().stream()
            .map(Members::name)
            .filter(answer::hasNonNull)
            .allMatch(parameters::contains);
    boolean more =
        operation.output().stream().map(Members::name).anyMatch(it -> !parameters.contains(it));
    boolean known = operation.output().stream().map(Members::name).anyMatch(answer::hasNonNull);
    return known && echoes && more
        ? Optional.of("one that repeats the question alone")
        : Optional.empty();
  }
}
