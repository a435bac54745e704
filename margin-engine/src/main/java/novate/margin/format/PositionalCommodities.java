package novate.margin.format;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import novate.margin.format.SpanCommodity.AccountType;
import novate.margin.format.SpanCommodity.Minimum;
import novate.margin.format.SpanCommodity.MinimumMethod;
import novate.margin.format.SpanCommodity.PriceRiskMethod;
import novate.margin.format.SpanCommodity.Spot;
import novate.margin.format.SpanCommodity.Tier;
import novate.market.CurrencyCode;

/** The combined commodities of positional text: records 2, S, 3, 4, C and E. */
final class PositionalCommodities {
  private static final int PRODUCT_SLOTS = 6;
  private static final int SCAN_TIERS = 5;
  private static final int INTRA_TIERS = 4;
  private static final int DELIVERY_MONTHS = 2;

  private final Map<String, SpanCommodityDraft> draftByCode = new LinkedHashMap<>();
  private final Map<SpanProduct.Id, Scale> scaleByProduct = new HashMap<>();

  /**
   * What the array values of a product are multiplied by.
   *
   * @param powerOfTen risk exponent less the decimal locator
   * @param isFuturesStyle what the commodity says where the product does not
   */
  record Scale(int powerOfTen, boolean isFuturesStyle) {}

  /** Scale and style of a product, if its combined commodity is defined. */
  Optional<Scale> scale(SpanProduct.Id product) {
    return Optional.ofNullable(scaleByProduct.get(product));
  }

  List<SpanCommodity> commodities() {
    return draftByCode.values().stream().map(SpanCommodityDraft::commodity).toList();
  }

  /** Record 2; a second one of the same code adds products. */
  void definition(PositionalLine line) {
    String code = line.text("combined commodity", 7, 12);
    CurrencyCode currency = line.parsed("currency", 14, 16, CurrencyCode::new);
    int exponent = line.whole("risk exponent", 13, 13);
    SpanCommodityDraft draft =
        draftByCode.computeIfAbsent(code, _ -> new SpanCommodityDraft(code, currency, exponent));
    require(
        draft.currency.equals(currency) && draft.riskExponent == exponent,
        "combined commodity %s is defined twice with different currency or exponent",
        code);
    draft.isOptionValueCapped = line.character(19) == 'Y';
    boolean isFuturesStyle = line.character(18) == 'F';
    String exchange = line.text("exchange", 3, 5);
    for (int k = 0; k < PRODUCT_SLOTS; k++) {
      int at = 23 + 16 * k;
      if (!line.isBlank(at, at + 9)) {
        SpanProduct.Id product =
            new SpanProduct.Id(
                exchange,
                line.field(at, at + 9),
                line.parsed("product type", at + 10, at + 12, SpanProductType::valueOf));
        int decimals = line.exponent("decimal locator", at + 13, at + 13, at + 14);
        require(
            scaleByProduct.put(product, new Scale(exponent - decimals, isFuturesStyle)) == null,
            "product %s is in two combined commodities",
            product);
        draft.products.add(product);
      }
    }
  }

  /** Record S; its method says which tiers it has. */
  void scanTiers(PositionalLine line) {
    SpanCommodityDraft draft = draft(line);
    if (!line.isBlank(83, 83)) {
      draft.priceRisk =
          switch (line.character(83)) {
            case '1' -> PriceRiskMethod.NORMAL;
            case '2' -> PriceRiskMethod.SCANRANGE_CAP;
            case '3' -> PriceRiskMethod.SCANRANGE;
            default -> throw line.error("price risk method", 83, 83, "must be 1, 2 or 3");
          };
    }
    String method = line.field(9, 10);
    switch (method) {
      case "01" -> {}
      case "02" -> draft.refusals.add("every period is a tier of its own (record S, method 02)");
      case "10", "22" -> tiers(line, draft.scanTiers);
      case "20", "23" -> tiers(line, draft.interTiers);
      case "21" -> {
        tiers(line, draft.scanTiers);
        tiers(line, draft.interTiers);
      }
      case "30" -> minimums(line, draft);
      default -> throw line.error("tier method", 9, 10, "is not known");
    }
  }

  private static void tiers(PositionalLine line, List<Tier> tiers) {
    int count = tierCount(line);
    for (int k = 0; k < count; k++) {
      tiers.add(tier(line, 13 + 14 * k, 84 + 4 * k));
    }
  }

  private static void minimums(PositionalLine line, SpanCommodityDraft draft) {
    int count = tierCount(line);
    for (int k = 0; k < count; k++) {
      int at = 104 + 7 * k;
      draft.minimums.add(
          new Minimum(
              tier(line, 13 + 14 * k, 84 + 4 * k), money(line, "minimum", at, at + 6, draft)));
    }
  }

  private static int tierCount(PositionalLine line) {
    int count = line.whole("number of tiers", 11, 12);
    if (count > SCAN_TIERS) {
      throw line.error("number of tiers", 11, 12, "must be at most 5 on one record");
    }
    return count;
  }

  private static Tier tier(PositionalLine line, int at, int daysAt) {
    return new Tier(
        line.whole("tier number", at, at + 1),
        period(line, at + 2, daysAt),
        period(line, at + 8, daysAt + 2));
  }

  private static SpanPeriod period(PositionalLine line, int monthAt, int dayAt) {
    return line.parsed(
        "period",
        monthAt,
        monthAt + 5,
        month ->
            month.equals("999999")
                ? SpanPeriod.NONE
                : SpanPeriod.of(month, line.field(dayAt, dayAt + 1)));
  }

  /** Record 3: tiers of calendar spreads, and what initial requirements are multiplied by. */
  void intraTiers(PositionalLine line) {
    SpanCommodityDraft draft = draft(line);
    String method = line.field(9, 10);
    switch (method) {
      case "10" -> {
        for (int k = 0; k < INTRA_TIERS; k++) {
          int at = 11 + 14 * k;
          if (line.whole("tier number", at, at + 1) != 0) {
            draft.intraTiers.add(tier(line, at, 81 + 4 * k));
          }
        }
      }
      case "01", "1", "" -> {}
      default -> throw line.error("calendar spread method", 9, 10, "must be 01 or 10");
    }
    ratio(line, 69, 72, 3, AccountType.MEMBER, draft.initial);
    ratio(line, 73, 76, 3, AccountType.HEDGER, draft.initial);
    ratio(line, 77, 80, 3, AccountType.SPECULATOR, draft.initial);
  }

  /** Record 4: charges of the periods in delivery, short option minimum, adjustment factors. */
  void delivery(PositionalLine line) {
    SpanCommodityDraft draft = draft(line);
    switch (line.field(9, 10)) {
      case "10" -> spots(line, draft);
      case "01", "1", "" -> {}
      case "11" -> draft.refusals.add("basis risk is charged (record 4, method 11)");
      default -> throw line.error("delivery method", 9, 10, "must be 01, 10 or 11");
    }
    draft.minimum =
        switch (line.field(79, 79)) {
          case "1" -> MinimumMethod.MAX;
          case "", "2" -> MinimumMethod.GROSS;
          default -> throw line.error("minimum method", 79, 79, "must be 1, 2 or blank");
        };
    BigDecimal rate = money(line, "short option minimum", 63, 69, draft);
    // Tiered minimums stand on record S; this one is for all periods.
    if (rate.signum() > 0) {
      draft.minimums.add(new Minimum(new Tier(0, SpanPeriod.NONE, SpanPeriod.NONE), rate));
    }
    ratio(line, 70, 72, 2, AccountType.MEMBER, draft.maintenance);
    ratio(line, 73, 75, 2, AccountType.HEDGER, draft.maintenance);
    ratio(line, 76, 78, 2, AccountType.SPECULATOR, draft.maintenance);
  }

  private static void spots(PositionalLine line, SpanCommodityDraft draft) {
    int count = line.whole("months in delivery", 11, 12);
    if (count > DELIVERY_MONTHS) {
      throw line.error("months in delivery", 11, 12, "must be at most 2 on one record");
    }
    for (int k = 0; k < count; k++) {
      int at = 13 + 22 * k;
      draft.spots.add(
          new Spot(
              period(line, at + 2, 57 + 2 * k),
              money(line, "charge on spreads", at + 8, at + 14, draft),
              money(line, "charge on outrights", at + 15, at + 21, draft)));
    }
  }

  private static void ratio(
      PositionalLine line,
      int from,
      int to,
      int decimals,
      AccountType accountType,
      Map<AccountType, BigDecimal> ratios) {
    line.optional("ratio of " + accountType, from, to, decimals)
        .filter(value -> value.signum() > 0)
        .ifPresent(value -> ratios.put(accountType, value));
  }

  /** Record C. */
  void tierSpread(PositionalLine line) {
    SpanCommodityDraft draft = draft(line);
    draft.calendars.add(PositionalSpreads.ofTiers(line, draft.code, draft.riskExponent));
  }

  /** Record E. */
  void seriesSpread(PositionalLine line) {
    SpanCommodityDraft draft = draft(line);
    draft.calendars.add(PositionalSpreads.ofSeries(line, draft.code, draft.riskExponent));
  }

  /** Charges are written like array values: with the risk exponent taken out. */
  private static BigDecimal money(
      PositionalLine line, String name, int from, int to, SpanCommodityDraft draft) {
    return line.number(name, from, to, 0).scaleByPowerOfTen(draft.riskExponent);
  }

  private SpanCommodityDraft draft(PositionalLine line) {
    String code = line.text("combined commodity", 3, 8);
    return found(draftByCode.get(code), "combined commodity %s has no record 2 above", code);
  }
}
