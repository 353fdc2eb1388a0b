package dev.loginpath.simulator.folder;

import java.util.Map;

/** The HTTP answer to an {@link ApiRequest}. */
public record ApiResponse(int status, Map<String, String> headers, byte[] body) {

  public ApiResponse {
    headers = Map.copyOf(headers);
  }
}
