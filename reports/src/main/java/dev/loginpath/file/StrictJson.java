package dev.loginpath.file;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.loginpath.file.UnusableFile.Problem;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Records out of JSON as they were written: every component that is not optional has to be there,
 * no null stands anywhere else, and nothing is taken for something of another type.
 */
final class StrictJson {

  static final JsonMapper MAPPER = mapper();

  private StrictJson() {}

  private static JsonMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .annotationIntrospector(new RequiredComponents())
            .enable(
                DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .changeDefaultNullHandling(it -> JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .withCoercionConfigDefaults(it ->
                it.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail));
    return builder
        .withCoercionConfig(
            LogicalType.Textual,
            it ->
                it.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.TryConvert))
        .build();
  }

  /** The same mapper's words for what is wrong, with the member's place. */
  static UnusableFile unusable(Path file, JacksonException broken) {
    String said = String.valueOf(broken.getOriginalMessage());
    Problem problem =
        said.startsWith("Missing required creator property")
            ? Problem.LACKS_MEMBER
            : broken instanceof InvalidNullException || said.startsWith("Null value for creator")
                ? Problem.NULL_MEMBER
                : Problem.WRONG_MEMBER;
    return new UnusableFile(problem, file, pointer(broken));
  }

  private static String pointer(JacksonException broken) {
    return broken.getPath().stream()
        .map(it ->
            "/"
                + Optional.ofNullable(it.getPropertyName())
                    .map(name -> name.replace("~", "~0").replace("/", "~1"))
                    .orElse(Integer.toString(it.getIndex())))
        .collect(Collectors.joining());
  }

  /** A component is required unless its type or its annotation says what stands for it. */
  private static final class RequiredComponents extends JacksonAnnotationIntrospector {

    @Override
    public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
      JsonSetter setter = member.getAnnotation(JsonSetter.class);
      boolean optional =
          member.getRawType() == Optional.class
              || (setter != null && setter.nulls() == Nulls.AS_EMPTY);
      return !optional;
    }
  }
}
