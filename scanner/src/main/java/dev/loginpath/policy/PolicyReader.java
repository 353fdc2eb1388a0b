package dev.loginpath.policy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads policy documents as people and services write them: one value or a list, one statement or
 * many, URL-encoded or not, with elements that nobody knows. What cannot be understood is an
 * unreadable policy, never a missing one.
 */
public final class PolicyReader {

  /** Much more than IAM takes; what is longer is no policy. */
  private static final int LONGEST = 16_000_000;

  /** Much longer than any there is, and short enough to be matched at once. */
  private static final int LONGEST_ACTION = 1_000;

  private static final Set<String> PRINCIPALS =
      Set.of("aws", "service", "federated", "canonicaluser");

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private PolicyReader() {}

  /** Reads a document's text; never throws. */
  public static Policy read(String name, String text) {
    String document = decoded(text);
    if (document.length() > LONGEST) {
      return Policy.unreadable(name, "the document is too long");
    }
    try (JsonParser parser = JSON.createParser(document)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Policy.unreadable(name, "the document is not a JSON object");
      }
      return new Document(name, parser).read();
    } catch (JacksonException broken) {
      return Policy.unreadable(name, "the document is not valid JSON");
    } catch (NotAPolicyException strange) {
      return Policy.unreadable(name, String.valueOf(strange.getMessage()));
    }
  }

  private static String decoded(String text) {
    String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
    String start = bare.stripLeading();
    if (!start.regionMatches(true, 0, "%7b", 0, 3) && !start.startsWith("%")) {
      return bare;
    }
    try {
      return URLDecoder.decode(bare.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return bare;
    }
  }

  /** The JSON is valid and is no policy. */
  private static final class NotAPolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotAPolicyException(String message) {
      super(message);
    }
  }

  /** An element's values and whether it is the {@code Not…} one. */
  private record Element(boolean not, List<String> values) {}

  private record Raw(String operator, String key, List<String> values) {}

  /** A statement as it stands there; what its texts mean depends on the document's version. */
  private record Draft(
      Optional<String> sid,
      Statement.@Nullable Effect effect,
      @Nullable Element action,
      @Nullable Element resource,
      Optional<Principals> principals,
      List<Raw> conditions) {}

  private static final class Document {

    private final String name;
    private final JsonParser parser;

    Document(String name, JsonParser parser) {
      this.name = name;
      this.parser = parser;
    }

    Policy read() {
      String version = "";
      List<Draft> drafts = null;
      Set<String> seen = new HashSet<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String element = name(seen);
        parser.nextToken();
        if (element.equals("version")) {
          version = scalar();
        } else if (element.equals("statement")) {
          drafts = statements();
        } else {
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw new NotAPolicyException("something follows the document");
      }
      if (drafts == null) {
        throw new NotAPolicyException("the document has no Statement");
      }
      boolean variables = version.equals("2012-10-17");
      List<Statement> statements = new ArrayList<>(drafts.size());
      for (Draft each : drafts) {
        statements.add(statement(each, statements.size(), variables));
      }
      return new Policy(name, statements, Optional.empty());
    }

    /** The current property's name in lower case: IAM takes none twice, in whatever case. */
    private String name(Set<String> seen) {
      String name = parser.currentName().toLowerCase(Locale.ROOT);
      if (!seen.add(name)) {
        throw new NotAPolicyException("a key is there twice");
      }
      return name;
    }

    private String scalar() {
      JsonToken token = parser.currentToken();
      if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
        throw new NotAPolicyException("a text is expected");
      }
      return parser.getString();
    }

    /** One value or a list of values. */
    private List<String> values() {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        return List.of(scalar());
      }
      List<String> values = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        values.add(scalar());
      }
      return values;
    }

    private List<Draft> statements() {
      List<Draft> statements = new ArrayList<>();
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        statements.add(draft());
      } else if (parser.currentToken() == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          statements.add(draft());
        }
      } else {
        throw new NotAPolicyException("Statement is neither an object nor a list");
      }
      return statements;
    }

    private Draft draft() {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new NotAPolicyException("a statement is not an object");
      }
      Optional<String> sid = Optional.empty();
      Statement.Effect effect = null;
      Element action = null;
      Element resource = null;
      Optional<Principals> principals = Optional.empty();
      List<Raw> conditions = List.of();
      Set<String> seen = new HashSet<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String element = name(seen);
        parser.nextToken();
        switch (element) {
          case "sid" -> sid = Optional.of(scalar()).filter(it -> !it.isEmpty());
          case "effect" -> effect = effect();
          case "action", "notaction" -> action = either(action, element, "Action");
          case "resource", "notresource" -> resource = either(resource, element, "Resource");
          case "principal", "notprincipal" -> {
            if (principals.isPresent()) {
              throw new NotAPolicyException("a statement has both Principal and NotPrincipal");
            }
            principals = Optional.of(principals(element.startsWith("not")));
          }
          case "condition" -> conditions = conditions();
          default -> parser.skipChildren();
        }
      }
      return new Draft(sid, effect, action, resource, principals, conditions);
    }

    private Element either(@Nullable Element before, String element, String title) {
      if (before != null) {
        throw new NotAPolicyException("a statement has both " + title + " and Not" + title);
      }
      return new Element(element.startsWith("not"), values());
    }

    private Statement.Effect effect() {
      return switch (scalar()) {
        case "Allow" -> Statement.Effect.ALLOW;
        case "Deny" -> Statement.Effect.DENY;
        default -> throw new NotAPolicyException("an Effect is neither Allow nor Deny");
      };
    }

    private Principals principals(boolean negated) {
      List<String> aws = new ArrayList<>();
      List<String> others = new ArrayList<>();
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String kind = name(seen);
          if (!PRINCIPALS.contains(kind)) {
            throw new NotAPolicyException("a Principal is of no kind that IAM knows");
          }
          parser.nextToken();
          (kind.equals("aws") ? aws : others).addAll(values());
        }
      } else if (scalar().equals("*")) {
        aws.add("*");
      } else {
        throw new NotAPolicyException("a Principal is neither * nor an object");
      }
      return new Principals(negated, aws, others);
    }

    private List<Raw> conditions() {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new NotAPolicyException("a Condition is not an object");
      }
      List<Raw> conditions = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String operator = parser.currentName();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          throw new NotAPolicyException("a condition operator holds no keys");
        }
        Set<String> keys = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          name(keys);
          String key = parser.currentName();
          parser.nextToken();
          conditions.add(new Raw(operator, key, values()));
        }
      }
      return conditions;
    }

    private Statement statement(Draft draft, int index, boolean variables) {
      if (draft.effect() == null) {
        throw new NotAPolicyException("a statement has no Effect");
      }
      if (draft.action() == null) {
        throw new NotAPolicyException("a statement has neither Action nor NotAction");
      }
      if (draft.resource() == null && draft.principals().isEmpty()) {
        throw new NotAPolicyException("a statement has neither Resource nor NotResource");
      }
      for (String each : draft.action().values()) {
        if (each.length() > LONGEST_ACTION) {
          throw new NotAPolicyException("an action is too long");
        }
      }
      // The policy of a resource may leave it out; an empty list covers nothing.
      Element resource = draft.resource() == null ? new Element(true, List.of()) : draft.resource();
      return new Statement(
          name,
          draft.sid(),
          index,
          draft.effect(),
          draft.action().not(),
          draft.action().values().stream().map(it -> Glob.of(it.toLowerCase(Locale.ROOT))).toList(),
          resource.not(),
          resource.values().stream().map(it -> new ResourcePattern(it, variables)).toList(),
          draft.principals(),
          draft.conditions().stream()
              .map(it -> Condition.of(it.operator(), it.key(), it.values(), variables))
              .toList());
    }
  }
}
