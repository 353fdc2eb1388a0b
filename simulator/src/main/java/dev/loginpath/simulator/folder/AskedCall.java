package dev.loginpath.simulator.folder;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/** What a request asks for, before anybody answers it. */
public record AskedCall(ApiRequest request) {

  /** The call as {@code ec2:DescribeInstances}; empty where that cannot be told. */
  public Optional<String> name() {
    return service()
        .map(it -> it.id() + ":" + FolderApi.operationName(it, request))
        .filter(it -> !it.endsWith(":"));
  }

  /** Who asks, and where: what AWS throttles by. */
  public String scope() {
    Matcher scope = FolderApi.SCOPE.matcher(request.header("authorization"));
    return scope.find() ? scope.group(1) + " " + scope.group(2) : "";
  }

  /** Whether it is answered in JSON; a request without a body does not say so itself. */
  public boolean isJson() {
    return hasJson()
        || service().map(Service::protocol).filter(Service.Protocol::isJson).isPresent();
  }

  private boolean hasJson() {
    return request.header("content-type").contains("json");
  }

  private Optional<Service> service() {
    Matcher scope = FolderApi.SCOPE.matcher(request.header("authorization"));
    return scope.find()
        ? Service.signedFor(
            scope.group(3),
            hasJson() ? "" : RequestReader.form(request.body()).getOrDefault("Version", ""))
        : Optional.empty();
  }

  /** The answer of an endpoint that refuses, in the protocol that was asked in. */
  public ApiResponse refused(int status, String code, String message) {
    Service.Protocol protocol = service().map(Service::protocol).orElse(Service.Protocol.QUERY);
    return ErrorWriter.write(protocol, new ApiError(code, message, Optional.of(status), Map.of()));
  }
}
