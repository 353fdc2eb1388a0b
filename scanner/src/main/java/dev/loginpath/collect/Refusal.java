package dev.loginpath.collect;

import dev.loginpath.report.Outcome;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failed call means. */
record Refusal(Outcome outcome, String detail) {

  static final String REGION_NOT_ENABLED = "the region is not enabled";

  private static final int LONGEST = 300;

  /** Sent by a folder that stands in for AWS: which file would have answered. */
  private static final String MISSING_FILE_HEADER = "x-loginpath-missing-file";

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
  static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");

  /** How AWS answers with good credentials in a region that is not enabled. */
  static final Set<String> REGION_OFF =
      Set.of(
          "AuthFailure",
          "OptInRequired",
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "SignatureDoesNotMatch",
          "InvalidSignatureException",
          "IncompleteSignature");

  private static final Pattern ENCODED =
      Pattern.compile("Encoded authorization failure message:.*");

  static Refusal of(SdkException failure) {
    if (failure instanceof AwsServiceException service) {
      return of(service);
    }
    if (failure instanceof SdkClientException client) {
      return new Refusal(Outcome.ERROR, "no answer: " + line(client.getMessage()));
    }
    return new Refusal(Outcome.ERROR, line(failure.getMessage()));
  }

  private static Refusal of(AwsServiceException failure) {
    String code = code(failure);
    String detail = line(code + ": " + message(failure));
    Optional<String> missingFile =
        Optional.ofNullable(failure.awsErrorDetails())
            .map(AwsErrorDetails::sdkHttpResponse)
            .flatMap(it -> it.firstMatchingHeader(MISSING_FILE_HEADER));
    if (missingFile.isPresent()) {
      return new Refusal(Outcome.NOT_SUPPLIED, "no file " + line(missingFile.get()));
    }
    if (EXPIRED.contains(code)) {
      return new Refusal(Outcome.ERROR, "the credentials expired (" + code + ")");
    }
    if (REGION_OFF.contains(code)) {
      return new Refusal(
          Outcome.ERROR, REGION_NOT_ENABLED + ", or not for these credentials (" + code + ")");
    }
    if (NOT_OFFERED.contains(code)
        || failure.statusCode() == 501
        || (failure.statusCode() == 404 && code.isEmpty())) {
      return new Refusal(Outcome.NOT_OFFERED, detail);
    }
    if (THROTTLED.contains(code)
        || failure.isThrottlingException()
        || failure.statusCode() == 429) {
      return new Refusal(Outcome.THROTTLED, detail);
    }
    if (DENIED.contains(code) || failure.statusCode() == 403) {
      return new Refusal(Outcome.DENIED, detail);
    }
    return new Refusal(Outcome.ERROR, detail);
  }

  static String code(AwsServiceException failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    return code == null ? "" : code;
  }

  private static String message(AwsServiceException failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    String message = details == null ? null : details.errorMessage();
    return message == null ? "HTTP status " + failure.statusCode() : message;
  }

  /** One printable line of bounded length; what AWS encodes for its own eyes is left out. */
  static String line(@org.jspecify.annotations.Nullable String text) {
    String plain = ENCODED.matcher(text == null ? "" : text).replaceAll("");
    String line = plain.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
