package dev.loginpath.simulator.folder;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pages of a hosted zone's records, which have no token: the next page is asked for by its
 * first record.
 */
record RecordPages(Optional<ApiError> end) {

  static final String OPERATION = "ListResourceRecordSets";

  private static final String LIST = "ResourceRecordSets";

  /** No record can have this name. */
  private static final String CUT_SHORT = "the-folder-ends-here..";

  ObjectNode page(ObjectNode whole, ObjectNode request, int size) {
    String start = request.path("StartRecordName").asString("");
    if (start.equals(CUT_SHORT)) {
      end.ifPresent(it -> {
        throw it;
      });
    }
    ObjectNode page = whole.deepCopy();
    page.remove("NextRecordName");
    page.remove("NextRecordType");
    page.remove("NextRecordIdentifier");
    ArrayNode part = page.putArray(LIST);
    boolean begun = start.isEmpty();
    Optional<JsonNode> next = Optional.empty();
    for (JsonNode each : whole.path(LIST).values()) {
      begun |= isAsked(each, request);
      if (begun && part.size() < size) {
        part.add(each);
      } else if (begun && next.isEmpty()) {
        next = Optional.of(each);
      }
    }
    if (!begun) {
      throw new ApiError("InvalidInput", "No record is the first of a page: " + start);
    }
    next.ifPresent(it -> {
      page.set("NextRecordName", it.path("Name"));
      page.set("NextRecordType", it.path("Type"));
      it.optional("SetIdentifier").ifPresent(id -> page.set("NextRecordIdentifier", id));
    });
    if (next.isEmpty() && end.isPresent()) {
      page.put("NextRecordName", CUT_SHORT);
    }
    return page.put("IsTruncated", next.isPresent() || end.isPresent());
  }

  private static boolean isAsked(JsonNode record, ObjectNode request) {
    return is(record, "Name", request.path("StartRecordName"))
        && is(record, "Type", request.path("StartRecordType"))
        && is(record, "SetIdentifier", request.path("StartRecordIdentifier"));
  }

  private static boolean is(JsonNode record, String member, JsonNode asked) {
    return asked.isMissingNode() || record.path(member).asString("").equals(asked.asString());
  }
}
