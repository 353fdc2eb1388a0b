package dev.loginpath.simulator.folder;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** An SDK HTTP client that asks a {@link FolderApi} in this process instead of a network. */
public final class FolderHttpClient implements SdkHttpClient {

  private final FolderApi api;

  public FolderHttpClient(FolderApi api) {
    this.api = api;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return exchange(request);
      }

      @Override
      public void abort() {
        // Answers come at once: there is nothing to give up.
      }
    };
  }

  private HttpExecuteResponse exchange(HttpExecuteRequest request) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    request
        .httpRequest()
        .forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
    ApiResponse answer =
        api.answer(
            new ApiRequest(
                request.httpRequest().method().name(),
                request.httpRequest().getUri(),
                headers,
                body(request.contentStreamProvider())));
    SdkHttpFullResponse.Builder response =
        SdkHttpFullResponse.builder().statusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    return HttpExecuteResponse.builder()
        .response(response.build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
        .build();
  }

  private static byte[] body(Optional<ContentStreamProvider> content) throws IOException {
    if (content.isEmpty()) {
      return new byte[0];
    }
    try (InputStream stream = content.get().newStream()) {
      return stream.readAllBytes();
    }
  }

  @Override
  public String clientName() {
    return "Folder";
  }

  @Override
  public void close() {
    // Holds nothing open.
  }
}
