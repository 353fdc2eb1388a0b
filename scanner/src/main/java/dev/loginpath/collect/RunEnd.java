package dev.loginpath.collect;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Ends a run early: once its time is used up or its credentials expired, no call goes out any more,
 * and none that is on its way is waited for longer. What was read until then is kept.
 */
final class RunEnd implements ExecutionInterceptor {

  private static final String TIME_UP = "the time given";

  private final Clock clock;
  private final Patience patience;
  private final Instant deadline;
  private final AtomicReference<@Nullable String> expired = new AtomicReference<>();

  RunEnd(Clock clock, Patience patience) {
    this.clock = clock;
    this.patience = patience;
    this.deadline = clock.instant().plus(patience.run());
  }

  /** A call that was not made, or not waited for to its end. */
  static final class CutShort extends SdkClientException {

    private static final long serialVersionUID = 1;

    private CutShort(String why) {
      super(SdkClientException.builder().message(why));
    }
  }

  /** What AWS said when the credentials expired, where they did. */
  Optional<String> expired() {
    return Optional.ofNullable(expired.get());
  }

  private Duration left() {
    return Duration.between(clock.instant(), deadline);
  }

  private boolean isTimeUp() {
    return !left().isPositive();
  }

  private String timeUp() {
    return TIME_UP + " (--timeout " + patience.words() + ") was used up";
  }

  /** Whether it is for the run's time that a call was given up. */
  static boolean isTimeUp(ApiCallTimeoutException late) {
    return String.valueOf(late.getMessage()).startsWith(TIME_UP);
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (expired.get() != null) {
      throw new CutShort("not asked, for the credentials had expired");
    }
    if (isTimeUp()) {
      throw new CutShort(timeUp());
    }
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    Duration left = left();
    if (left.compareTo(patience.call()) >= 0 || !(context.request() instanceof AwsRequest asked)) {
      return context.request();
    }
    AwsRequestOverrideConfiguration.Builder override =
        asked
            .overrideConfiguration()
            .map(AwsRequestOverrideConfiguration::toBuilder)
            .orElseGet(AwsRequestOverrideConfiguration::builder);
    Duration wait = left.isPositive() ? left : Duration.ofMillis(1);
    return asked.toBuilder().overrideConfiguration(override.apiCallTimeout(wait).build()).build();
  }

  /** The SDK takes only an exception of the same class in its place. */
  @Override
  public Throwable modifyException(
      Context.FailedExecution context, ExecutionAttributes attributes) {
    return context.exception() instanceof ApiCallTimeoutException late && isTimeUp()
        ? ApiCallTimeoutException.builder().message(timeUp()).cause(late).build()
        : context.exception();
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    if (context.exception() instanceof AwsServiceException refused
        && Refusal.EXPIRED.contains(Refusal.code(refused))) {
      expired.compareAndSet(null, Refusal.of(refused).detail());
    }
  }
}
