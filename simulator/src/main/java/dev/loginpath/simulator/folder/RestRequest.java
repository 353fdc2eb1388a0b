package dev.loginpath.simulator.folder;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request of the REST protocols: the method and the path name the operation, and what it is about
 * stands in the path, the query and the body. The SDK's metadata does not tell the paths, so that
 * those which a scan asks are written here.
 */
record RestRequest(Service service, ApiRequest request) {

  /** A parameter in a path is in braces, by the name that it has on the wire. */
  private static final Map<Service, Map<String, String>> ROUTES =
      Map.of(
          Service.ROUTE53,
          Map.of(
              "GET /2013-04-01/hostedzonesbyvpc", "ListHostedZonesByVPC",
              "GET /2013-04-01/hostedzone/{Id}/rrset", "ListResourceRecordSets"),
          Service.ROUTE53_PROFILES,
          Map.of(
              "GET /profileassociations", "ListProfileAssociations",
              "GET /profileresourceassociations/profileid/{ProfileId}",
                  "ListProfileResourceAssociations"));

  private static final Pattern LABEL = Pattern.compile("\\{([A-Za-z]+)\\}");

  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

  private record Route(String operation, Map<String, String> labels) {}

  /** The operation's name; where no route is known, the path, as some services name it there. */
  String operation() {
    return route()
        .map(Route::operation)
        .orElseGet(() ->
            ROUTES.containsKey(service)
                ? request.method() + " " + request.uri().getPath()
                : request.uri().getPath().replaceFirst("^/", ""));
  }

  ObjectNode input(Operation operation) {
    ObjectNode input = RequestReader.json(request.body().length == 0 ? EMPTY : request.body());
    Map<String, String> labels = route().map(Route::labels).orElse(Map.of());
    Map<String, String> query =
        RequestReader.form(
            Optional.ofNullable(request.uri().getRawQuery())
                .orElse("")
                .getBytes(StandardCharsets.UTF_8));
    for (SdkField<?> member : operation.input()) {
      Map<String, String> place =
          member.location() == MarshallLocation.PATH
              ? labels
              : member.location() == MarshallLocation.QUERY_PARAM ? query : Map.of();
      Optional.ofNullable(place.get(member.locationName()))
          .ifPresent(it -> input.put(member.memberName(), it));
    }
    return input;
  }

  private Optional<Route> route() {
    String asked = request.method() + " " + request.uri().getRawPath().replaceFirst("(?<=.)/$", "");
    return ROUTES.getOrDefault(service, Map.of()).entrySet().stream()
        .flatMap(it -> matched(it.getKey(), it.getValue(), asked).stream())
        .findFirst();
  }

  private static Optional<Route> matched(String template, String operation, String asked) {
    List<String> names = new ArrayList<>();
    LABEL.matcher(template).results().forEach(it -> names.add(it.group(1)));
    Matcher matcher = Pattern.compile(LABEL.matcher(template).replaceAll("([^/]+)")).matcher(asked);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> labels = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      labels.put(names.get(i), URLDecoder.decode(matcher.group(i + 1), StandardCharsets.UTF_8));
    }
    return Optional.of(new Route(operation, labels));
  }
}
