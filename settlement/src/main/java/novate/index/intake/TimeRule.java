package novate.index.intake;

import static novate.market.Checks.require;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import novate.wire.CsvRow;
import novate.wire.YamlFields;

/**
 * How dates and times are written: ISO 8601 in UTC, or by a pattern and in a zone. A local time
 * that the change of the clocks leaves out, or has twice, is refused: nobody could say when it was.
 *
 * @param rule where the text comes from
 * @param pattern letters of {@link DateTimeFormatter}, the year as {@code uuuu}; none is ISO
 * @param zone of a local time; UTC without a pattern
 */
record TimeRule(CellRule rule, Optional<String> pattern, ZoneId zone) {
  /** A rule for an instant; {@code pattern} goes with {@code zone}. */
  static TimeRule instant(YamlFields fields) {
    fields.only("column", "format", "zone");
    return fields.build(
        () -> {
          require(
              fields.has("format") == fields.has("zone"),
              "format and zone go together: a local time without zone says nothing, and a time in"
                  + " UTC has none");
          ZoneId zone = fields.has("zone") ? zone(fields.text("zone")) : ZoneOffset.UTC;
          return new TimeRule(column(fields), format(fields), zone);
        });
  }

  /** A rule for a date. */
  static TimeRule date(YamlFields fields) {
    fields.only("column", "format");
    return fields.build(() -> new TimeRule(column(fields), format(fields), ZoneOffset.UTC));
  }

  Function<String, Instant> instantParser() {
    return pattern
        .<Function<String, Instant>>map(
            text -> {
              DateTimeFormatter formatter = formatter(text);
              return cell -> CsvRow.checked(instant(LocalDateTime.parse(cell, formatter)));
            })
        .orElse(cell -> CsvRow.checked(Instant.parse(cell)));
  }

  Function<String, LocalDate> dateParser() {
    return pattern
        .<Function<String, LocalDate>>map(
            text -> {
              DateTimeFormatter formatter = formatter(text);
              return cell -> CsvRow.checked(LocalDate.parse(cell, formatter));
            })
        .orElse(cell -> CsvRow.checked(LocalDate.parse(cell)));
  }

  private Instant instant(LocalDateTime local) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    require(
        offsets.size() == 1,
        "%s %s in %s",
        local,
        offsets.isEmpty() ? "does not exist" : "comes twice",
        zone);
    return local.toInstant(offsets.getFirst());
  }

  private static CellRule column(YamlFields fields) {
    return new CellRule.Column(
        fields.text("column"),
        Optional.empty(),
        Optional.empty(),
        new CellRule.Part.Whole(),
        new TreeMap<>(),
        new TreeMap<>());
  }

  private static Optional<String> format(YamlFields fields) {
    if (!fields.has("format")) {
      return Optional.empty();
    }
    String text = fields.text("format");
    require(!text.contains("y"), "format '%s': write the year as uuuu, which needs no era", text);
    formatter(text);
    return Optional.of(text);
  }

  private static DateTimeFormatter formatter(String text) {
    return DateTimeFormatter.ofPattern(text, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("zone '%s' is unknown".formatted(text), e);
    }
  }
}
