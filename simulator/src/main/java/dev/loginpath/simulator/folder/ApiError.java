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
  private final Map<String, String> headers;

  ApiError(String code, String message) {
    this(code, message, Optional.empty(), Map.of());
  }

  /**
   * @param headers what a real endpoint never sends: which file it is about
   */
  ApiError(String code, String message, Optional<Integer> status, Map<String, String> headers) {
    super(message);
    this.code = code;
    this.status =
        status.orElseGet(
            () -> FORBIDDEN.contains(code) ? Integer.valueOf(403) : STATUS.getOrDefault(code, 400));
    this.headers = Map.copyOf(headers);
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

  /** A file that is there and is no answer, or not all of one. */
  static ApiError unusable(String file, String why) {
    return new ApiError(
        "UnusableFile",
        why,
        Optional.empty(),
        Map.of(FolderApi.UNUSABLE_FILE_HEADER, AccountFolder.printable(file)));
  }

  /** The rest of an answer of which a file holds one page. */
  static ApiError pageMissing(String file) {
    return new ApiError(
        "PageMissing",
        "the file " + file + " holds one page; save the rest as well, or all at once",
        Optional.empty(),
        Map.of(FolderApi.PAGE_MISSING_HEADER, AccountFolder.printable(file)));
  }

  Map<String, String> headers() {
    return headers;
  }

  boolean isUnusable() {
    return headers.containsKey(FolderApi.UNUSABLE_FILE_HEADER);
  }

  boolean isPageMissing() {
    return headers.containsKey(FolderApi.PAGE_MISSING_HEADER);
  }
}
