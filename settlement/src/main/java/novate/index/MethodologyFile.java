package novate.index;

import static novate.market.Checks.require;

import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import novate.wire.YamlFields;

/**
 * A methodology as a versioned YAML file, both ways. The written form ({@link Methodology#text}) is
 * canonical, so its SHA-256 names the rule whatever the file looked like that it was read from:
 * comments, formatting and the order of keys do not count, the order of steps does.
 *
 * <pre>
 * format: 1
 * id: "house/1"
 * steps:
 *   - eligibility: {classes: [executed, firm], models: ["H100"]}
 *   - families: {take: [marketplace]}
 *   - weights_by_contributor: {classes: {executed: 3, firm: 2, posted: 1}, price: median, contributor_cap: 0.25}
 *   - gate: {contributors: 5, observations: 5}
 *   - weighted_median: {}
 *   - rounding: {decimals: 4, mode: half_even}
 * fallbacks:
 *   - delayed_print: {business_days: 1}
 *   - previous_value: {days_max: 3}
 *   - committee_value: {approvers: 2}</pre>
 *
 * <p>The module's README lists every step and key.
 */
public final class MethodologyFile {
  /** The version of the vocabulary that this reads and writes. */
  public static final int FORMAT = 1;

  private MethodologyFile() {}

  /**
   * Reads and checks a methodology.
   *
   * @param source what a refusal calls the file
   * @throws IllegalArgumentException naming file, path of the key and value: every step with an
   *     unknown, missing or repeated key or a value out of its range, one line each; then steps
   *     that are missing, out of order or against each other
   */
  public static Methodology read(Reader reader, String source) {
    YamlFields file = YamlFields.read(reader, source).only("format", "id", "steps", "fallbacks");
    file.build(
        () -> {
          require(
              file.integer("format") == FORMAT,
              "format must be %d, got %s",
              FORMAT,
              file.text("format"));
          return FORMAT;
        });
    List<String> errors = new ArrayList<>();
    List<Step> steps = all(file.items("steps"), StepFields::read, errors);
    List<Fallback> fallbacks =
        all(file.itemsIfPresent("fallbacks"), MethodologyFile::fallback, errors);
    require(errors.isEmpty(), "%s", String.join("\n", errors));
    return file.build(() -> new Methodology(file.text("id"), steps, fallbacks));
  }

  /** The canonical text; {@link #read} gives the same methodology back. */
  public static String write(Methodology methodology) {
    return methodology.text();
  }

  private static <T> List<T> all(
      List<YamlFields> items, Function<YamlFields, T> reader, List<String> errors) {
    List<T> read = new ArrayList<>();
    for (YamlFields item : items) {
      try {
        read.add(item.build(() -> reader.apply(item)));
      } catch (IllegalArgumentException e) {
        errors.add(String.valueOf(e.getMessage()));
      }
    }
    return read;
  }

  private static Fallback fallback(YamlFields item) {
    item.only("delayed_print", "previous_value", "committee_value");
    String name = StepFields.onlyName(item);
    YamlFields fields = item.fields(name);
    return fields.build(
        () ->
            switch (name) {
              case "delayed_print" ->
                  new Fallback.DelayedPrint(fields.only("business_days").integer("business_days"));
              case "previous_value" ->
                  new Fallback.PreviousValue(fields.only("days_max").integer("days_max"));
              default -> new Fallback.CommitteeValue(fields.only("approvers").integer("approvers"));
            });
  }
}
