package dev.loginpath.simulator.server;

import dev.loginpath.simulator.folder.ApiRequest;
import dev.loginpath.simulator.folder.ApiResponse;
import dev.loginpath.simulator.folder.AskedCall;
import dev.loginpath.simulator.folder.FolderApi;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers as they come out where something goes wrong. */
final class Spoiled {

  private static final String LOGIN_PAGE =
      """
      <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
      <html xmlns="http://www.w3.org/1999/xhtml"><head><title>Sign in</title></head>
      <body><form method="post" action="/login"><p>Sign in to the network</p></form></body></html>
      """;
  private static final String TOKEN = "spoiled-token";
  private static final Pattern SENT_TOKEN =
      Pattern.compile(
          "(?:NextToken|nextToken|nexttoken|Marker|marker|name)(?:=|\"\\s*:\\s*\")"
              + TOKEN
              + "-[0-9]+");
  private static final Pattern END = Pattern.compile("</[A-Za-z0-9]+(?:Result|Response)>");
  private static final Pattern JSON_END = Pattern.compile("\\}\\s*$");

  private static final AtomicInteger TOKENS = new AtomicInteger();

  private final FolderApi api;
  private final ApiRequest request;
  private final AskedCall asked;

  Spoiled(FolderApi api, ApiRequest request) {
    this.api = api;
    this.request = request;
    this.asked = new AskedCall(request);
  }

  ApiResponse by(Fault fault) {
    return switch (fault) {
      case DENIED ->
          asked.refused(403, isEc2() ? "UnauthorizedOperation" : "AccessDenied", "You may not.");
      case THROTTLED ->
          asked.refused(
              isEc2() ? 503 : 400,
              isEc2() ? "RequestLimitExceeded" : "ThrottlingException",
              "Rate exceeded");
      case SERVER_ERROR -> asked.refused(500, "InternalFailure", "It failed.");
      case EXPIRED ->
          asked.refused(
              isEc2() ? 400 : 403,
              isEc2() ? "RequestExpired" : "ExpiredTokenException",
              "The security token included in the request is expired");
      case SKEWED ->
          asked.refused(
              403,
              "SignatureDoesNotMatch",
              "Signature expired: 20261120T090000Z is now earlier than 20261120T092000Z");
      case BAD_SIGNATURE ->
          asked.refused(403, "SignatureDoesNotMatch", "The signature we calculated does not match");
      case REDIRECTED ->
          new ApiResponse(
              301,
              Map.of("location", "https://sign-in.example/", "content-type", "text/html"),
              bytes(LOGIN_PAGE));
      case FORBIDDEN_PAGE -> page(403);
      case XHTML -> page(200);
      case EMPTY, RESET, HANG -> new ApiResponse(200, Map.of(), new byte[0]);
      case FOREIGN ->
          success(asked.isJson() ? "{\"status\":\"ok\",\"items\":[]}" : "<feed><entry/></feed>");
      case ERROR_AS_SUCCESS -> {
        ApiResponse error = asked.refused(200, "InternalFailure", "It failed.");
        yield new ApiResponse(200, error.headers(), error.body());
      }
      case BARE -> success(bare());
      case HALF -> namelessError(api.answer(request));
      case MALFORMED -> {
        ApiResponse whole = namelessError(api.answer(request));
        byte[] half = Arrays.copyOf(whole.body(), Math.max(1, whole.body().length * 2 / 3));
        yield new ApiResponse(whole.status(), whole.headers(), half);
      }
      case PAGE_LOST ->
          isNextPage(request)
              ? asked.refused(500, "InternalFailure", "The page is lost.")
              : withToken(1);
      case SAME_TOKEN -> withToken(1);
      case FRESH_TOKENS -> withToken(TOKENS.incrementAndGet());
    };
  }

  /** Whether a token that we made came back: only then is the operation one that has pages. */
  static boolean isNextPage(ApiRequest request) {
    return SENT_TOKEN.matcher(text(request.body()) + "&" + request.uri().getQuery()).find();
  }

  /** An error's code travels in a header as well, which tells it whatever becomes of the body. */
  private static ApiResponse namelessError(ApiResponse answer) {
    Map<String, String> headers = new TreeMap<>(answer.headers());
    headers.remove("x-amzn-errortype");
    return new ApiResponse(answer.status(), headers, answer.body());
  }

  private boolean isEc2() {
    return asked.name().orElse("").startsWith("ec2:");
  }

  private static ApiResponse page(int status) {
    return new ApiResponse(
        status, Map.of("content-type", "application/xhtml+xml"), bytes(LOGIN_PAGE));
  }

  private ApiResponse success(String body) {
    String type = asked.isJson() ? "application/x-amz-json-1.1" : "text/xml;charset=UTF-8";
    return new ApiResponse(200, Map.of("content-type", type), bytes(body));
  }

  /** S3 has no frame: a bucket's location is its root element alone. */
  private String bare() {
    String call = asked.name().orElse("");
    String name = call.substring(call.indexOf(':') + 1);
    if (asked.isJson()) {
      return "{}";
    }
    String inner = isEc2() ? "<requestId>0-0</requestId>" : "<" + name + "Result/>";
    return call.startsWith("s3:")
        ? "<Response/>"
        : "<" + name + "Response>" + inner + "</" + name + "Response>";
  }

  /** The answer with a token for a next page, under each name that services give it. */
  private ApiResponse withToken(int number) {
    ApiRequest first =
        new ApiRequest(
            request.method(),
            URI.create(withoutToken(request.uri().toString())),
            request.headers(),
            bytes(withoutToken(text(request.body()))));
    ApiResponse whole = api.answer(first);
    String token = TOKEN + "-" + number;
    String body = text(whole.body());
    String changed;
    if (asked.isJson()) {
      String members = "\"NextToken\":\"" + token + "\",\"nextToken\":\"" + token + "\"}";
      changed =
          JSON_END.matcher(body).replaceFirst((body.matches("\\{\\s*\\}") ? "" : ",") + members);
    } else {
      String members =
          Optional.of(isEc2())
              .filter(it -> it)
              .map(it -> "<nextToken>" + token + "</nextToken>")
              .orElse(
                  """
                  <NextMarker>%1$s</NextMarker><Marker>%1$s</Marker><IsTruncated>true</IsTruncated>\
                  <NextToken>%1$s</NextToken><NextRecordName>%1$s</NextRecordName>\
                  """
                      .formatted(token));
      String unended =
          body.replaceAll("<IsTruncated>[a-z]*</IsTruncated>|<nextToken>[^<]*</nextToken>", "");
      Matcher end = END.matcher(unended);
      changed =
          end.find()
              ? unended.substring(0, end.start()) + members + unended.substring(end.start())
              : body;
    }
    return new ApiResponse(whole.status(), whole.headers(), bytes(changed));
  }

  private static String withoutToken(String body) {
    return body.replaceAll(
            "&?(?:NextToken|nextToken|nexttoken|Marker|name)=" + TOKEN + "-[0-9]+", "")
        .replaceAll("\"[Nn]extToken\"\\s*:\\s*\"" + TOKEN + "-[0-9]+\"\\s*,?", "")
        .replaceAll(",\\s*\\}", "}");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
