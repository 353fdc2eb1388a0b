package dev.loginpath.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loginpath.config.ConfigurationException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML file with options by their long names. A value is text exactly as it stands there: an
 * account id keeps its zeros, and {@code no} is a word.
 *
 * @param options a list is one value separated by commas, a mapping a list of {@code key=value}
 */
record ConfigurationFile(Path path, SortedMap<String, Entry> options) {

  private static final int MAX_KIB = 64;

  /** Far more than an option with a list or a mapping has. */
  private static final int MAX_DEPTH = 16;

  /** An option's value and the line that it stands on. */
  record Entry(String value, int line) {}

  static ConfigurationFile load(Path path) throws ConfigurationException {
    String text = read(path);
    // Nodes, not objects: nothing in the file is ever constructed, and numbers stay text.
    LoadSettings settings = LoadSettings.builder().setLabel(path.toString()).build();
    Optional<Node> root;
    try {
      refuseDepth(path, new Parse(settings).parseString(text));
      root = new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException malformed) {
      int line = malformed.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      throw new ConfigurationException(
          Problem.MALFORMED, path.toString(), Integer.toString(line), malformed.getProblem());
    } catch (YamlEngineException malformed) {
      throw new ConfigurationException(
          Problem.MALFORMED, path.toString(), "1", String.valueOf(malformed.getMessage()));
    }
    return root.isEmpty()
        ? new ConfigurationFile(path, new TreeMap<>())
        : new ConfigurationFile(path, options(path, root.get()));
  }

  /** A pipe would be waited for, and a device never ends. */
  private static String read(Path path) throws ConfigurationException {
    if (!Files.isRegularFile(path)) {
      throw new ConfigurationException(Problem.UNREADABLE, path.toString());
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_KIB * 1024 + 1);
      if (bytes.length > MAX_KIB * 1024) {
        throw new ConfigurationException(
            Problem.TOO_LARGE, path.toString(), Integer.toString(MAX_KIB));
      }
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IOException unreadable) {
      throw new ConfigurationException(Problem.UNREADABLE, path.toString());
    }
  }

  /** The parser tells events one by one; composing them into nodes calls itself at each level. */
  private static void refuseDepth(Path path, Iterable<Event> events) throws ConfigurationException {
    int depth = 0;
    for (Event each : events) {
      if (each instanceof CollectionStartEvent) {
        depth++;
      } else if (each instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > MAX_DEPTH) {
        int line = each.getStartMark().map(Mark::getLine).orElse(0) + 1;
        throw new ConfigurationException(
            Problem.NOT_AN_OPTION, path.toString(), Integer.toString(line));
      }
    }
  }

  private static SortedMap<String, Entry> options(Path path, Node root)
      throws ConfigurationException {
    if (!(root instanceof MappingNode mapping)) {
      throw notAnOption(path, root);
    }
    SortedMap<String, Entry> options = new TreeMap<>();
    for (NodeTuple each : mapping.getValue()) {
      String option = text(path, each.getKeyNode());
      Entry entry = new Entry(value(path, each.getValueNode()), line(each.getKeyNode()));
      if (options.put(option, entry) != null) {
        throw new ConfigurationException(
            Problem.TWICE, path.toString(), Integer.toString(entry.line()), option);
      }
    }
    return options;
  }

  private static String value(Path path, Node node) throws ConfigurationException {
    List<String> values = new ArrayList<>();
    switch (node) {
      case SequenceNode sequence -> {
        for (Node each : sequence.getValue()) {
          values.add(text(path, each));
        }
      }
      case MappingNode mapping -> {
        for (NodeTuple each : mapping.getValue()) {
          values.add(text(path, each.getKeyNode()) + "=" + text(path, each.getValueNode()));
        }
      }
      default -> values.add(text(path, node));
    }
    return String.join(",", values);
  }

  private static String text(Path path, Node node) throws ConfigurationException {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
      return scalar.getValue();
    }
    throw notAnOption(path, node);
  }

  private static ConfigurationException notAnOption(Path path, Node node) {
    return new ConfigurationException(
        Problem.NOT_AN_OPTION, path.toString(), Integer.toString(line(node)));
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }
}
