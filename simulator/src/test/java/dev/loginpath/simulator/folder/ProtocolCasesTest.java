package dev.loginpath.simulator.folder;

import static dev.loginpath.simulator.folder.SmithyShapes.MODEL;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.smithy.aws.traits.protocols.AwsQueryErrorTrait;
import software.amazon.smithy.aws.traits.protocols.RestXmlTrait;
import software.amazon.smithy.model.knowledge.OperationIndex;
import software.amazon.smithy.model.knowledge.TopDownIndex;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.traits.ErrorTrait;
import software.amazon.smithy.model.traits.HttpErrorTrait;
import software.amazon.smithy.model.traits.HttpPayloadTrait;
import software.amazon.smithy.model.traits.XmlNamespaceTrait;
import software.amazon.smithy.protocoltests.traits.AppliesTo;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestCase;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestsTrait;
import tools.jackson.databind.JsonNode;

/** AWS's own cases of its protocols: what an answer of given members looks like on the wire. */
class ProtocolCasesTest {

  private static final Map<String, Service.Protocol> PROTOCOLS =
      Map.of(
          "ec2Query", Service.Protocol.EC2_QUERY,
          "awsQuery", Service.Protocol.QUERY,
          "awsJson1_0", Service.Protocol.JSON,
          "awsJson1_1", Service.Protocol.JSON,
          "restJson1", Service.Protocol.REST_JSON,
          "restXml", Service.Protocol.REST_XML);

  private static final String MORE = "its body says more than its parameters";
  private static final String UTC = "its time is not in UTC";
  private static final String UNIT = "the SDK's metadata has no output and an empty one alike";
  private static final String DEFAULTS = "the SDK's metadata has no defaults of members";
  private static final String MEDIA = "the SDK's metadata has no media type of a payload";
  private static final String SPARSE = "null in a list or map is left out: no answer has one";

  /** The cases that are not met, and why. */
  private static final Map<String, String> LEFT_OUT =
      Map.ofEntries(
          entry("Ec2ComplexError", MORE),
          entry("ComplexError", MORE),
          entry("InvalidGreetingError", MORE),
          entry("Ec2QueryDateTimeWithNegativeOffset", UTC),
          entry("Ec2QueryDateTimeWithPositiveOffset", UTC),
          entry("RestXmlDateTimeWithNegativeOffset", UTC),
          entry("RestXmlDateTimeWithPositiveOffset", UTC),
          entry("json_1_1_service_responds_with_no_payload", UNIT),
          entry("AwsJson10ServiceRespondsWithNoPayload", UNIT),
          entry("RestJsonNoInputAndNoOutput", UNIT),
          entry("RestJsonUnitInputAndOutputNoOutput", UNIT),
          entry("AwsJson10ServerPopulatesDefaultsInResponseWhenMissingInParams", DEFAULTS),
          entry(
              "AwsJson10ServerPopulatesNestedDefaultValuesWhenMissingInInResponseParams", DEFAULTS),
          entry("RestJsonServerPopulatesDefaultsInResponseWhenMissingInParams", DEFAULTS),
          entry(
              "RestJsonServerPopulatesNestedDefaultValuesWhenMissingInInResponseParams", DEFAULTS),
          entry("RestJsonHttpPayloadTraitsWithMediaTypeWithBlob", MEDIA),
          entry("RestJsonStreamingTraitsWithMediaTypeWithBlob", MEDIA),
          entry("HttpPayloadTraitsWithMediaTypeWithBlob", MEDIA),
          entry("AwsJson11SparseMapsDeserializeNullValues", SPARSE),
          entry("AwsJson11SparseListsDeserializeNull", SPARSE),
          entry("RestJsonSparseListsSerializeNull", SPARSE),
          entry("RestJsonDeserializesSparseNullMapValues", SPARSE),
          entry("RestJsonDeserializesSparseSetMapAndRetainsNull", SPARSE),
          entry(
              "RestJsonHttpResponseCodeNotSetFallsBackToHttpCode",
              "the SDK's metadata has no status of an operation"),
          entry(
              "QueryCompatibleAwsJson10CustomCodeError",
              "no service that is simulated keeps codes of an older protocol"),
          entry("AwsJson11IntEnums", "it wants a request's header in the response"),
          entry(
              "parses_the_request_id_from_the_response",
              "it wants a request id of its own choice"));

  /** Cases for clients whose bodies a server writes too. */
  private static final Pattern WRITTEN_TOO =
      Pattern.compile(
          ".*(XmlEmpty|FractionalSeconds|ComplexEscapes|UsingXAmznErrorType$|IgnoresDefaultValues).*"
              + "|AwsJson1.FooErrorWithDunderType");

  /** One case, with the shape that it is about. */
  record Case(ServiceShape service, Shape shape, HttpResponseTestCase http) {

    Service.Protocol protocol() {
      return Optional.ofNullable(PROTOCOLS.get(http.getProtocol().getName())).orElseThrow();
    }

    @Override
    public String toString() {
      return http.getProtocol().getName() + " " + http.getId();
    }
  }

  private static final List<Case> CASES = all();

  private static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (ServiceShape service : new TreeSet<>(MODEL.getServiceShapes())) {
      List<Shape> shapes = new ArrayList<>();
      for (OperationShape operation : TopDownIndex.of(MODEL).getContainedOperations(service)) {
        shapes.add(operation);
        shapes.addAll(OperationIndex.of(MODEL).getErrors(service, operation));
      }
      for (Shape shape : new TreeSet<>(shapes)) {
        shape.getTrait(HttpResponseTestsTrait.class).stream()
            .flatMap(it -> it.getTestCases().stream())
            .filter(it -> PROTOCOLS.containsKey(it.getProtocol().getName()))
            .filter(it ->
                it.getAppliesTo().filter(AppliesTo.CLIENT::equals).isEmpty()
                    || WRITTEN_TOO.matcher(it.getId()).matches())
            .forEach(it -> cases.add(new Case(service, shape, it)));
      }
    }
    return cases;
  }

  static Stream<Case> cases() {
    return CASES.stream().filter(it -> !LEFT_OUT.containsKey(it.http().getId()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatAwsWritesIsWritten(Case it) {
    assertMet(it);
  }

  @Test
  void whatIsLeftOutIsThereAndNotMet() {
    List<Case> leftOut =
        CASES.stream().filter(it -> LEFT_OUT.containsKey(it.http().getId())).toList();
    assertThat(leftOut)
        .extracting(it -> it.http().getId())
        .containsExactlyInAnyOrderElementsOf(LEFT_OUT.keySet());
    assertThat(leftOut)
        .allSatisfy(it ->
            assertThatThrownBy(() -> assertMet(it))
                .as("%s", it)
                .isInstanceOf(AssertionError.class));
  }

  @Test
  void thereAreCasesOfEveryProtocol() {
    Map<String, Long> counts =
        cases()
            .collect(
                Collectors.groupingBy(
                    it -> it.http().getProtocol().getName(), Collectors.counting()));
    assertThat(counts)
        .isEqualTo(
            Map.of(
                "ec2Query", 26L,
                "awsQuery", 37L,
                "awsJson1_0", 22L,
                "awsJson1_1", 43L,
                "restJson1", 85L,
                "restXml", 80L));
  }

  private static void assertMet(Case tried) {
    ApiResponse response = tried.shape().hasTrait(ErrorTrait.class) ? error(tried) : answer(tried);
    HttpResponseTestCase expected = tried.http();
    assertThat(response.status()).isEqualTo(expected.getCode());
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(response.headers());
    expected
        .getHeaders()
        .forEach((name, value) -> {
          // The server counts the bytes.
          if (!name.equalsIgnoreCase("content-length")) {
            assertThat(plain(headers.getOrDefault(name, "(none)"))).isEqualTo(plain(value));
          }
        });
    assertThat(expected.getForbidHeaders()).noneMatch(headers::containsKey);
    assertThat(expected.getRequireHeaders()).allMatch(headers::containsKey);
    String body = new String(response.body(), StandardCharsets.UTF_8);
    expected.getBody().ifPresent(it -> assertSame(body, it, kind(expected)));
  }

  /**
   * Without the character set; the simulator has no service of JSON 1.0, the bodies are the same.
   */
  private static String plain(String header) {
    return header.replaceFirst(";charset.*", "").replace("x-amz-json-1.0", "x-amz-json-1.1");
  }

  private static String kind(HttpResponseTestCase expected) {
    boolean xml = expected.getBody().orElse("").startsWith("<");
    return expected.getBodyMediaType().orElse(xml ? "application/xml" : "");
  }

  private static void assertSame(String body, String expected, String mediaType) {
    if (expected.isBlank() || body.isBlank()) {
      assertThat(body).isEqualTo(expected);
      return;
    }
    switch (mediaType) {
      case "application/json" -> assertThat(WireForm.json(body)).isEqualTo(WireForm.json(expected));
      case "application/xml" -> {
        assertThat(WireForm.xml(body)).isEqualTo(WireForm.xml(expected));
        assertThat(WireForm.namespace(expected)).isIn("", WireForm.namespace(body));
      }
      default -> assertThat(body).isEqualTo(expected);
    }
  }

  private static ApiResponse error(Case it) {
    SmithyShapes shapes = new SmithyShapes(it.protocol());
    Optional<AwsQueryErrorTrait> query = it.shape().getTrait(AwsQueryErrorTrait.class);
    boolean named = it.protocol() == Service.Protocol.QUERY && query.isPresent();
    int status =
        it.shape()
            .getTrait(HttpErrorTrait.class)
            .map(HttpErrorTrait::getCode)
            .orElseGet(() -> it.shape().expectTrait(ErrorTrait.class).getDefaultHttpStatusCode());
    boolean bare =
        it.service()
            .getTrait(RestXmlTrait.class)
            .filter(RestXmlTrait::isNoErrorWrapping)
            .isPresent();
    return new ErrorWriter(
            bare ? Service.Protocol.S3 : it.protocol(),
            named ? query.get().getCode() : it.shape().getId().getName(),
            shapes.fields(it.shape()))
        .write(
            named ? query.get().getHttpResponseCode() : status,
            shapes.tree(it.http().getParams(), it.shape()));
  }

  private static ApiResponse answer(Case it) {
    SmithyShapes shapes = new SmithyShapes(it.protocol());
    Shape output = OperationIndex.of(MODEL).expectOutputShape(it.shape());
    JsonNode tree = shapes.tree(it.http().getParams(), output);
    String name = it.shape().getId().getName();
    if (it.shape().hasTrait("aws.customizations#s3UnwrappedXmlOutput")) {
      return new ResponseWriter(Operation.find(Service.S3, name).orElseThrow()).write(tree);
    }
    return it.protocol() == Service.Protocol.REST_XML
        ? new ResponseWriter(
                it.protocol(),
                namespace(output).or(() -> namespace(it.service())).orElse(""),
                SmithyShapes.element(output),
                shapes.fields(output))
            .write(tree)
        : new ResponseWriter(
                it.protocol(), namespace(it.service()).orElse(""), name, shapes.fields(output))
            .write(tree);
  }

  /** That of the document: its payload's, or its own. */
  private static Optional<String> namespace(Shape shape) {
    Stream<Shape> payload =
        shape.members().stream()
            .filter(it -> it.hasTrait(HttpPayloadTrait.class))
            .map(it -> MODEL.expectShape(it.getTarget()));
    return Stream.concat(payload, Stream.of(shape))
        .flatMap(it -> it.getTrait(XmlNamespaceTrait.class).stream())
        .filter(it -> it.getPrefix().isEmpty())
        .map(XmlNamespaceTrait::getUri)
        .findFirst();
  }
}
