package dev.loginpath.simulator.folder;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers signed AWS requests from a folder. The credential scope of the signature says who asks
 * what where; the signature itself is not checked.
 */
public final class FolderApi {

  /** Names the file that would have answered; a real endpoint never sends it, nor those below. */
  public static final String MISSING_FILE_HEADER = "x-loginpath-missing-file";

  /** Names a file that is there and is no answer; the message says what it was taken for. */
  public static final String UNUSABLE_FILE_HEADER = "x-loginpath-unusable-file";

  /** Names a file that holds one page of several, where the next one was asked for. */
  public static final String PAGE_MISSING_HEADER = "x-loginpath-page-missing";

  /** Names the file that an answer is from. */
  public static final String FILE_HEADER = "x-loginpath-file";

  static final Pattern SCOPE =
      Pattern.compile("Credential=([^/, ]+)/[0-9]+/([^/]+)/([^/]+)/aws4_request");
  private static final JsonMapper JSON = new JsonMapper();

  private final AccountFolder folder;
  private final Map<String, UseLog> logs = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> enabled = new ConcurrentHashMap<>();
  private final Map<String, FolderAnswers> answers = new ConcurrentHashMap<>();

  public FolderApi(AccountFolder folder) {
    this.folder = folder;
  }

  public AccountFolder folder() {
    return folder;
  }

  /** What became of an account's files so far. */
  public FolderUse use(String account) {
    return log(account).use(folder.index(account));
  }

  private UseLog log(String account) {
    return logs.computeIfAbsent(account, it -> new UseLog());
  }

  private FolderAnswers answers(String account) {
    return answers.computeIfAbsent(account, it -> new FolderAnswers(folder.index(it), log(it)));
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
            "MissingAuthenticationToken", "The request is not signed.", Optional.of(403), Map.of());
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
      return ErrorWriter.write(protocol, error).with(error.headers());
    }
  }

  private ApiResponse answer(Scope scope, ApiRequest request) {
    String name = operationName(scope.service(), request);
    Operation operation =
        Operation.find(scope.service(), name)
            .orElseThrow(() -> MissingFile.notOffered(scope.service(), name));
    ObjectNode input =
        switch (scope.service().protocol()) {
          case JSON -> RequestReader.json(request.body());
          case REST_JSON, REST_XML -> new RestRequest(scope.service(), request).input(operation);
          case S3 -> new S3Request(request).input();
          case QUERY, EC2_QUERY ->
              RequestReader.query(RequestReader.form(request.body()), operation.input());
        };
    FolderAnswer answer = answer(scope, operation, input);
    ApiResponse response = new ResponseWriter(operation).write(answer.tree());
    return answer
        .file()
        .map(it -> response.with(Map.of(FILE_HEADER, AccountFolder.printable(it))))
        .orElse(response);
  }

  static String operationName(Service service, ApiRequest request) {
    String target = request.header("x-amz-target");
    return switch (service.protocol()) {
      case JSON -> target.substring(target.lastIndexOf('.') + 1);
      case REST_JSON, REST_XML -> new RestRequest(service, request).operation();
      case S3 ->
          new S3Request(request)
              .operation()
              .orElseGet(() -> request.method() + " " + request.uri().getPath());
      case QUERY, EC2_QUERY -> RequestReader.form(request.body()).getOrDefault("Action", "");
    };
  }

  private FolderAnswer answer(Scope scope, Operation operation, ObjectNode input) {
    String account = account(scope);
    String region = scope.service().isGlobal() ? FilePlace.GLOBAL : scope.region();
    if (!scope.service().isGlobal() && !regionExists(account, region)) {
      throw scope.service() == Service.EC2
          ? new ApiError(
              "AuthFailure", "AWS was not able to validate the provided access credentials")
          : new ApiError(
              "UnrecognizedClientException",
              "The security token included in the request is invalid.");
    }
    FolderAnswer whole =
        answers(account)
            .find(region, operation, input)
            .or(() -> derived(account, operation))
            .orElseGet(() ->
                new MissingFile(region, operation, input)
                    .answer(folder.isComplete(), folder.index(account), log(account)));
    ObjectNode filtered =
        new Filters(operation, input, account, region, whole.end()).apply(whole.tree());
    return new FolderAnswer(
        new Paging(operation, whole.end()).page(filtered, input), whole.file(), whole.end());
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
    return folder.regions(account).contains(region)
        || enabled.computeIfAbsent(account, this::listedRegions).contains(region);
  }

  /** What the account's own lists of regions say; one that cannot be used says nothing. */
  private Set<String> listedRegions(String account) {
    Operation operation = Operation.find(Service.EC2, "DescribeRegions").orElseThrow();
    return Stream.concat(folder.regions(account).stream(), Stream.of(""))
        .flatMap(it -> answers(account).look(it, operation).stream())
        .flatMap(it -> it.path("Regions").values().stream())
        .filter(it -> !it.path("OptInStatus").asString("").equals("not-opted-in"))
        .map(it -> it.path("RegionName").asString(""))
        .collect(Collectors.toSet());
  }

  /** What the folder's own layout answers: which regions there are, and who asks. */
  private Optional<FolderAnswer> derived(String account, Operation operation) {
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
      return Optional.of(FolderAnswer.derived(answer));
    }
    if (operation.name().equals("GetCallerIdentity")) {
      return Optional.of(
          FolderAnswer.derived(
              JSON.createObjectNode()
                  .put("Account", account)
                  .put("Arn", "arn:aws:iam::" + account + ":user/simulator")
                  .put("UserId", "AIDASIMULATOR")));
    }
    return Optional.empty();
  }
}
