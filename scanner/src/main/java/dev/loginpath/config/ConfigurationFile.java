package dev.loginpath.config;

import dev.loginpath.config.ConfigurationException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
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

  /** An option's value and the line that it stands on. */
  record Entry(String value, int line) {}

  static ConfigurationFile load(Path path) throws ConfigurationException {
    String text;
    try {
      text = Files.readString(path);
    } catch (IOException unreadable) {
      throw new ConfigurationException(Problem.UNREADABLE, path.toString());
    }
    // Nodes, not objects: nothing in the file is ever constructed, and numbers stay text.
    LoadSettings settings = LoadSettings.builder().setLabel(path.toString()).build();
    Optional<Node> root;
    try {
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
