package dev.loginpath.simulator.folder;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.JsonValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.LocationTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.Trait;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;
import software.amazon.awssdk.core.traits.XmlAttributesTrait;
import software.amazon.awssdk.core.traits.XmlAttributesTrait.AttributeAccessors;
import software.amazon.awssdk.utils.Pair;
import software.amazon.smithy.aws.traits.protocols.Ec2QueryNameTrait;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.shapes.ListShape;
import software.amazon.smithy.model.shapes.MapShape;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.Shape;
import software.amazon.smithy.model.traits.HttpHeaderTrait;
import software.amazon.smithy.model.traits.HttpPayloadTrait;
import software.amazon.smithy.model.traits.HttpPrefixHeadersTrait;
import software.amazon.smithy.model.traits.HttpResponseCodeTrait;
import software.amazon.smithy.model.traits.JsonNameTrait;
import software.amazon.smithy.model.traits.MediaTypeTrait;
import software.amazon.smithy.model.traits.StringTrait;
import software.amazon.smithy.model.traits.XmlFlattenedTrait;
import software.amazon.smithy.model.traits.XmlNameTrait;
import software.amazon.smithy.model.traits.XmlNamespaceTrait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The shapes of AWS's protocol cases as the SDK's code generator describes them in a protocol. */
record SmithyShapes(Service.Protocol protocol) {

  static final Model MODEL = model();

  private static final JsonMapper JSON = new JsonMapper();

  private static Model model() {
    // What lacks are the shapes of protocols and of request validation that are not looked at.
    return Model.assembler()
        .discoverModels()
        .disableValidation()
        .assemble()
        .getResult()
        .orElseThrow();
  }

  List<SdkField<?>> fields(Shape structure) {
    List<SdkField<?>> fields = new ArrayList<>();
    structure.members().forEach(it -> fields.add(field(it)));
    return fields;
  }

  /** The element of a structure in XML: its own name, or the shape's. */
  static String element(Shape shape) {
    return shape
        .getTrait(XmlNameTrait.class)
        .map(StringTrait::getValue)
        .orElseGet(() -> shape.getId().getName());
  }

  private Shape target(MemberShape member) {
    return MODEL.expectShape(member.getTarget());
  }

  private SdkField<?> field(MemberShape member) {
    Shape target = target(member);
    List<Trait> traits = new ArrayList<>(List.of(location(member)));
    member
        .getMemberTrait(MODEL, software.amazon.smithy.model.traits.TimestampFormatTrait.class)
        .ifPresent(it -> traits.add(timestamps(it.getValue())));
    if (member.hasTrait(HttpPayloadTrait.class)) {
      traits.add(PayloadTrait.create());
    }
    if (target.isStringShape() && target.hasTrait(MediaTypeTrait.class)) {
      traits.add(JsonValueTrait.create());
    }
    if (member.hasTrait(software.amazon.smithy.model.traits.XmlAttributeTrait.class)) {
      traits.add(XmlAttributeTrait.create());
    }
    if (target.isStructureShape()) {
      member
          .getMemberTrait(MODEL, XmlNamespaceTrait.class)
          .flatMap(SmithyShapes::prefix)
          .ifPresent(traits::add);
    }
    boolean flattened = member.hasTrait(XmlFlattenedTrait.class);
    target.asListShape().ifPresent(it -> traits.add(list(it, flattened)));
    target.asMapShape().ifPresent(it -> traits.add(map(it, flattened)));
    SdkField.Builder<?> field = SdkField.builder(type(target)).memberName(member.getMemberName());
    if (target.isStructureShape() || target.isUnionShape()) {
      SdkPojo pojo = () -> fields(target);
      field.constructor(() -> pojo);
    }
    return field.traits(traits.toArray(Trait[]::new)).build();
  }

  private LocationTrait location(MemberShape member) {
    String name = member.getMemberName();
    String xml = xmlName(member).orElse(name);
    LocationTrait.Builder payload =
        LocationTrait.builder().location(MarshallLocation.PAYLOAD).locationName(name);
    return switch (protocol) {
      case JSON -> payload.build();
      case QUERY -> payload.locationName(xml).build();
      case EC2_QUERY -> {
        String request =
            member
                .getTrait(Ec2QueryNameTrait.class)
                .map(StringTrait::getValue)
                .orElseGet(() -> xml.substring(0, 1).toUpperCase(Locale.ROOT) + xml.substring(1));
        yield payload.locationName(request).unmarshallLocationName(xml).build();
      }
      case REST_JSON ->
          bound(member)
              .orElseGet(() ->
                  payload
                      .locationName(
                          member
                              .getTrait(JsonNameTrait.class)
                              .map(StringTrait::getValue)
                              .orElse(name))
                      .build());
      case REST_XML, S3 ->
          bound(member)
              .orElseGet(() ->
                  payload
                      .locationName(
                          member.hasTrait(HttpPayloadTrait.class)
                              ? xmlName(member).orElse(element(target(member)))
                              : xml)
                      .build());
    };
  }

  private static Optional<String> xmlName(MemberShape member) {
    return member.getTrait(XmlNameTrait.class).map(StringTrait::getValue);
  }

  private static Optional<LocationTrait> bound(MemberShape member) {
    if (member.hasTrait(HttpResponseCodeTrait.class)) {
      return Optional.of(LocationTrait.builder().location(MarshallLocation.STATUS_CODE).build());
    }
    return member
        .getTrait(HttpHeaderTrait.class)
        .map(StringTrait::getValue)
        .or(() -> member.getTrait(HttpPrefixHeadersTrait.class).map(StringTrait::getValue))
        .map(it ->
            LocationTrait.builder().location(MarshallLocation.HEADER).locationName(it).build());
  }

  private static Trait timestamps(String format) {
    return TimestampFormatTrait.create(
        switch (format) {
          case "date-time" -> TimestampFormatTrait.Format.ISO_8601;
          case "http-date" -> TimestampFormatTrait.Format.RFC_822;
          default -> TimestampFormatTrait.Format.UNIX_TIMESTAMP;
        });
  }

  @SuppressWarnings("unchecked") // the SDK takes an array of pairs
  private static Optional<Trait> prefix(XmlNamespaceTrait namespace) {
    AttributeAccessors uri =
        AttributeAccessors.builder().attributeGetter(ignored -> namespace.getUri()).build();
    return namespace.getPrefix().map(it -> XmlAttributesTrait.create(Pair.of("xmlns:" + it, uri)));
  }

  private Trait list(ListShape list, boolean flattened) {
    return ListTrait.builder()
        .memberLocationName(xmlName(list.getMember()).orElse(null))
        .memberFieldInfo(field(list.getMember()))
        .isFlattened(flattened)
        .build();
  }

  private Trait map(MapShape map, boolean flattened) {
    return MapTrait.builder()
        .keyLocationName(xmlName(map.getKey()).orElse("key"))
        .valueLocationName(xmlName(map.getValue()).orElse("value"))
        .valueFieldInfo(field(map.getValue()))
        .isFlattened(flattened)
        .build();
  }

  private static MarshallingType<?> type(Shape target) {
    return switch (target.getType()) {
      case BLOB -> MarshallingType.SDK_BYTES;
      case BOOLEAN -> MarshallingType.BOOLEAN;
      case STRING, ENUM -> MarshallingType.STRING;
      case TIMESTAMP -> MarshallingType.INSTANT;
      case BYTE -> MarshallingType.BYTE;
      case SHORT -> MarshallingType.SHORT;
      case INTEGER, INT_ENUM -> MarshallingType.INTEGER;
      case LONG -> MarshallingType.LONG;
      case FLOAT -> MarshallingType.FLOAT;
      case DOUBLE -> MarshallingType.DOUBLE;
      case DOCUMENT -> MarshallingType.DOCUMENT;
      case BIG_DECIMAL, BIG_INTEGER -> MarshallingType.BIG_DECIMAL;
      case LIST, SET -> MarshallingType.LIST;
      case MAP -> MarshallingType.MAP;
      case STRUCTURE, UNION -> MarshallingType.SDK_POJO;
      case MEMBER, SERVICE, RESOURCE, OPERATION ->
          throw new IllegalArgumentException(target + " is no type of a member");
    };
  }

  /** A case's parameters as the AWS CLI prints them: its bytes are texts there, in base 64. */
  JsonNode tree(Node params, Shape shape) {
    if (params.isObjectNode() && (shape.isStructureShape() || shape.isUnionShape())) {
      ObjectNode tree = JSON.createObjectNode();
      Map<String, MemberShape> members = shape.getAllMembers();
      params
          .expectObjectNode()
          .getStringMap()
          .forEach((name, value) -> tree.set(name, tree(value, target(member(members, name)))));
      return tree;
    }
    if (params.isObjectNode() && shape instanceof MapShape map) {
      ObjectNode tree = JSON.createObjectNode();
      params
          .expectObjectNode()
          .getStringMap()
          .forEach((key, value) -> tree.set(key, tree(value, target(map.getValue()))));
      return tree;
    }
    if (params.isArrayNode() && shape instanceof ListShape list) {
      ArrayNode tree = JSON.createArrayNode();
      params
          .expectArrayNode()
          .getElements()
          .forEach(it -> tree.add(tree(it, target(list.getMember()))));
      return tree;
    }
    if (params.isStringNode() && shape.isBlobShape()) {
      byte[] bytes = params.expectStringNode().getValue().getBytes(StandardCharsets.UTF_8);
      return JSON.getNodeFactory().stringNode(Base64.getEncoder().encodeToString(bytes));
    }
    return JSON.readTree(Node.printJson(params));
  }

  private static MemberShape member(Map<String, MemberShape> members, String name) {
    return Optional.ofNullable(members.get(name)).orElseThrow();
  }
}
