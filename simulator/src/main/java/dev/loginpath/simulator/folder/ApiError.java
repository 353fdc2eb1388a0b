package dev.loginpath.simulator.folder;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An error that AWS would answer; {@link FolderApi} writes it in the protocol of the request. */
final class ApiError extends RuntimeException {

  private static final Set<String> FORBIDDEN =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "UnauthorizedOperation",
          "OptInRequired",
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidClientTokenId",
          "SignatureDoesNotMatch");
  private static final Map<String, Integer> STATUS =
      Map.of(
          "AuthFailure",
          401,
          "RequestLimitExceeded",
          503,
          "InternalFailure",
          500,
          "InternalError",
          500,
          "NoSuchBucket",
          404,
          "NoSuchBucketPolicy",
          404,
          "ServerSideEncryptionConfigurationNotFoundError",
          404,
          "NotImplemented",
          501,
          "ServiceUnavailable",
          503,
          "Unavailable",
          503);

  private final String code;
  private final int status;
  private final Optional<String> missingFile;

  ApiError(String code, String message) {
    this(code, message, Optional.empty(), Optional.empty());
  }

  ApiError(String code, String message, Optional<Integer> status, Optional<String> missingFile) {
    super(message);
    this.code = code;
    this.status =
        status.orElseGet(
            () -> FORBIDDEN.contains(code) ? Integer.valueOf(403) : STATUS.getOrDefault(code, 400));
    this.missingFile = missingFile;
  }

  String code() {
    return code;
  }

  int status() {
    return status;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  /** The file that would have answered, where that is what is wrong. */
  Optional<String> missingFile() {
    return missingFile;
  }
}
