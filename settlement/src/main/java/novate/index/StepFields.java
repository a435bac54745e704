package novate.index;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import novate.index.Aggregation.Hours;
import novate.index.Aggregation.Partitioned;
import novate.index.Aggregation.Segment;
import novate.index.Aggregation.Segments;
import novate.index.Aggregation.WhenEmpty;
import novate.market.CurrencyCode;
import novate.wire.YamlFields;

/** One step of a methodology file: a name and its fields. */
final class StepFields {
  private static final Map<String, Function<YamlFields, Step>> READERS = readers();

  private StepFields() {}

  private static Map<String, Function<YamlFields, Step>> readers() {
    Map<String, Function<YamlFields, Step>> readers = new LinkedHashMap<>();
    readers.put("eligibility", StepFields::eligibility);
    readers.put("families", StepFields::families);
    readers.put("normalise", StepFields::normalise);
    readers.put(
        "price_band",
        f -> {
          f.only("low", "high");
          return new Filter.PriceBand(f.decimal("low"), f.decimal("high"));
        });
    readers.put("mad", f -> new Filter.Mad(f.only("k").decimal("k")));
    readers.put(
        "sigma", f -> new Filter.Sigma(f.only("k", "trim").decimal("k"), f.decimal("trim")));
    readers.put("clamp", f -> new Filter.Clamp(f.only("percent").decimal("percent")));
    readers.put(
        "count_trim",
        f -> {
          f.only("each_side", "share");
          return new Filter.CountTrim(
              f.has("each_side") ? f.integer("each_side") : 0,
              f.has("share") ? f.decimal("share") : BigDecimal.ZERO);
        });
    readers.put("affiliates", StepFields::affiliates);
    readers.put(
        "wash",
        f ->
            new Filter.Wash(
                Duration.ofMinutes(f.only("window_minutes").integer("window_minutes"))));
    readers.put("day_gate", StepFields::dayGate);
    readers.put("window", f -> new Window(f.only("days").integer("days")));
    readers.put("weights_by_contributor", StepFields::byContributor);
    readers.put("weights_by_offer", StepFields::byOffer);
    readers.put("gate", StepFields::gate);
    for (Average average : Average.values()) {
      readers.put(
          word(average),
          f -> {
            f.only();
            return new Aggregation.Simple(average);
          });
    }
    readers.put("trimmed_mean", f -> new Aggregation.TrimmedMean(f.only("trim").decimal("trim")));
    readers.put("partitioned", StepFields::partitioned);
    readers.put("segments", StepFields::segments);
    readers.put(
        "day_values",
        f ->
            new DayValues(
                choice(f.only("of", "days", "days_min"), "of", DayValues.Of.values()),
                f.integer("days"),
                f.integer("days_min")));
    readers.put(
        "rounding",
        f ->
            new Rounding(
                f.only("decimals", "mode").integer("decimals"),
                choice(f, "mode", RoundingMode.values())));
    return Collections.unmodifiableMap(readers);
  }

  /** The names of all steps, as the reference lists them. */
  static Set<String> names() {
    return READERS.keySet();
  }

  static Step read(YamlFields item) {
    item.only(READERS.keySet().toArray(String[]::new));
    String name = onlyName(item);
    YamlFields fields = item.fields(name);
    Function<YamlFields, Step> reader = found(READERS.get(name), "no step %s", name);
    return fields.build(() -> reader.apply(fields));
  }

  static String onlyName(YamlFields item) {
    require(item.names().size() == 1, "one step each, got %s", item.names());
    return item.names().iterator().next();
  }

  private static Step eligibility(YamlFields f) {
    f.only(
        "classes",
        "models",
        "interconnects",
        "terms",
        "regions",
        "node_sizes",
        "size_min",
        "age_max_minutes");
    return new Filter.Eligibility(
        selector(f),
        f.has("size_min") ? f.decimal("size_min") : BigDecimal.ZERO,
        f.has("age_max_minutes")
            ? Optional.of(Duration.ofMinutes(f.integer("age_max_minutes")))
            : Optional.empty());
  }

  private static Selector selector(YamlFields f) {
    SortedSet<QuoteClass> classes = new TreeSet<>();
    texts(f, "classes").forEach(text -> classes.add(choice("classes", text, QuoteClass.values())));
    SortedSet<Integer> nodeSizes = new TreeSet<>();
    texts(f, "node_sizes").forEach(text -> nodeSizes.add(whole("node_sizes", text)));
    return new Selector(
        classes,
        texts(f, "models"),
        texts(f, "interconnects"),
        texts(f, "terms"),
        texts(f, "regions"),
        nodeSizes,
        texts(f, "families"));
  }

  private static int whole(String name, String text) {
    require(text.matches("[0-9]{1,6}"), "%s must list whole numbers, got '%s'", name, text);
    return Integer.parseInt(text);
  }

  private static SortedSet<String> texts(YamlFields f, String name) {
    List<String> texts = f.has(name) ? f.texts(name) : List.of();
    require(!f.has(name) || !texts.isEmpty(), "%s must list something or be left out", name);
    SortedSet<String> sorted = new TreeSet<>(texts);
    require(sorted.size() == texts.size(), "%s lists something twice: %s", name, texts);
    return sorted;
  }

  private static Step families(YamlFields f) {
    f.only("take", "weights");
    require(
        f.has("take") != f.has("weights"),
        "families need take or weights, not both: %s",
        f.names());
    if (f.has("weights")) {
      YamlFields weights = f.fields("weights");
      Map<String, BigDecimal> byFamily = new TreeMap<>();
      weights.names().forEach(family -> byFamily.put(family, weights.decimal(family)));
      return Filter.Families.weighted(byFamily);
    }
    return isText(f, "take", "all")
        ? Filter.Families.all()
        : Filter.Families.named(texts(f, "take"));
  }

  private static boolean isText(YamlFields f, String name, String text) {
    return !f.isList(name) && f.text(name).equals(text);
  }

  private static Step normalise(YamlFields f) {
    f.only("unit", "currency", "fx_days_max");
    return new Filter.Normalise(
        f.text("unit"), new CurrencyCode(f.text("currency")), f.integer("fx_days_max"));
  }

  private static Step affiliates(YamlFields f) {
    f.only("groups", "parties");
    List<SortedSet<String>> groups = new ArrayList<>();
    if (f.has("groups")) {
      for (YamlFields group : f.items("groups")) {
        groups.add(group.build(() -> texts(group.only("members"), "members")));
      }
    }
    String parties = f.text("parties");
    require(
        parties.equals("required") || parties.equals("optional"),
        "parties must be required or optional, got '%s'",
        parties);
    return new Filter.Affiliates(groups, parties.equals("required"));
  }

  private static Step dayGate(YamlFields f) {
    f.only("contributors", "observations", "families");
    return new DayGate(
        f.integer("contributors"),
        f.integer("observations"),
        f.has("families") ? f.integer("families") : 1);
  }

  private static Step gate(YamlFields f) {
    f.only("contributors", "observations", "families", "days");
    return new Gate(
        f.integer("contributors"),
        f.integer("observations"),
        f.has("families") ? f.integer("families") : 1,
        f.has("days") ? f.integer("days") : 0);
  }

  private static Step byContributor(YamlFields f) {
    f.only("classes", "price", "contributor_cap", "family_cap");
    return new Weighting.ByContributor(
        classWeights(f.fields("classes")),
        choice(f, "price", Weighting.ContributorPrice.values()),
        f.decimal("contributor_cap"),
        decimalIfAny(f, "family_cap"));
  }

  private static Step byOffer(YamlFields f) {
    f.only("by", "classes", "contributor_cap", "family_cap");
    boolean isBySize = f.text("by").equals("size");
    require(
        isBySize || f.text("by").equals("class"),
        "by must be size or class, got '%s'",
        f.text("by"));
    require(
        isBySize != f.has("classes"),
        "weights by %s %s",
        f.text("by"),
        isBySize ? "take no classes" : "need classes");
    return new Weighting.ByOffer(
        isBySize ? Map.of() : classWeights(f.fields("classes")),
        decimalIfAny(f, "contributor_cap"),
        decimalIfAny(f, "family_cap"));
  }

  private static Optional<BigDecimal> decimalIfAny(YamlFields f, String name) {
    return f.has(name) ? Optional.of(f.decimal(name)) : Optional.empty();
  }

  private static Map<QuoteClass, BigDecimal> classWeights(YamlFields f) {
    f.only(Arrays.stream(QuoteClass.values()).map(StepFields::word).toArray(String[]::new));
    Map<QuoteClass, BigDecimal> weights = new EnumMap<>(QuoteClass.class);
    for (QuoteClass quoteClass : QuoteClass.values()) {
      weights.put(quoteClass, f.decimal(word(quoteClass)));
    }
    return weights;
  }

  private static Step partitioned(YamlFields f) {
    f.only("slots", "by", "from", "to", "zone", "each", "when_empty");
    String by = f.text("by");
    boolean isByTime = by.equals("time");
    require(isByTime || by.equals("count"), "by must be time or count, got '%s'", by);
    for (String key : List.of("from", "to", "zone")) {
      require(
          isByTime == f.has(key),
          "slots by %s %s %s",
          by,
          isByTime ? "need the key" : "take no key",
          key);
    }
    Optional<Hours> hours =
        isByTime
            ? Optional.of(
                new Hours(
                    timed(f, "from", () -> LocalTime.parse(f.text("from"))),
                    timed(f, "to", () -> LocalTime.parse(f.text("to"))),
                    timed(f, "zone", () -> ZoneId.of(f.text("zone")))))
            : Optional.empty();
    return new Partitioned(
        f.integer("slots"),
        hours,
        choice(f, "each", Average.values()),
        choice(f, "when_empty", WhenEmpty.values()));
  }

  private static <T> T timed(YamlFields f, String name, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "%s must be a time like 15:00, or a zone like Europe/London, got '%s'"
              .formatted(name, f.text(name)),
          e);
    }
  }

  private static Step segments(YamlFields f) {
    f.only("of", "when_empty");
    List<Segment> segments = new ArrayList<>();
    f.items("of").forEach(item -> segments.add(item.build(() -> segment(item))));
    return new Segments(segments, choice(f, "when_empty", WhenEmpty.values()));
  }

  private static Segment segment(YamlFields f) {
    f.only("name", "where", "weight", "observations", "steps");
    YamlFields where =
        f.fields("where")
            .only(
                "classes", "models", "interconnects", "terms", "regions", "node_sizes", "families");
    return new Segment(
        f.text("name"),
        where.build(() -> selector(where)),
        f.decimal("weight"),
        f.has("observations") ? f.integer("observations") : 1,
        f.items("steps").stream().map(item -> item.build(() -> read(item))).toList());
  }

  private static <E extends Enum<E>> E choice(YamlFields f, String name, E[] choices) {
    return choice(name, f.text(name), choices);
  }

  private static <E extends Enum<E>> E choice(String name, String text, E[] choices) {
    for (E choice : choices) {
      if (word(choice).equals(text)) {
        return choice;
      }
    }
    throw new IllegalArgumentException(
        "%s must be one of %s, got '%s'"
            .formatted(name, Arrays.stream(choices).map(StepFields::word).toList(), text));
  }

  /** The name of a choice as it stands in a file. */
  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
