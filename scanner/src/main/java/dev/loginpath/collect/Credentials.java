package dev.loginpath.collect;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** Finds credentials and the region to start from, and says plainly why there are none. */
final class Credentials {

  private final Connection connection;
  private final UnaryOperator<String> environment;

  /**
   * @param environment an environment variable's value, empty text where it is not set
   */
  Credentials(Connection connection, UnaryOperator<String> environment) {
    this.connection = connection;
    this.environment = environment;
  }

  AwsCredentialsProvider resolve() throws CollectException {
    Optional<String> profile =
        connection.credentials().isPresent()
            ? Optional.empty()
            : connection.profile().or(() -> variable("AWS_PROFILE"));
    if (profile.isPresent() && profileNamed(profile.get()).isEmpty()) {
      throw new CollectException.UnknownProfile(profile.get());
    }
    AwsCredentialsProvider provider =
        connection
            .credentials()
            .orElseGet(() ->
                profile
                    .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                    .orElseGet(() -> DefaultCredentialsProvider.builder().build()));
    try {
      provider.resolveCredentials();
      return provider;
    } catch (SdkException | IllegalArgumentException | IllegalStateException none) {
      String detail = Refusal.line(none.getMessage());
      String lower = detail.toLowerCase(Locale.ROOT);
      if (lower.contains("expired") || lower.contains("sso login") || lower.contains("refresh")) {
        throw new CollectException.ExpiredCredentials(firstSentence(detail));
      }
      // The chain's own message lists every provider that was tried, which helps nobody.
      throw new CollectException.NoCredentials(
          lower.contains("chain") ? "" : firstSentence(detail));
    }
  }

  private static String firstSentence(String text) {
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  /** Wraps credentials in the role that the user named, after one try of it. */
  Optional<AwsCredentialsProvider> assumed(StsClient sts) throws CollectException {
    if (connection.roleArn().isEmpty()) {
      return Optional.empty();
    }
    AssumeRoleRequest.Builder request =
        AssumeRoleRequest.builder()
            .roleArn(connection.roleArn().get())
            .roleSessionName("loginpath-" + UUID.randomUUID().toString().substring(0, 8));
    connection.externalId().ifPresent(request::externalId);
    StsAssumeRoleCredentialsProvider provider =
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(request.build())
            .build();
    try {
      provider.resolveCredentials();
      return Optional.of(provider);
    } catch (SdkException refused) {
      throw new CollectException.RoleNotAssumed(
          connection.roleArn().get() + ": " + Refusal.of(refused).detail());
    }
  }

  /** The region in which STS and the list of regions are asked. */
  String homeRegion() {
    return connection
        .region()
        .or(() -> variable("AWS_REGION"))
        .or(() -> variable("AWS_DEFAULT_REGION"))
        .or(() ->
            profileNamed(connection.profile().or(() -> variable("AWS_PROFILE")).orElse("default"))
                .flatMap(it -> it.property(ProfileProperty.REGION)))
        .orElse("us-east-1");
  }

  private Optional<String> variable(String name) {
    return Optional.of(environment.apply(name)).filter(it -> !it.isBlank());
  }

  private static Optional<Profile> profileNamed(String name) {
    return ProfileFile.defaultProfileFile().profile(name);
  }
}
