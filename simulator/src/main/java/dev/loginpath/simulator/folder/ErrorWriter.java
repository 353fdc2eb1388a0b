package dev.loginpath.simulator.folder;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.LocationTrait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Marshals an error as a protocol wraps it. */
final class ErrorWriter {

  private static final JsonMapper JSON = new JsonMapper();

  /** An error's text, as JSON and as XML name it. */
  private static final List<SdkField<?>> MESSAGE =
      List.of(
          SdkField.builder(MarshallingType.STRING)
              .memberName("Message")
              .traits(
                  LocationTrait.builder()
                      .location(MarshallLocation.PAYLOAD)
                      .locationName("message")
                      .unmarshallLocationName("Message")
                      .build())
              .build());

  private final Service.Protocol protocol;
  private final String code;
  private final List<SdkField<?>> members;

  ErrorWriter(Service.Protocol protocol, String code, List<SdkField<?>> members) {
    this.protocol = protocol;
    this.code = code;
    this.members = members;
  }

  static ApiResponse write(Service.Protocol protocol, ApiError error) {
    return new ErrorWriter(protocol, error.code(), MESSAGE)
        .write(error.status(), JSON.createObjectNode().put("Message", error.text()));
  }

  ApiResponse write(int status, JsonNode error) {
    ApiResponse response =
        new ApiResponse(
                status,
                Map.of("content-type", protocol.contentType()),
                body(error, status < 500 ? "Sender" : "Receiver"))
            .with(HeaderFields.of(error, members, code));
    return switch (protocol) {
      case JSON, REST_JSON -> response.with(Map.of("x-amzn-errortype", code));
      case EC2_QUERY, QUERY, REST_XML, S3 -> response;
    };
  }

  private byte[] body(JsonNode error, String fault) {
    XmlBody xml = new XmlBody(protocol);
    return switch (protocol) {
      case JSON -> {
        ObjectNode json = JSON.createObjectNode().put("__type", code);
        yield JsonBody.bytes(json.setAll(JsonBody.structure(error, members, code)));
      }
      case REST_JSON -> JsonBody.bytes(JsonBody.structure(error, members, code));
      case EC2_QUERY ->
          xml.open("Response")
              .open("Errors")
              .open("Error")
              .text("Code", code)
              .members(error, members, code)
              .close("Error")
              .close("Errors")
              .text("RequestID", ResponseWriter.REQUEST_ID)
              .close("Response")
              .bytes();
      case S3 ->
          error(xml, error, fault)
              .text("RequestId", ResponseWriter.REQUEST_ID)
              .close("Error")
              .bytes();
      case QUERY, REST_XML ->
          error(xml.open("ErrorResponse"), error, fault)
              .close("Error")
              .text("RequestId", ResponseWriter.REQUEST_ID)
              .close("ErrorResponse")
              .bytes();
    };
  }

  private XmlBody error(XmlBody xml, JsonNode error, String fault) {
    return xml.open("Error").text("Type", fault).text("Code", code).members(error, members, code);
  }
}
