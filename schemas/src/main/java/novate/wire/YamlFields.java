package novate.wire;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.io.Reader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * The fields of one YAML mapping. It knows the file and the place it came from, so that every
 * refusal names source, field and value. Anchors, aliases, tags, repeated fields and second
 * documents are refused while reading: nothing in a file of ours can grow or change its type. Every
 * method throws {@link IllegalArgumentException} when the field is missing or of another kind.
 */
public final class YamlFields {
  private static final int DIGITS_MAX = 40;

  private final String source;
  private final String path;
  private final Map<String, Object> values;

  private YamlFields(String source, String path, Map<String, Object> values) {
    this.source = source;
    this.path = path;
    this.values = values;
  }

  /** The fields of the file's one document; throws {@link IllegalArgumentException}. */
  public static YamlFields read(Reader reader, String source) {
    try (YAMLParser parser =
        (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), reader)) {
      require(
          parser.nextToken() == JsonToken.START_OBJECT, "%s: must hold fields, found none", source);
      YamlFields fields = new YamlFields(source, "", object(parser, source));
      require(parser.nextToken() == null, "%s: has more than one document", source);
      return fields;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "%s: is no YAML: %s".formatted(source, e.getOriginalMessage()), e);
    }
  }

  private static Map<String, Object> object(YAMLParser parser, String source) {
    refuseTricks(parser, source);
    Map<String, Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      refuseTricks(parser, source);
      parser.nextToken();
      require(fields.put(name, value(parser, source)) == null, "%s: %s stands twice", source, name);
    }
    return fields;
  }

  private static List<Object> list(YAMLParser parser, String source) {
    refuseTricks(parser, source);
    List<Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser, source));
    }
    return items;
  }

  private static Object value(YAMLParser parser, String source) {
    JsonToken token = found(parser.currentToken(), "%s: ends in the middle of a value", source);
    if (token == JsonToken.START_OBJECT) {
      return object(parser, source);
    }
    if (token == JsonToken.START_ARRAY) {
      return list(parser, source);
    }
    refuseTricks(parser, source);
    require(
        token.isScalarValue() && token != JsonToken.VALUE_NULL,
        "%s: line %d: a value is missing",
        source,
        parser.currentTokenLocation().getLineNr());
    return parser.getString();
  }

  // An anchor on a single value is not reported by the parser; it is harmless, as no alias may use
  // it.
  private static void refuseTricks(YAMLParser parser, String source) {
    require(
        !parser.isCurrentAlias() && parser.getObjectId() == null && parser.getTypeId() == null,
        "%s: line %d: anchors, aliases and tags are not allowed",
        source,
        parser.currentTokenLocation().getLineNr());
  }

  /** Refuses every field but these. */
  public YamlFields only(String... known) {
    for (String name : values.keySet()) {
      require(
          Set.of(known).contains(name),
          "%s: %s is not a known field; known are %s",
          source,
          at(name),
          String.join(", ", known));
    }
    return this;
  }

  /** The names of the fields, in the order of the file. */
  public Set<String> names() {
    return values.keySet();
  }

  /** A single value, as written; it must be there. */
  public String text(String name) {
    Object value = value(name);
    require(
        value instanceof String, "%s: %s must be a single value, got %s", source, at(name), value);
    return value.toString();
  }

  /** A finite decimal number. */
  public double number(String name) {
    double number = decimal(name).doubleValue();
    require(Double.isFinite(number), "%s: %s is too large: %s", source, at(name), text(name));
    return number;
  }

  /** A decimal number, exact; zeros at its end are dropped, so that one number has one form. */
  public BigDecimal decimal(String name) {
    String text = text(name);
    try {
      BigDecimal number = new BigDecimal(text).stripTrailingZeros();
      // Nine characters of 1e999999999 would cost gigabytes when written out.
      require(
          Math.abs((long) number.precision() - number.scale()) <= DIGITS_MAX
              && number.scale() <= DIGITS_MAX,
          "%s: %s must have at most %d digits before and behind the point, got '%s'",
          source,
          at(name),
          DIGITS_MAX,
          text);
      return number.scale() < 0 ? number.setScale(0) : number;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: %s must be a decimal number, got '%s'".formatted(source, at(name), text), e);
    }
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String name) {
    String text = text(name);
    require(
        text.equals("true") || text.equals("false"),
        "%s: %s must be true or false, got '%s'",
        source,
        at(name),
        text);
    return text.equals("true");
  }

  /** One of the names of an enum. */
  public <E extends Enum<E>> E choice(String name, Class<E> choices) {
    String text = text(name);
    for (E choice : choices.getEnumConstants()) {
      if (choice.name().equals(text)) {
        return choice;
      }
    }
    throw new IllegalArgumentException(
        "%s: %s must be one of %s, got '%s'"
            .formatted(source, at(name), Arrays.toString(choices.getEnumConstants()), text));
  }

  /** True when the field is there. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** True when the field is there and holds a single value. */
  public boolean isText(String name) {
    return values.get(name) instanceof String;
  }

  /** The fields of an optional field. */
  public Optional<YamlFields> find(String name) {
    return has(name) ? Optional.of(fields(name)) : Optional.empty();
  }

  /** The items of an optional list; none when it is not there. */
  public List<YamlFields> itemsIfPresent(String name) {
    return has(name) ? items(name) : List.of();
  }

  /** A whole number that fits an int. */
  public int integer(String name) {
    String text = text(name);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: %s must be a whole number, got '%s'".formatted(source, at(name), text), e);
    }
  }

  /** The fields that a field holds; it must be there. */
  public YamlFields fields(String name) {
    return nested(value(name), at(name));
  }

  /** The items of a list, each of which holds fields; it must be there. */
  public List<YamlFields> items(String name) {
    Object value = value(name);
    require(value instanceof List, "%s: %s must be a list, got %s", source, at(name), value);
    List<YamlFields> items = new ArrayList<>();
    for (Object item : (List<?>) value) {
      items.add(nested(item, at(name) + "[" + items.size() + "]"));
    }
    return items;
  }

  /** True when the field holds a list. */
  public boolean isList(String name) {
    return value(name) instanceof List;
  }

  /** A list of single values. */
  public List<String> texts(String name) {
    Object value = value(name);
    require(value instanceof List, "%s: %s must be a list, got %s", source, at(name), value);
    List<String> texts = new ArrayList<>();
    for (Object item : (List<?>) value) {
      require(
          item instanceof String, "%s: %s must list single values, got %s", source, at(name), item);
      texts.add(item.toString());
    }
    return texts;
  }

  /** The value built from these fields; a refusal of its own is told with source and place. */
  public <T> T build(Supplier<T> builder) {
    try {
      return builder.get();
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      if (message.startsWith(source + ": ")) {
        throw e;
      }
      String place = path.isEmpty() ? source : source + ": " + path;
      throw new IllegalArgumentException(place + ": " + message, e);
    }
  }

  @SuppressWarnings("unchecked")
  private YamlFields nested(Object value, String at) {
    require(value instanceof Map, "%s: %s must hold fields, got %s", source, at, value);
    return new YamlFields(source, at, (Map<String, Object>) value);
  }

  private Object value(String name) {
    @Nullable Object value = values.get(name);
    return found(value, "%s: %s is missing", source, at(name));
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
