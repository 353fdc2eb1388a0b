package dev.loginpath.simulator.folder;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A signed HTTP request as an AWS client sends it; header names are lower case. */
public record ApiRequest(String method, URI uri, Map<String, String> headers, byte[] body) {

  public ApiRequest {
    Map<String, String> lowerCase = new TreeMap<>();
    headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
    headers = lowerCase;
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
