package dev.loginpath.collect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Holds what comes with a success status against what the operation answers: its own root element
 * or a JSON object, and in it a member of its output. The SDK takes anything else for an answer
 * without members, which reads as "there are none". A request id proves nothing: proxies send it
 * with empty bodies.
 *
 * @param standIn whether a folder or another endpoint stands in for AWS, whose headers tell files
 */
record AnswerCheck(WireForm form, boolean standIn) implements ExecutionInterceptor {

  private static final ExecutionAttribute<NoAnswer.Body> CAME =
      new ExecutionAttribute<>("LoginpathAnswer");

  /**
   * Why it was refused: the SDK makes another exception of one that is thrown within an attempt.
   */
  private static final ExecutionAttribute<NoAnswer> REFUSED =
      new ExecutionAttribute<>("LoginpathNoAnswer");

  /** Far above the largest page that AWS sends. */
  private static final int LARGEST = 64 << 20;

  /** What tells how to go on tells nothing of what there is. */
  private static final Set<String> PAGING = Set.of("istruncated", "formatversion");

  @Override
  public SdkHttpResponse modifyHttpResponse(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    SdkHttpResponse response = context.httpResponse();
    if (standIn || Refusal.HEADERS.stream().noneMatch(it -> has(response, it))) {
      return response;
    }
    SdkHttpResponse.Builder plain = response.toBuilder();
    response.headers().keySet().stream()
        .filter(it -> Refusal.HEADERS.contains(it.toLowerCase(Locale.ROOT)))
        .forEach(plain::removeHeader);
    return plain.build();
  }

  private static boolean has(SdkHttpResponse response, String header) {
    return response.firstMatchingHeader(header).isPresent();
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    if (!context.httpResponse().isSuccessful()) {
      return context.responseBody();
    }
    byte[] bytes = read(context.responseBody());
    NoAnswer.Body body = NoAnswer.Body.of(context.httpResponse(), bytes);
    attributes.putAttribute(CAME, body);
    if (bytes.length > LARGEST) {
      throw refused(attributes, body.is("more than " + (LARGEST >> 20) + " MiB"));
    }
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    form.refusal(operation, bytes)
        .ifPresent(why -> {
          throw refused(attributes, body.is(why));
        });
    return Optional.of(new ByteArrayInputStream(bytes));
  }

  private static NoAnswer refused(ExecutionAttributes attributes, NoAnswer why) {
    attributes.putAttribute(REFUSED, why);
    return why;
  }

  private static byte[] read(Optional<InputStream> body) {
    if (body.isEmpty()) {
      return new byte[0];
    }
    try {
      return body.get().readNBytes(LARGEST + 1);
    } catch (IOException broken) {
      throw RetryableException.create("the answer broke off: " + broken.getMessage(), broken);
    }
  }

  @Override
  public void afterUnmarshalling(
      Context.AfterUnmarshalling context, ExecutionAttributes attributes) {
    NoAnswer.Body body = attributes.getAttribute(CAME);
    String call =
        attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)
            + ":"
            + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    if (body == null) {
      return;
    }
    SdkPojo response = context.response();
    if (!EmptyAnswers.isAnswer(call) && response.sdkFields().stream().noneMatch(isSaid(response))) {
      throw refused(attributes, body.is("it holds no member of what the operation answers"));
    }
  }

  private static java.util.function.Predicate<SdkField<?>> isSaid(SdkPojo response) {
    return field ->
        field.location() == MarshallLocation.PAYLOAD
            && !PAGING.contains(field.memberName().toLowerCase(Locale.ROOT))
            && isSaid(field.getValueOrDefault(response));
  }

  private static boolean isSaid(@Nullable Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap)
        && !(value instanceof String text && text.isBlank());
  }

  /** What the SDK cannot read came with a success status all the same. */
  @Override
  public Throwable modifyException(
      Context.FailedExecution context, ExecutionAttributes attributes) {
    Throwable failure = context.exception();
    NoAnswer.Body body = attributes.getAttribute(CAME);
    // The SDK takes only an exception of the same class in its place.
    if (body == null || failure.getClass() != SdkClientException.class) {
      return failure;
    }
    return Optional.ofNullable(attributes.getAttribute(REFUSED))
        .orElseGet(() -> body.is("malformed"));
  }
}
