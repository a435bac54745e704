package novate.scenario;

import com.google.errorprone.annotations.FormatMethod;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.ProductId;
import novate.wire.YamlFields;

/**
 * The part of a parameter file that describes what is charged inside one commodity beside the scan.
 * Every field is optional; without it there is no such charge.
 *
 * <pre>
 *     scan_tiers:
 *       - {from: "2026-11", to: "2026-12", price: {...}, volatility: {...}}
 *     delta_scaling: {H100-OPT: 1}
 *     tiers:
 *       - {tier: 1, from: "2026-11", to: "2026-12"}
 *     calendar_spreads:
 *       - {priority: 1, charge: 120.00, legs: [{period: "2026-11", ratio: 1, side: A}, {tier: 2, ratio: 1, side: B}]}
 *     spot_months:
 *       - {period: "2026-11", spread: 40.00, outright: 60.00}
 *     short_option_minimum: {method: GROSS, rates: [{rate: 25.00}]}
 *     weighted_price_risk: NORMAL
 * </pre>
 */
final class SpreadSection {
  static final List<String> FIELDS =
      List.of(
          "scan_tiers",
          "delta_scaling",
          "tiers",
          "calendar_spreads",
          "spot_months",
          "short_option_minimum",
          "weighted_price_risk");

  private SpreadSection() {}

  static List<ScanTier> scanTiers(YamlFields fields) {
    return fields.itemsIfPresent("scan_tiers").stream()
        .map(
            item ->
                item.only("from", "to", "price", "volatility")
                    .build(
                        () ->
                            new ScanTier(
                                periods(item),
                                ScanRangeField.read(item.fields("price")),
                                ScanRangeField.read(item.fields("volatility")))))
        .toList();
  }

  static SpreadParameters read(YamlFields fields) {
    return fields.build(
        () ->
            new SpreadParameters(
                deltaScaling(fields),
                fields.itemsIfPresent("tiers").stream().map(SpreadSection::tier).toList(),
                fields.itemsIfPresent("calendar_spreads").stream()
                    .map(SpreadSection::calendarSpread)
                    .toList(),
                fields.itemsIfPresent("spot_months").stream()
                    .map(SpreadSection::spotMonth)
                    .toList(),
                fields.find("short_option_minimum").map(SpreadSection::shortOptionMinimum),
                fields.has("weighted_price_risk")
                    ? fields.choice("weighted_price_risk", WeightedPriceRisk.class)
                    : WeightedPriceRisk.NORMAL));
  }

  private static SortedMap<ProductId, BigDecimal> deltaScaling(YamlFields fields) {
    SortedMap<ProductId, BigDecimal> scaling = new TreeMap<>();
    fields
        .find("delta_scaling")
        .ifPresent(
            section -> {
              for (String product : section.names()) {
                scaling.put(section.build(() -> new ProductId(product)), section.decimal(product));
              }
            });
    return scaling;
  }

  private static Tier tier(YamlFields item) {
    item.only("tier", "from", "to");
    return item.build(() -> new Tier(item.integer("tier"), periods(item)));
  }

  private static PeriodRange periods(YamlFields item) {
    return item.build(() -> new PeriodRange(period(item, "from"), period(item, "to")));
  }

  private static Optional<Period> period(YamlFields item, String name) {
    return item.has(name) ? Optional.of(new Period(item.text(name))) : Optional.empty();
  }

  private static CalendarSpread calendarSpread(YamlFields item) {
    item.only("priority", "charge", "legs");
    return item.build(
        () ->
            new CalendarSpread(
                item.integer("priority"),
                item.decimal("charge"),
                item.items("legs").stream().map(SpreadSection::leg).toList()));
  }

  private static CalendarLeg leg(YamlFields item) {
    item.only("period", "tier", "ratio", "side");
    return item.build(
        () ->
            new CalendarLeg(
                period(item, "period"),
                tierIfPresent(item),
                item.decimal("ratio"),
                item.choice("side", SpreadSide.class)));
  }

  static OptionalInt tierIfPresent(YamlFields item) {
    return item.has("tier") ? OptionalInt.of(item.integer("tier")) : OptionalInt.empty();
  }

  private static SpotMonth spotMonth(YamlFields item) {
    item.only("period", "spread", "outright");
    return item.build(
        () ->
            new SpotMonth(
                new Period(item.text("period")), item.decimal("spread"), item.decimal("outright")));
  }

  private static ShortOptionMinimum shortOptionMinimum(YamlFields fields) {
    fields.only("method", "rates");
    return fields.build(
        () ->
            new ShortOptionMinimum(
                fields.choice("method", ShortOptionMinimum.Method.class),
                fields.items("rates").stream()
                    .map(
                        item ->
                            item.only("from", "to", "rate")
                                .build(
                                    () ->
                                        new ShortOptionMinimum.Rate(
                                            periods(item), item.decimal("rate"))))
                    .toList()));
  }

  /** Writes what {@link #read} and {@link #scanTiers} read, one line each, indented. */
  static void write(StringBuilder text, List<ScanTier> scanTiers, SpreadParameters spreads) {
    list(text, "scan_tiers", scanTiers.stream().map(SpreadSection::flow).toList());
    if (!spreads.deltaScaling().isEmpty()) {
      line(text, "    delta_scaling:");
      spreads
          .deltaScaling()
          .forEach((product, by) -> line(text, "      \"%s\": %s", product, plain(by)));
    }
    list(
        text,
        "tiers",
        spreads.tiers().stream()
            .map(tier -> "{tier: %d%s}".formatted(tier.number(), flow(tier.periods())))
            .toList());
    list(
        text,
        "calendar_spreads",
        spreads.calendarSpreads().stream().map(SpreadSection::flow).toList());
    list(
        text,
        "spot_months",
        spreads.spotMonths().stream()
            .map(
                spot ->
                    "{period: \"%s\", spread: %s, outright: %s}"
                        .formatted(
                            spot.period(), plain(spot.spreadRate()), plain(spot.outrightRate())))
            .toList());
    spreads
        .shortOptionMinimum()
        .ifPresent(minimum -> line(text, "    short_option_minimum: %s", flow(minimum)));
    if (spreads.weightedPriceRisk() != WeightedPriceRisk.NORMAL) {
      line(text, "    weighted_price_risk: %s", spreads.weightedPriceRisk());
    }
  }

  private static String flow(ScanTier tier) {
    String periods = flow(tier.periods());
    return "{%sprice: %s, volatility: %s}"
        .formatted(
            periods.isEmpty() ? "" : periods.substring(2) + ", ",
            ScanRangeField.flow(tier.price()),
            ScanRangeField.flow(tier.volatility()));
  }

  private static String flow(PeriodRange periods) {
    return periods.first().map(", from: \"%s\""::formatted).orElse("")
        + periods.last().map(", to: \"%s\""::formatted).orElse("");
  }

  private static String flow(CalendarSpread spread) {
    List<String> legs =
        spread.legs().stream()
            .map(
                leg ->
                    "{%s, ratio: %s, side: %s}"
                        .formatted(
                            leg.period()
                                .map("period: \"%s\""::formatted)
                                .orElseGet(() -> "tier: " + leg.tier().getAsInt()),
                            plain(leg.ratio()),
                            leg.side()))
            .toList();
    return "{priority: %d, charge: %s, legs: [%s]}"
        .formatted(spread.priority(), plain(spread.charge()), String.join(", ", legs));
  }

  private static String flow(ShortOptionMinimum minimum) {
    List<String> rates =
        minimum.rates().stream()
            .map(rate -> "{rate: %s%s}".formatted(plain(rate.rate()), flow(rate.periods())))
            .toList();
    return "{method: %s, rates: [%s]}".formatted(minimum.method(), String.join(", ", rates));
  }

  private static void list(StringBuilder text, String name, List<String> items) {
    if (!items.isEmpty()) {
      line(text, "    %s:", name);
      items.forEach(item -> line(text, "      - %s", item));
    }
  }

  static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  @FormatMethod
  static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
