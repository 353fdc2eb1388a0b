package dev.loginpath.simulator.folder;

import java.util.Map;
import java.util.TreeMap;

/** The HTTP answer to an {@link ApiRequest}. */
public record ApiResponse(int status, Map<String, String> headers, byte[] body) {

  public ApiResponse {
    headers = Map.copyOf(headers);
  }

  /** The same with further headers, which win. */
  ApiResponse with(Map<String, String> further) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(further);
    headers.forEach(all::putIfAbsent);
    return new ApiResponse(status, all, body);
  }
}
