package novate.margin.format;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import novate.margin.format.SpanCommodity.AccountType;
import novate.margin.format.SpanCommodity.Minimum;
import novate.margin.format.SpanCommodity.MinimumMethod;
import novate.margin.format.SpanCommodity.PriceRiskMethod;
import novate.margin.format.SpanCommodity.Spot;
import novate.margin.format.SpanCommodity.Tier;
import novate.market.CurrencyCode;
import org.jspecify.annotations.Nullable;

/** Gathers the combined commodities of an XML file and the rate classes they refer to. */
final class SpanXmlCommodities {
  private static final int CHAIN_MAX = 16;

  private final SpanErrors errors;
  private final Consumer<String> passedOver;
  private final List<Draft> drafts = new ArrayList<>();
  private final Map<Integer, RateClass> rateClasses = new TreeMap<>();

  SpanXmlCommodities(SpanErrors errors, Consumer<String> passedOver) {
    this.errors = errors;
    this.passedOver = passedOver;
  }

  private record Draft(long line, SpanCommodityDraft commodity, Map<Integer, Adjustment> rates) {}

  private record RateClass(AccountType accountType, boolean isMaintenance) {}

  private record Adjustment(int base, BigDecimal value) {}

  /** A definition of a rate class. */
  void rate(XmlElement element) {
    element.ignore("isCust", "pbc");
    errors
        .record(
            element.line(),
            () ->
                Map.entry(
                    element.whole("r"),
                    new RateClass(
                        element.parsed("acctType", SpanXmlCommodities::accountType),
                        element.flag("isM"))))
        .ifPresent(entry -> rateClasses.put(entry.getKey(), entry.getValue()));
  }

  private static AccountType accountType(String code) {
    return switch (code) {
      case "M" -> AccountType.MEMBER;
      case "H" -> AccountType.HEDGER;
      case "S" -> AccountType.SPECULATOR;
      default -> throw new IllegalArgumentException("account type must be M, H or S");
    };
  }

  /** A combined commodity. */
  void add(XmlElement element) {
    errors.record(element.line(), () -> draft(element)).ifPresent(drafts::add);
    element.untold(passedOver);
  }

  /** All of them, with the ratios their rate classes lead to. */
  List<SpanCommodity> commodities() {
    List<SpanCommodity> commodities = new ArrayList<>();
    for (Draft draft : drafts) {
      errors
          .record(
              draft.line(),
              () -> {
                ratios(draft);
                return draft.commodity().commodity();
              })
          .ifPresent(commodities::add);
    }
    return commodities;
  }

  private void ratios(Draft draft) {
    rateClasses.forEach(
        (number, rateClass) -> {
          if (draft.rates().containsKey(number)) {
            BigDecimal value = chained(draft.rates(), number);
            Map<AccountType, BigDecimal> target =
                rateClass.isMaintenance()
                    ? draft.commodity().maintenance
                    : draft.commodity().initial;
            target.putIfAbsent(rateClass.accountType(), value);
          }
        });
  }

  /** A rate is stated relative to another, down to one that is relative to itself. */
  private static BigDecimal chained(Map<Integer, Adjustment> rates, int number) {
    BigDecimal value = BigDecimal.ONE;
    int at = number;
    for (int step = 0; step < CHAIN_MAX; step++) {
      @Nullable Adjustment adjustment = rates.get(at);
      if (adjustment == null) {
        return value;
      }
      value = value.multiply(adjustment.value());
      if (adjustment.base() == at) {
        return value;
      }
      at = adjustment.base();
    }
    throw new IllegalArgumentException("adjRate %d goes round in a circle".formatted(number));
  }

  private Draft draft(XmlElement element) {
    element.ignore("name", "riskExponent", "procMeth", "spotMeth", "cmbMeth", "group");
    SpanCommodityDraft draft =
        new SpanCommodityDraft(
            element.text("cc"),
            element.parsed("currency", CurrencyCode::new),
            element.optionalParsed("riskExponent", SpanNumbers::whole).orElse(0));
    draft.priceRisk =
        element.optionalParsed("wfprMeth", PriceRiskMethod::valueOf).orElse(PriceRiskMethod.NORMAL);
    draft.minimum =
        element.optionalParsed("somMeth", MinimumMethod::valueOf).orElse(MinimumMethod.GROSS);
    draft.isOptionValueCapped = element.flag("capAnov");
    element.all("pfLink").forEach(link -> draft.products.add(product(link)));
    tiers(element, "scanTiers", draft.scanTiers);
    tiers(element, "intraTiers", draft.intraTiers);
    tiers(element, "interTiers", draft.interTiers);
    minimums(element, draft);
    element.all("dSpread").forEach(spread -> calendar(spread, draft));
    element.all("spotRate").forEach(rate -> spot(rate, draft));
    Map<Integer, Adjustment> rates = new TreeMap<>();
    for (XmlElement rate : element.all("adjRate")) {
      rates.put(rate.whole("r"), new Adjustment(rate.whole("baseR"), rate.decimal("val")));
    }
    return new Draft(element.line(), draft, rates);
  }

  private static SpanProduct.Id product(XmlElement link) {
    link.ignore("pfId", "sc", "cmbMeth", "applyBasisRisk", "oopDeltaMeth");
    Optional<BigDecimal> scaling = link.optionalDecimal("sc");
    require(
        scaling.isEmpty() || scaling.get().signum() > 0, "delta scaling of a link is above zero");
    return new SpanProduct.Id(
        link.text("exch"), link.text("pfCode"), link.parsed("pfType", SpanProductType::valueOf));
  }

  private static void tiers(XmlElement element, String name, List<Tier> tiers) {
    element
        .find(name)
        .ifPresent(
            list -> {
              for (XmlElement tier : list.all("tier")) {
                tier.ignore("rate", "scanRate");
                tiers.add(tier(tier));
              }
            });
  }

  private static Tier tier(XmlElement tier) {
    return new Tier(
        tier.optionalParsed("tn", SpanNumbers::whole).orElse(0),
        tier.optionalParsed("sPe", SpanXmlProducts::tierEnd).orElse(SpanPeriod.NONE),
        tier.optionalParsed("ePe", SpanXmlProducts::tierEnd).orElse(SpanPeriod.NONE));
  }

  private static void minimums(XmlElement element, SpanCommodityDraft draft) {
    element
        .find("somTiers")
        .ifPresent(
            list -> {
              for (XmlElement tier : list.all("tier")) {
                SpanXmlSpreads.rate(tier)
                    .ifPresent(rate -> draft.minimums.add(new Minimum(tier(tier), rate)));
              }
            });
  }

  private static void calendar(XmlElement spread, SpanCommodityDraft draft) {
    Optional<SpanSpread> calendar = SpanXmlSpreads.credit(spread);
    if (calendar.isEmpty()) {
      draft.refusals.add(
          "line %d: a calendar spread is charged by month or names relative periods"
              .formatted(spread.line()));
    } else {
      require(
          calendar.get().method() == SpanSpread.Method.FLAT,
          "a calendar spread is charged flat (F), priority %d is not",
          calendar.get().priority());
      draft.calendars.add(calendar.get());
    }
  }

  private static void spot(XmlElement rate, SpanCommodityDraft draft) {
    rate.ignore("r");
    Spot spot =
        new Spot(
            rate.parsed("pe", SpanXmlProducts::period), rate.decimal("sprd"), rate.decimal("outr"));
    if (draft.spots.stream().noneMatch(other -> other.period().equals(spot.period()))) {
      draft.spots.add(spot);
    }
  }
}
