package dev.loginpath.simulator.folder;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.protocol.MarshallingType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers signed AWS requests from a folder. The credential scope of the signature says who asks
 * what where; the signature itself is not checked.
 */
public final class FolderApi {

  /** Names the file that would have answered; a real endpoint never sends it. */
  public static final String MISSING_FILE_HEADER = "x-loginpath-missing-file";

  static final Pattern SCOPE =
      Pattern.compile("Credential=([^/, ]+)/[0-9]+/([^/]+)/([^/]+)/aws4_request");
  private static final JsonMapper JSON = new JsonMapper();

  /** What AWS answers when the one thing is not there. */
  private static final Map<String, String> NOT_FOUND =
      Map.ofEntries(
          Map.entry("GetDocument", "InvalidDocument"),
          Map.entry("DescribeDocument", "InvalidDocument"),
          Map.entry("GetServiceSetting", "ServiceSettingNotFound"),
          Map.entry("GetManagedPrefixListEntries", "InvalidPrefixListID.NotFound"),
          Map.entry("DescribeVpcAttribute", "InvalidVpcID.NotFound"),
          Map.entry("DescribeNetworkInterfaceAttribute", "InvalidNetworkInterfaceID.NotFound"),
          Map.entry("DescribeTargetHealth", "TargetGroupNotFound"),
          Map.entry("GetRole", "NoSuchEntity"),
          Map.entry("GetPolicy", "NoSuchEntity"),
          Map.entry("GetPolicyVersion", "NoSuchEntity"),
          Map.entry("DescribeKey", "NotFoundException"),
          Map.entry("GetTrailStatus", "TrailNotFoundException"),
          Map.entry("GetEventSelectors", "TrailNotFoundException"),
          Map.entry("GetBucketLocation", "NoSuchBucket"),
          Map.entry("GetBucketEncryption", "NoSuchBucket"),
          Map.entry("GetBucketPolicy", "NoSuchBucket"),
          Map.entry("DescribeOrganization", "AWSOrganizationsNotInUseException"),
          Map.entry("DescribePolicy", "PolicyNotFoundException"),
          Map.entry("ListParents", "ChildNotFoundException"));

  private final AccountFolder folder;

  public FolderApi(AccountFolder folder) {
    this.folder = folder;
  }

  public AccountFolder folder() {
    return folder;
  }

  private record Scope(String accessKeyId, String region, Service service) {}

  /** Never throws: whatever is wrong with the request is answered as AWS would. */
  public ApiResponse answer(ApiRequest request) {
    Matcher scope = SCOPE.matcher(request.header("authorization"));
    boolean json = request.header("content-type").contains("json");
    Service.Protocol protocol = json ? Service.Protocol.JSON : Service.Protocol.QUERY;
    try {
      if (!scope.find()) {
        throw new ApiError(
            "MissingAuthenticationToken",
            "The request is not signed.",
            Optional.of(403),
            Optional.empty());
      }
      Service service =
          Service.signedFor(
                  scope.group(3),
                  json ? "" : RequestReader.form(request.body()).getOrDefault("Version", ""))
              .orElseThrow(() ->
                  new ApiError(
                      "InvalidAction", "The service " + scope.group(3) + " is not simulated."));
      protocol = service.protocol();
      return answer(new Scope(scope.group(1), scope.group(2), service), request);
    } catch (ApiError error) {
      ApiResponse response = ErrorWriter.write(protocol, error);
      return error
          .missingFile()
          .map(it -> response.with(Map.of(MISSING_FILE_HEADER, it)))
          .orElse(response);
    }
  }

  private ApiResponse answer(Scope scope, ApiRequest request) {
    String name = operationName(scope.service().protocol(), request);
    Operation operation =
        Operation.find(scope.service(), name)
            .orElseThrow(() -> unknownOperation(scope.service(), name, Optional.empty()));
    ObjectNode input =
        switch (scope.service().protocol()) {
          case JSON, REST_JSON -> RequestReader.json(request.body());
          case REST_XML -> new S3Request(request).input();
          case QUERY, EC2_QUERY ->
              RequestReader.query(RequestReader.form(request.body()), operation.input());
        };
    return new ResponseWriter(operation).write(answer(scope, operation, input));
  }

  static String operationName(Service.Protocol protocol, ApiRequest request) {
    String target = request.header("x-amz-target");
    return switch (protocol) {
      case JSON -> target.substring(target.lastIndexOf('.') + 1);
      // The service that speaks it has one path an operation, of that name.
      case REST_JSON -> request.uri().getPath().replaceFirst("^/", "");
      case REST_XML ->
          new S3Request(request)
              .operation()
              .orElseGet(() -> request.method() + " " + request.uri().getPath());
      case QUERY, EC2_QUERY -> RequestReader.form(request.body()).getOrDefault("Action", "");
    };
  }

  private static ApiError unknownOperation(
      Service service, String name, Optional<String> missingFile) {
    String why = missingFile.map(it -> " No file " + it + " answers it.").orElse("");
    String code =
        switch (service.protocol()) {
          case JSON, REST_JSON -> "UnknownOperationException";
          case REST_XML -> "NotImplemented";
          case QUERY, EC2_QUERY -> "InvalidAction";
        };
    return new ApiError(
        code,
        "The operation " + name + " is not offered by this endpoint." + why,
        Optional.empty(),
        missingFile);
  }

  private ObjectNode answer(Scope scope, Operation operation, ObjectNode input) {
    String account = account(scope);
    String region = scope.service().isGlobal() ? "aws-global" : scope.region();
    if (!scope.service().isGlobal() && !regionExists(account, region)) {
      throw scope.service() == Service.EC2
          ? new ApiError(
              "AuthFailure", "AWS was not able to validate the provided access credentials")
          : new ApiError(
              "UnrecognizedClientException",
              "The security token included in the request is invalid.");
    }
    String base = region + "/" + scope.service().id() + "/";
    ObjectNode whole =
        file(account, base, operation, input)
            .or(() -> derived(account, operation))
            .orElseGet(() -> missing(base, operation, input));
    ObjectNode filtered = new Filters(operation, input, account, region).apply(whole);
    return new Paging(operation).page(filtered, input);
  }

  private String account(Scope scope) {
    return folder
        .accountOf(scope.accessKeyId())
        .orElseThrow(() ->
            scope.service() == Service.EC2
                ? new ApiError(
                    "AuthFailure", "AWS was not able to validate the provided access credentials")
                : new ApiError(
                    "InvalidClientTokenId",
                    "The security token included in the request is invalid."));
  }

  private boolean regionExists(String account, String region) {
    List<String> regions = folder.regions(account);
    return regions.contains(region)
        || regions.stream()
            .flatMap(it -> folder.file(account, it + "/ec2/DescribeRegions.json").stream())
            .flatMap(it -> it.path("Regions").values().stream())
            .anyMatch(it ->
                it.path("RegionName").asString("").equals(region)
                    && !it.path("OptInStatus").asString("").equals("not-opted-in"));
  }

  private Optional<ObjectNode> file(
      String account, String base, Operation operation, ObjectNode input) {
    // An error for the whole operation wins over what lies there for single things.
    Optional<JsonNode> whole = folder.file(account, base + operation.name() + ".json");
    if (whole.isPresent()
        && (whole.get().has("Error") || NamedThings.parameters(operation).isEmpty())) {
      return Optional.of(content(whole.get()));
    }
    for (String name : names(operation, input)) {
      Optional<JsonNode> file = folder.file(account, base + name + ".json");
      if (file.isPresent()) {
        return Optional.of(content(file.get()));
      }
    }
    return Optional.empty();
  }

  private static ObjectNode content(JsonNode file) {
    JsonNode error = file.path("Error");
    if (error.isObject()) {
      throw new ApiError(
          error.path("Code").asString("InternalFailure"),
          error.path("Message").asString(""),
          error.path("Status").isInt()
              ? Optional.of(error.path("Status").asInt())
              : Optional.empty(),
          Optional.empty());
    }
    return file instanceof ObjectNode object ? object : JSON.createObjectNode();
  }

  /**
   * The files, without their ending, that answer about the one named thing; the first one counts.
   */
  private static List<String> names(Operation operation, ObjectNode input) {
    Optional<String> key = key(operation, input);
    if (key.isEmpty()) {
      return List.of();
    }
    String name = operation.name() + "/" + key.get();
    String version = input.path("DocumentVersion").asString("");
    return operation.name().equals("GetDocument") && !version.isEmpty()
        ? List.of(name + "," + AccountFolder.encode(version), name)
        : List.of(name);
  }

  /** The values of the required parameters, where the operation has any. */
  private static Optional<String> key(Operation operation, ObjectNode input) {
    List<String> values =
        NamedThings.parameters(operation).stream()
            .map(it -> AccountFolder.encode(input.path(it).asString("")))
            .toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values));
  }

  /** What the folder's own layout answers: which regions there are, and who asks. */
  private Optional<ObjectNode> derived(String account, Operation operation) {
    if (operation.name().equals("DescribeRegions")) {
      ObjectNode answer = JSON.createObjectNode();
      ArrayNode regions = answer.putArray("Regions");
      folder
          .regions(account)
          .forEach(it ->
              regions
                  .addObject()
                  .put("RegionName", it)
                  .put("Endpoint", "ec2." + it + ".amazonaws.com")
                  .put("OptInStatus", "opt-in-not-required"));
      return Optional.of(answer);
    }
    if (operation.name().equals("GetCallerIdentity")) {
      return Optional.of(
          JSON.createObjectNode()
              .put("Account", account)
              .put("Arn", "arn:aws:iam::" + account + ":user/simulator")
              .put("UserId", "AIDASIMULATOR"));
    }
    return Optional.empty();
  }

  private ObjectNode missing(String base, Operation operation, ObjectNode input) {
    Optional<String> named = names(operation, input).stream().reduce((first, last) -> last);
    if (!folder.isComplete()) {
      String file = base + named.orElse(operation.name()) + ".json";
      throw unknownOperation(operation.service(), operation.name(), Optional.of(file));
    }
    if (NOT_FOUND.containsKey(operation.name())) {
      throw new ApiError(
          NOT_FOUND.getOrDefault(operation.name(), "NotFound"),
          "It does not exist: " + key(operation, input).orElse(""));
    }
    ObjectNode empty = JSON.createObjectNode();
    if (operation.name().equals("GetConnectionStatus")) {
      empty.put("Target", input.path("Target").asString("")).put("Status", "notconnected");
    }
    operation.output().stream()
        .filter(it -> it.marshallingType().equals(MarshallingType.LIST))
        .forEach(it -> empty.putArray(it.memberName()));
    return empty;
  }
}
