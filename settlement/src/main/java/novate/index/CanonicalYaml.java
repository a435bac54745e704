package novate.index;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One spelling for every value of a methodology, readable as YAML. */
final class CanonicalYaml {
  private static final Pattern BARE = Pattern.compile("[a-z][a-z0-9_]*");

  /** Words that a YAML reader may take for something else than a text. */
  private static final Set<String> NOT_BARE =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

  private CanonicalYaml() {}

  /** A map, list, number or text in flow style. */
  static String flow(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> text(e.getKey().toString()) + ": " + flow(e.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case List<?> list ->
          list.stream().map(CanonicalYaml::flow).collect(Collectors.joining(", ", "[", "]"));
      case BigDecimal number -> plain(number);
      case Integer number -> number.toString();
      default -> text(value.toString());
    };
  }

  /** A text, quoted unless it is a plain word. */
  static String text(String text) {
    if (BARE.matcher(text).matches() && !NOT_BARE.contains(text)) {
      return text;
    }
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** One spelling per number: no exponent, no zeros at the end. */
  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /**
   * Fields in the order given: name, value, name, value; empty texts, lists and maps are left out.
   */
  static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      boolean isEmpty =
          value instanceof List<?> list && list.isEmpty()
              || value instanceof Map<?, ?> map && map.isEmpty()
              || value instanceof String text && text.isEmpty();
      if (!isEmpty) {
        fields.put(namesAndValues[i].toString(), value);
      }
    }
    return fields;
  }
}
