package novate.margin.format;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import novate.margin.format.SpanCommodity.AccountType;
import novate.margin.format.SpanCommodity.Minimum;
import novate.margin.format.SpanCommodity.MinimumMethod;
import novate.margin.format.SpanCommodity.PriceRiskMethod;
import novate.margin.format.SpanCommodity.Ratio;
import novate.margin.format.SpanCommodity.Spot;
import novate.margin.format.SpanCommodity.Tier;
import novate.market.CurrencyCode;

/** A combined commodity while the records of a file that speak of it are gathered. */
final class SpanCommodityDraft {
  final String code;
  final CurrencyCode currency;
  final int riskExponent;
  final List<SpanProduct.Id> products = new ArrayList<>();
  final List<Tier> scanTiers = new ArrayList<>();
  final List<Tier> intraTiers = new ArrayList<>();
  final List<Tier> interTiers = new ArrayList<>();
  final List<Minimum> minimums = new ArrayList<>();
  final List<SpanSpread> calendars = new ArrayList<>();
  final List<Spot> spots = new ArrayList<>();
  final List<String> refusals = new ArrayList<>();
  final Map<AccountType, BigDecimal> maintenance = new EnumMap<>(AccountType.class);
  final Map<AccountType, BigDecimal> initial = new EnumMap<>(AccountType.class);
  PriceRiskMethod priceRisk = PriceRiskMethod.NORMAL;
  MinimumMethod minimum = MinimumMethod.GROSS;
  boolean isOptionValueCapped;

  SpanCommodityDraft(String code, CurrencyCode currency, int riskExponent) {
    this.code = code;
    this.currency = currency;
    this.riskExponent = riskExponent;
  }

  SpanCommodity commodity() {
    for (Minimum rate : minimums) {
      require(
          minimums.stream().filter(other -> other.tier().equals(rate.tier())).count() == 1,
          "short option minimum tier %d of %s stands twice",
          rate.tier().number(),
          code);
    }
    calendars.sort(Comparator.comparingInt(SpanSpread::priority));
    return new SpanCommodity(
        code,
        currency,
        riskExponent,
        products,
        priceRisk,
        minimum,
        isOptionValueCapped,
        scanTiers,
        intraTiers,
        interTiers,
        minimums,
        calendars,
        spots,
        ratios(),
        refusals);
  }

  private List<Ratio> ratios() {
    List<Ratio> ratios = new ArrayList<>();
    for (AccountType type : AccountType.values()) {
      Optional.ofNullable(maintenance.get(type))
          .ifPresent(value -> ratios.add(new Ratio(type, false, value)));
      Optional.ofNullable(initial.get(type))
          .ifPresent(value -> ratios.add(new Ratio(type, true, value)));
    }
    return ratios;
  }
}
