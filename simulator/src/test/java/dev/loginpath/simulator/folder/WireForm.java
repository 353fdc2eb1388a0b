package dev.loginpath.simulator.folder;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a client reads of a body, so that two that say the same are the same text. */
final class WireForm {

  private static final JsonMapper JSON = new JsonMapper();

  /** Every server makes its own. */
  private static final Set<String> REQUEST_IDS =
      Set.of("requestId", "RequestId", "RequestID", "ResponseMetadata");

  private WireForm() {}

  /** Numbers by their value, members in any order, an error's type without its namespace. */
  static String json(String body) {
    return print(JSON.readTree(body)).toString();
  }

  private static JsonNode print(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        Map<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(it -> members.put(it.getKey(), print(it.getValue())));
        members.computeIfPresent(
            "__type",
            (name, type) ->
                JSON.getNodeFactory().stringNode(type.asString().replaceFirst(".*#", "")));
        yield JSON.createObjectNode().setAll(members);
      }
      case ArrayNode array -> {
        ArrayNode items = JSON.createArrayNode();
        array.values().forEach(it -> items.add(print(it)));
        yield items;
      }
      default ->
          node.isNumber()
              ? JSON.getNodeFactory()
                  .stringNode("number " + node.decimalValue().stripTrailingZeros().toPlainString())
              : node;
    };
  }

  /**
   * Elements of different names in any order, without text beside elements and without namespaces:
   * the SDK's metadata has none of members, and its parser reads none.
   */
  static String xml(String body) {
    return print(parse(body));
  }

  /** The document's own. */
  static String namespace(String body) {
    return parse(body).getAttribute("xmlns");
  }

  private static Element parse(String body) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(body.strip().getBytes(StandardCharsets.UTF_8)))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException unreadable) {
      throw new AssertionError("No XML: " + body, unreadable);
    }
  }

  private static String print(Element element) {
    StringBuilder text = new StringBuilder(element.getTagName());
    for (int index = 0; index < element.getAttributes().getLength(); index++) {
      Node attribute = element.getAttributes().item(index);
      if (!attribute.getNodeName().startsWith("xmlns")) {
        text.append(" @").append(attribute);
      }
    }
    List<Element> children = new ArrayList<>();
    for (int index = 0; index < element.getChildNodes().getLength(); index++) {
      if (element.getChildNodes().item(index) instanceof Element child) {
        children.add(child);
      }
    }
    if (children.isEmpty()) {
      String content = element.getTextContent();
      return text.append("=").append(content.matches("\\s*\n\\s*") ? "" : content).toString();
    }
    children.removeIf(it -> REQUEST_IDS.contains(it.getTagName()));
    children.sort(Comparator.comparing(Element::getTagName));
    return text.append(children.stream().map(WireForm::print).toList()).toString();
  }
}
