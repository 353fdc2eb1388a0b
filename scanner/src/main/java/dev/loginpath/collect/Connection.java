package dev.loginpath.collect;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * How to reach AWS, as the user says it; what is empty is taken from the environment, the profile,
 * or AWS's defaults.
 *
 * @param endpointUrl asked instead of every AWS endpoint
 * @param httpClient asked instead of the network
 * @param managedIncluded who answers heeds that what AWS services operate is asked for; files may
 *     have been saved without asking for it
 */
public record Connection(
    Optional<String> profile,
    Optional<String> region,
    Optional<URI> endpointUrl,
    Optional<String> roleArn,
    Optional<String> externalId,
    Optional<SdkHttpClient> httpClient,
    Optional<AwsCredentialsProvider> credentials,
    Patience patience,
    boolean managedIncluded) {

  /** With the patience that AWS deserves. */
  public Connection(
      Optional<String> profile,
      Optional<String> region,
      Optional<URI> endpointUrl,
      Optional<String> roleArn,
      Optional<String> externalId,
      Optional<SdkHttpClient> httpClient,
      Optional<AwsCredentialsProvider> credentials) {
    this(
        profile,
        region,
        endpointUrl,
        roleArn,
        externalId,
        httpClient,
        credentials,
        Patience.DEFAULT,
        true);
  }

  /** A stand-in for AWS in this process, which needs no port and no credentials of ours. */
  public static Connection inProcess(SdkHttpClient client, String account, String region) {
    return standIn(Optional.empty(), Optional.of(client), account, region);
  }

  /** A stand-in for AWS behind a URL, which takes the account id for credentials. */
  public static Connection standIn(URI endpoint, String account, String region) {
    return standIn(Optional.of(endpoint), Optional.empty(), account, region);
  }

  private static Connection standIn(
      Optional<URI> endpoint, Optional<SdkHttpClient> client, String account, String region) {
    AwsBasicCredentials credentials = AwsBasicCredentials.create(account, "not-a-secret");
    return new Connection(
        Optional.empty(),
        Optional.of(region),
        endpoint,
        Optional.empty(),
        Optional.empty(),
        client,
        Optional.of(StaticCredentialsProvider.create(credentials)));
  }

  /** The same, waited for as long as this. */
  public Connection with(Patience changed) {
    return new Connection(
        profile,
        region,
        endpointUrl,
        roleArn,
        externalId,
        httpClient,
        credentials,
        changed,
        managedIncluded);
  }

  /** The same, whose lists may lack what AWS services operate. */
  public Connection withoutManaged() {
    return new Connection(
        profile,
        region,
        endpointUrl,
        roleArn,
        externalId,
        httpClient,
        credentials,
        patience,
        false);
  }

  /** It is not AWS that answers, so that AWS's list of regions says nothing. */
  boolean isStandIn() {
    return endpointUrl.isPresent() || httpClient.isPresent();
  }
}
