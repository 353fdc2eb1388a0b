package dev.loginpath.simulator.folder;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import tools.jackson.databind.JsonNode;

/** Marshals an answer from its tree in member names, by the SDK's metadata of the shapes. */
final class ResponseWriter {

  static final String REQUEST_ID = "00000000-0000-4000-8000-000000000000";

  private final Service.Protocol protocol;
  private final String namespace;
  private final String name;
  private final List<SdkField<?>> members;

  ResponseWriter(Operation operation) {
    this(
        operation.service().protocol(),
        operation.service().namespace(),
        operation.service().protocol() == Service.Protocol.REST_XML
            ? operation.name() + "Response"
            : operation.name(),
        operation.output());
  }

  /**
   * The name is the operation's; in REST-XML also the element of an answer that is not one payload.
   */
  ResponseWriter(
      Service.Protocol protocol, String namespace, String name, List<SdkField<?>> members) {
    this.protocol = protocol;
    this.namespace = namespace;
    this.name = name;
    this.members = members;
  }

  ApiResponse write(JsonNode answer) {
    Optional<SdkField<?>> payload =
        members.stream().filter(it -> it.containsTrait(PayloadTrait.class)).findFirst();
    ApiResponse response =
        payload
            .map(it -> payload(answer, it))
            .orElseGet(() -> response(protocol.contentType(), body(answer)));
    int status =
        members.stream()
            .filter(it -> it.location() == MarshallLocation.STATUS_CODE)
            .mapToInt(it -> answer.path(it.memberName()).asInt(response.status()))
            .findFirst()
            .orElse(response.status());
    return new ApiResponse(status, response.headers(), response.body())
        .with(HeaderFields.of(answer, members, name));
  }

  private static ApiResponse response(String contentType, byte[] body) {
    return new ApiResponse(200, Map.of("content-type", contentType), body);
  }

  private byte[] body(JsonNode answer) {
    XmlBody xml = new XmlBody(protocol);
    return switch (protocol) {
      case JSON, REST_JSON -> JsonBody.bytes(JsonBody.structure(answer, members, name));
      case EC2_QUERY ->
          xml.open(name + "Response", namespace)
              .text("requestId", REQUEST_ID)
              .members(answer, members, name)
              .close(name + "Response")
              .bytes();
      case QUERY -> {
        xml.open(name + "Response", namespace);
        if (!members.isEmpty()) {
          xml.open(name + "Result").members(answer, members, name).close(name + "Result");
        }
        yield xml.open("ResponseMetadata")
            .text("RequestId", REQUEST_ID)
            .close("ResponseMetadata")
            .close(name + "Response")
            .bytes();
      }
      case REST_XML, S3 ->
          members.stream().anyMatch(it -> it.location() == MarshallLocation.PAYLOAD)
              ? xml.structure(name, namespace, answer, members, name).bytes()
              : new byte[0];
    };
  }

  /** The one member that is the body. */
  private ApiResponse payload(JsonNode answer, SdkField<?> member) {
    Optional<JsonNode> value = Members.value(answer, member);
    MarshallingType<?> type = member.marshallingType();
    // S3's one answer that is a text in an element: the SDK's metadata has a bare text.
    if (name.equals("GetBucketLocation")) {
      String text = value.map(it -> Members.text(it, member, Format.ISO_8601)).orElse("");
      return response(
          protocol.contentType(),
          new XmlBody(protocol)
              .open(member.locationName(), namespace)
              .content(text)
              .close(member.locationName())
              .bytes());
    }
    if (value.isEmpty()) {
      return response(protocol.contentType(), new byte[0]);
    }
    if (type.equals(MarshallingType.SDK_BYTES)) {
      return response(
          "application/octet-stream", Base64.getDecoder().decode(value.get().asString()));
    }
    if (type.equals(MarshallingType.STRING)) {
      String text = Members.text(value.get(), member, Format.ISO_8601);
      return response("text/plain", text.getBytes(StandardCharsets.UTF_8));
    }
    return response(
        protocol.contentType(),
        protocol == Service.Protocol.REST_JSON
            ? JsonBody.bytes(JsonBody.value(value.get(), member, name))
            : new XmlBody(protocol).document(value.get(), member, namespace, name).bytes());
  }
}
