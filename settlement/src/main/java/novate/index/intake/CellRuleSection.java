package novate.index.intake;

import static novate.market.Checks.require;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import novate.index.intake.CellRule.Part;
import novate.wire.YamlFields;

/**
 * A {@link CellRule} as YAML: {@code column} with {@code empty}, {@code pattern}, {@code before} or
 * {@code after}, {@code values} or {@code groups}; or {@code constant}; or {@code join} a list of
 * such {@code with} a text between.
 */
final class CellRuleSection {
  private CellRuleSection() {}

  static CellRule read(YamlFields fields) {
    return fields.build(
        () -> {
          boolean isColumn = fields.has("column");
          boolean isConstant = fields.has("constant");
          boolean isJoin = fields.has("join");
          require(
              (isColumn ? 1 : 0) + (isConstant ? 1 : 0) + (isJoin ? 1 : 0) == 1,
              "needs exactly one of column, constant and join, got %s",
              String.join(", ", fields.names()));
          if (isConstant) {
            return new CellRule.Constant(fields.only("constant").text("constant"));
          }
          return isColumn ? column(fields) : join(fields);
        });
  }

  private static CellRule join(YamlFields fields) {
    fields.only("join", "with");
    List<CellRule> parts = new ArrayList<>();
    fields.items("join").forEach(item -> parts.add(read(item)));
    require(parts.size() >= 2, "join needs two parts or more, got %d", parts.size());
    return new CellRule.Join(parts, fields.text("with"));
  }

  private static CellRule column(YamlFields fields) {
    fields.only("column", "empty", "pattern", "before", "after", "values", "groups");
    refuseBoth(fields, "before", "after");
    refuseBoth(fields, "values", "groups");
    return new CellRule.Column(
        fields.text("column"),
        fields.has("empty") ? Optional.of(fields.text("empty")) : Optional.empty(),
        fields.has("pattern") ? Optional.of(pattern(fields.text("pattern"))) : Optional.empty(),
        part(fields),
        fields.find("values").map(CellRuleSection::texts).orElseGet(TreeMap::new),
        fields.find("groups").map(CellRuleSection::groups).orElseGet(TreeMap::new));
  }

  private static void refuseBoth(YamlFields fields, String one, String other) {
    require(
        !(fields.has(one) && fields.has(other)),
        "%s and %s contradict each other: give one of them",
        one,
        other);
  }

  private static Part part(YamlFields fields) {
    if (fields.has("before")) {
      return new Part.Before(separator(fields, "before"));
    }
    return fields.has("after") ? new Part.After(separator(fields, "after")) : new Part.Whole();
  }

  private static String separator(YamlFields fields, String name) {
    String separator = fields.text(name);
    require(!separator.isEmpty(), "%s must name a separator", name);
    return separator;
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("pattern '%s' cannot be read".formatted(text), e);
    }
  }

  /** Single values by name; at least one. */
  static SortedMap<String, String> texts(YamlFields fields) {
    SortedMap<String, String> texts = new TreeMap<>();
    fields.names().forEach(name -> texts.put(name, fields.text(name)));
    fields.build(
        () -> {
          require(!texts.isEmpty(), "must not be empty");
          return texts;
        });
    return texts;
  }

  private static SortedMap<String, String> groups(YamlFields fields) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    fields.names().forEach(name -> groups.put(name, fields.texts(name)));
    return fields.build(() -> CellRule.byWord(groups));
  }
}
