package dev.loginpath.collect;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** HTTP says that all is well, and what came is no answer to the call. */
final class NoAnswer extends SdkClientException {

  private static final long serialVersionUID = 1;
  private static final int WORDS = 100;

  /** How each of them begins that did not come from a file. */
  static final String BEGINNING = "HTTP 200, but no answer: ";

  private NoAnswer(String message) {
    super(SdkClientException.builder().message(message));
  }

  /**
   * What came with a success status.
   *
   * @param file the file of a folder that it came from, where a folder stands in for AWS
   */
  record Body(String contentType, byte[] bytes, Optional<String> file) {

    static Body of(SdkHttpResponse response, byte[] bytes) {
      return new Body(
          response.firstMatchingHeader("content-type").orElse(""),
          bytes,
          response.firstMatchingHeader(Refusal.FILE_HEADER));
    }

    /**
     * Tells why it is no answer, and shows how it begins; not where a file's words came over in
     * another form, which its owner never saw.
     */
    NoAnswer is(String why) {
      return new NoAnswer(
          file.map(it -> "the file " + it + " is no answer: " + why)
              .orElseGet(() -> BEGINNING + why + shown()));
    }

    private String shown() {
      String words =
          Refusal.line(
              new String(bytes, 0, Math.min(bytes.length, 4 * WORDS), StandardCharsets.UTF_8));
      if (words.isEmpty()) {
        return "";
      }
      String type = contentType.isEmpty() ? "" : Refusal.line(contentType) + " ";
      boolean whole = words.length() <= WORDS;
      return ": " + type + "“" + (whole ? words : words.substring(0, WORDS) + "…") + "”";
    }
  }
}
