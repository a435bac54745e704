package novate.index.intake;

import static novate.market.Checks.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import novate.index.intake.QuoteRules.SpecRules;
import novate.wire.YamlFields;

/** The YAML of a {@link QuoteMapping}; every refusal names source and path. */
final class QuoteMappingFile {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}/[0-9]{1,6}");
  private static final String BY_LINE = "line";

  private QuoteMappingFile() {}

  static QuoteMapping mapping(YamlFields fields) {
    fields.only(
        "mapping",
        "id",
        "index",
        "date",
        "time",
        "contributor",
        "families",
        "family",
        "spec",
        "price",
        "currency",
        "unit",
        "size",
        "class",
        "buyer",
        "seller",
        "decimal",
        "ignored");
    return fields.build(
        () -> {
          String name = fields.text("mapping");
          require(
              NAME.matcher(name).matches(),
              "mapping must be a name and version like eu-collected/1, got '%s'",
              name);
          QuoteRules rules = rules(fields);
          return new QuoteMapping(name, columns(fields, rules), rules);
        });
  }

  private static QuoteRules rules(YamlFields fields) {
    require(
        fields.has("families") != fields.has("family"),
        "needs families, by provider, or family, a rule, and not both: %s",
        fields.has("families") ? "both are there" : "none is there");
    require(fields.has("buyer") == fields.has("seller"), "buyer and seller go together");
    return new QuoteRules(
        id(fields),
        rule(fields, "index"),
        fields.find("date").map(TimeRule::date),
        TimeRule.instant(fields.fields("time")),
        rule(fields, "contributor"),
        optional(fields, "family"),
        families(fields),
        spec(fields.fields("spec")),
        rule(fields, "price"),
        rule(fields, "currency"),
        rule(fields, "unit"),
        rule(fields, "size"),
        rule(fields, "class"),
        optional(fields, "buyer"),
        optional(fields, "seller"),
        hasComma(fields));
  }

  private static Optional<CellRule> id(YamlFields fields) {
    return fields.isText("id") && fields.text("id").equals(BY_LINE)
        ? Optional.empty()
        : Optional.of(rule(fields, "id"));
  }

  private static CellRule rule(YamlFields fields, String name) {
    return CellRuleSection.read(fields.fields(name));
  }

  private static Optional<CellRule> optional(YamlFields fields, String name) {
    return fields.find(name).map(CellRuleSection::read);
  }

  private static SpecRules spec(YamlFields fields) {
    fields.only("model", "interconnect", "term", "region", "node_size");
    return new SpecRules(
        rule(fields, "model"),
        optional(fields, "interconnect"),
        optional(fields, "term"),
        optional(fields, "region"),
        optional(fields, "node_size"));
  }

  private static SortedMap<String, String> families(YamlFields fields) {
    if (!fields.has("families")) {
      return new TreeMap<>();
    }
    YamlFields section = fields.fields("families");
    SortedMap<String, String> families = CellRuleSection.texts(section);
    return section.build(
        () -> {
          families.values().forEach(SpecVocabulary.SHIPPED::family);
          return families;
        });
  }

  private static boolean hasComma(YamlFields fields) {
    if (!fields.has("decimal")) {
      return false;
    }
    String word = fields.text("decimal");
    require(
        word.equals("point") || word.equals("comma"),
        "decimal must be point or comma, got '%s'",
        word);
    return word.equals("comma");
  }

  /** The columns that are read, and those that are ignored; none is both. */
  private static List<String> columns(YamlFields fields, QuoteRules rules) {
    TreeSet<String> read = new TreeSet<>();
    rulesOf(rules).flatMap(CellRule::columns).forEach(read::add);
    List<String> ignored = fields.has("ignored") ? fields.texts("ignored") : List.of();
    for (String column : ignored) {
      require(!read.contains(column), "column '%s' is read and ignored", column);
    }
    List<String> columns = new ArrayList<>(read);
    columns.addAll(new TreeSet<>(ignored));
    return columns;
  }

  private static Stream<CellRule> rulesOf(QuoteRules rules) {
    SpecRules spec = rules.spec();
    return Stream.of(
            Stream.of(
                rules.index(),
                rules.time().rule(),
                rules.contributor(),
                spec.model(),
                rules.price(),
                rules.currency(),
                rules.unit(),
                rules.size(),
                rules.quoteClass()),
            rules.date().map(TimeRule::rule).stream(),
            Stream.of(
                    rules.id(),
                    rules.family(),
                    rules.buyer(),
                    rules.seller(),
                    spec.interconnect(),
                    spec.term(),
                    spec.region(),
                    spec.nodeSize())
                .flatMap(Optional::stream))
        .flatMap(each -> each);
  }
}
