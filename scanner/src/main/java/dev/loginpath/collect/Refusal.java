package dev.loginpath.collect;

import dev.loginpath.report.Outcome;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What a failed call means. */
record Refusal(Outcome outcome, String detail) {

  static final String REGION_NOT_ENABLED = "the region is not enabled";

  private static final int LONGEST = 300;
  private static final String SILENCE = "no answer: ";

  /** Sent by a folder that stands in for AWS: which file would have answered. */
  private static final String MISSING_FILE_HEADER = "x-loginpath-missing-file";

  /** Which file is there and is no answer; the message tells why. */
  private static final String UNUSABLE_FILE_HEADER = "x-loginpath-unusable-file";

  /** Which file ends with a token for a next page that nobody saved. */
  private static final String PAGE_MISSING_HEADER = "x-loginpath-page-missing";

  /** Which file an answer came from. */
  static final String FILE_HEADER = "x-loginpath-file";

  /** All that a folder tells of its files; AWS sends none of them. */
  static final Set<String> HEADERS =
      Set.of(MISSING_FILE_HEADER, UNUSABLE_FILE_HEADER, PAGE_MISSING_HEADER, FILE_HEADER);

  private static final Set<String> DENIED =
      Set.of(
          "UnauthorizedOperation",
          "Client.UnauthorizedOperation",
          "AccessDenied",
          "AccessDeniedException",
          "AuthorizationError",
          "NotAuthorized",
          "NotAuthorizedException");
  private static final Set<String> THROTTLED =
      Set.of(
          "RequestLimitExceeded",
          "Throttling",
          "ThrottlingException",
          "ThrottledException",
          "TooManyRequestsException",
          "RequestThrottled",
          "RequestThrottledException",
          "SlowDown");
  private static final Set<String> NOT_OFFERED =
      Set.of(
          "InvalidAction",
          "UnknownOperationException",
          "UnsupportedOperation",
          "UnsupportedOperationException",
          "NotImplemented",
          "NotImplementedError",
          "NotImplementedException");

  /** EC2 says of expired credentials that the request expired. */
  static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");

  private static final Set<String> SKEWED =
      Set.of("RequestTimeTooSkewed", "RequestInTheFuture", "InvalidSignatureTime");
  private static final Set<String> BAD_SIGNATURE =
      Set.of("SignatureDoesNotMatch", "InvalidSignatureException", "IncompleteSignature");
  private static final Pattern OF_ANOTHER_TIME =
      Pattern.compile("signature (?:has )?expired|not yet current", Pattern.CASE_INSENSITIVE);

  /** How AWS answers with good credentials in a region that is not enabled. */
  private static final Set<String> REGION_OFF =
      Set.of("AuthFailure", "OptInRequired", "UnrecognizedClientException", "InvalidClientTokenId");

  private static final Pattern ENCODED =
      Pattern.compile("Encoded authorization failure message:.*");

  static Refusal of(SdkException failure) {
    return switch (failure) {
      case AwsServiceException service -> of(service);
      case RunEnd.CutShort cut -> new Refusal(Outcome.CUT_SHORT, line(cut.getMessage()));
      case NoAnswer no -> new Refusal(Outcome.ERROR, line(no.getMessage()));
      case ApiCallTimeoutException late ->
          RunEnd.isTimeUp(late)
              ? new Refusal(Outcome.CUT_SHORT, line(late.getMessage()))
              : new Refusal(Outcome.ERROR, SILENCE + "it took too long");
      case ApiCallAttemptTimeoutException late ->
          new Refusal(Outcome.ERROR, SILENCE + "it took too long");
      case SdkClientException client ->
          new Refusal(Outcome.ERROR, SILENCE + line(client.getMessage()));
      default -> new Refusal(Outcome.ERROR, line(failure.getMessage()));
    };
  }

  /** Nobody spoke at all. */
  boolean isSilence() {
    return outcome == Outcome.ERROR && detail.startsWith(SILENCE);
  }

  private static Refusal of(AwsServiceException failure) {
    return aboutAFile(failure)
        .or(() -> aboutTheRequest(failure))
        .orElseGet(() -> {
          String code = code(failure);
          int status = failure.statusCode();
          Outcome outcome = Outcome.ERROR;
          if (NOT_OFFERED.contains(code) || status == 501 || (status == 404 && code.isEmpty())) {
            outcome = Outcome.NOT_OFFERED;
          } else if (isThrottling(failure)) {
            outcome = Outcome.THROTTLED;
          } else if (DENIED.contains(code) || (status == 403 && !code.isEmpty())) {
            outcome = Outcome.DENIED;
          }
          return new Refusal(outcome, detail(failure));
        });
  }

  private static boolean isThrottling(AwsServiceException failure) {
    return THROTTLED.contains(code(failure))
        || failure.isThrottlingException()
        || failure.statusCode() == 429;
  }

  private static Optional<Refusal> aboutAFile(AwsServiceException failure) {
    Optional<SdkHttpResponse> response =
        Optional.ofNullable(failure.awsErrorDetails()).map(AwsErrorDetails::sdkHttpResponse);
    return response
        .flatMap(it -> it.firstMatchingHeader(MISSING_FILE_HEADER))
        .map(it -> new Refusal(Outcome.NOT_SUPPLIED, "no file " + line(it)))
        .or(() ->
            response
                .flatMap(it -> it.firstMatchingHeader(UNUSABLE_FILE_HEADER))
                .map(it -> new Refusal(Outcome.ERROR, line(message(failure).orElse(it)))))
        .or(() ->
            response
                .flatMap(it -> it.firstMatchingHeader(PAGE_MISSING_HEADER))
                .map(it ->
                    new Refusal(
                        Outcome.CUT_SHORT,
                        "the file " + line(it) + " holds one page, and names a next one")));
  }

  /** Refused for how it was sent, and not for who may do what. */
  private static Optional<Refusal> aboutTheRequest(AwsServiceException failure) {
    String code = code(failure);
    if (EXPIRED.contains(code)) {
      return Optional.of(error("the credentials expired (" + code + ")"));
    }
    if (isSkewed(failure)) {
      return Optional.of(
          error("the clock of this machine is wrong, or its requests are late (" + code + ")"));
    }
    if (BAD_SIGNATURE.contains(code)) {
      return Optional.of(
          error(
              "the signature is wrong: the secret key, or a proxy that changes it (" + code + ")"));
    }
    if (REGION_OFF.contains(code)) {
      return Optional.of(
          error(REGION_NOT_ENABLED + ", or does not take these credentials (" + code + ")"));
    }
    if (failure.statusCode() >= 300 && failure.statusCode() < 400) {
      String to =
          Optional.ofNullable(failure.awsErrorDetails())
              .map(AwsErrorDetails::sdkHttpResponse)
              .flatMap(it -> it.firstMatchingHeader("location"))
              .map(it -> " to " + it)
              .orElse("");
      return Optional.of(error("redirected" + to + ": " + detail(failure)));
    }
    return Optional.empty();
  }

  private static Refusal error(String detail) {
    return new Refusal(Outcome.ERROR, line(detail));
  }

  /** The request bears a time that AWS does not take for now. */
  static boolean isSkewed(AwsServiceException failure) {
    return SKEWED.contains(code(failure))
        || (BAD_SIGNATURE.contains(code(failure))
            && OF_ANOTHER_TIME.matcher(message(failure).orElse("")).find());
  }

  /** AWS does not know who asks. */
  static boolean isRejected(AwsServiceException failure) {
    return REGION_OFF.contains(code(failure)) || BAD_SIGNATURE.contains(code(failure));
  }

  static String code(AwsServiceException failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    return code == null ? "" : code;
  }

  private static Optional<String> message(AwsServiceException failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    return Optional.ofNullable(details == null ? null : details.errorMessage())
        .filter(it -> !it.isBlank());
  }

  private static String detail(AwsServiceException failure) {
    String code = code(failure);
    String message = message(failure).orElse("HTTP status " + failure.statusCode());
    if (code.isEmpty()) {
      return line(message + ", without an error code of AWS");
    }
    return line(code + ": " + message);
  }

  /** One printable line of bounded length; what AWS encodes for its own eyes is left out. */
  static String line(@Nullable String text) {
    String plain = ENCODED.matcher(text == null ? "" : text).replaceAll("");
    String line = plain.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
