package dev.loginpath.collect;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** How the body of an answer looks from outside, in each of AWS's wire protocols. */
enum WireForm {
  EC2_QUERY,
  QUERY,
  JSON,
  REST_XML,
  S3;

  private static final JsonMapper READER = new JsonMapper();

  /**
   * The root elements of what is read of S3, which is the member and not the operation; a bucket's
   * policy comes as the JSON that it is.
   */
  private static final Map<String, String> S3_ROOTS =
      Map.of(
          "GetBucketLocation",
          "LocationConstraint",
          "GetBucketEncryption",
          "ServerSideEncryptionConfiguration");

  /** Why a body is not of this form; empty where it is. */
  Optional<String> refusal(@Nullable String operation, byte[] body) {
    if (isBlank(body)) {
      return Optional.of("an empty body");
    }
    String name = String.valueOf(operation);
    return switch (this) {
      case EC2_QUERY, REST_XML -> xml(body, name + "Response");
      case QUERY -> xml(body, name + "Response", name + "Result");
      case JSON -> json(body, "");
      case S3 ->
          S3_ROOTS.containsKey(name)
              ? xml(body, S3_ROOTS.getOrDefault(name, ""))
              : json(body, "Statement");
    };
  }

  private static boolean isBlank(byte[] body) {
    for (byte each : body) {
      if (each != ' ' && each != '\n' && each != '\r' && each != '\t') {
        return false;
      }
    }
    return true;
  }

  /** The outermost elements must be these, each in the one before it. */
  private static Optional<String> xml(byte[] body, String... names) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(body));
      for (String wanted : names) {
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
          if (reader.getEventType() == XMLStreamConstants.END_DOCUMENT
              || reader.getEventType() == XMLStreamConstants.END_ELEMENT) {
            return Optional.of("no element <" + wanted + ">");
          }
        }
        if (!reader.getLocalName().equals(wanted)) {
          return Optional.of(
              "the element <" + reader.getLocalName() + "> and not <" + wanted + ">");
        }
      }
      return Optional.empty();
    } catch (XMLStreamException malformed) {
      return Optional.of("no XML");
    }
  }

  /** An object; a whole one with this member where one is named. */
  private static Optional<String> json(byte[] body, String member) {
    try (JsonParser parser = READER.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.of("JSON that is no object");
      }
      if (member.isEmpty()) {
        return Optional.empty();
      }
      // What the SDK hands on as text nobody reads after us: it has to be whole.
      boolean found = false;
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        found |= member.equals(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
      return found ? Optional.empty() : Optional.of("JSON without " + member);
    } catch (JacksonException malformed) {
      return Optional.of("no JSON");
    }
  }
}
