package dev.loginpath.simulator.folder;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON that somebody saved: one document, and no member twice, for one of both would be lost. */
final class SavedJson {

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private SavedJson() {}

  /**
   * @throws NotAnAnswerException if it is none, is cut off, or is followed by more
   */
  static JsonNode parse(String text) throws NotAnAnswerException {
    try {
      return STRICT.readTree(text);
    } catch (StreamReadException broken) {
      throw new NotAnAnswerException("text that is no JSON" + place(broken));
    } catch (JacksonException more) {
      String why = String.valueOf(more.getOriginalMessage());
      throw new NotAnAnswerException(
          why.contains("Trailing token")
              ? "JSON with more behind it" + place(more) + "; save each answer to a file of its own"
              : why.startsWith("Duplicate")
                  ? "JSON in which a member stands twice" + place(more)
                  : "text that is no JSON" + place(more));
    }
  }

  private static String place(JacksonException failure) {
    return failure.getLocation() == null || failure.getLocation().getLineNr() < 0
        ? ""
        : " from line "
            + failure.getLocation().getLineNr()
            + ", column "
            + failure.getLocation().getColumnNr()
            + ", on";
  }
}
