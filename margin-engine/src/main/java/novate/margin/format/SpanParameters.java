package novate.margin.format;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.AccountClass;
import novate.market.CombinedCommodityId;
import novate.market.ProductId;
import novate.scenario.AddOnPolicy;
import novate.scenario.CalendarLeg;
import novate.scenario.CalendarSpread;
import novate.scenario.CommodityParameters;
import novate.scenario.InterCommoditySpread;
import novate.scenario.NetOptionValueMethod;
import novate.scenario.ParameterSet;
import novate.scenario.Period;
import novate.scenario.PeriodRange;
import novate.scenario.ScanBasedCredit;
import novate.scenario.ScanRange;
import novate.scenario.ShortOptionMinimum;
import novate.scenario.SpotMonth;
import novate.scenario.SpreadParameters;
import novate.scenario.SpreadPolicy;
import novate.scenario.SpreadSide;
import novate.scenario.Tier;
import novate.scenario.WeightedPriceRisk;

/**
 * The charges and spreads of a file as parameters of ours.
 *
 * <p>A charge that ours cannot express makes its commodity refused: a margin without it would be
 * too low. A credit that ours cannot express is left out and told: a margin without it is at most
 * too high. The scan ranges of the set are empty, for arrays are never built from it.
 */
final class SpanParameters {
  /** Inter-commodity tiers stand behind those of calendar spreads, whose numbers they repeat. */
  private static final int INTER_TIERS_FROM = 1_000;

  /** The tier of all periods. */
  private static final int WHOLE_TIER = 100_000;

  private final SpanFile file;
  private final SpanListing listing;
  private final SortedMap<CombinedCommodityId, CommodityParameters> commodities = new TreeMap<>();
  private final SortedMap<String, List<String>> refusals = new TreeMap<>();
  private final List<String> uncredited = new ArrayList<>();

  SpanParameters(SpanFile file, SpanListing listing) {
    this.file = file;
    this.listing = listing;
    for (SpanCommodity commodity : file.commodities()) {
      refusals.put(commodity.code(), new ArrayList<>(commodity.refusals()));
      commodities.put(
          SpanListing.commodityId(commodity.code()), scanned(spreadsOrRefusal(commodity)));
    }
  }

  /** Why a commodity cannot be margined; empty when it can. */
  List<String> refusals(String commodity) {
    return refusals.getOrDefault(commodity, List.of());
  }

  /** Credits that were left out. */
  List<String> uncredited() {
    return uncredited;
  }

  /** The set, with the ratio of every account class as given. */
  ParameterSet set(SortedMap<AccountClass, Double> ratios) {
    String id =
        SpanNames.identity(file.header().clearingOrganisation() + "/" + file.header().date());
    return new ParameterSet(
        id, commodities, ratios, new TreeMap<>(), policy(), AddOnPolicy.NONE, Optional.empty());
  }

  private static CommodityParameters scanned(SpreadParameters spreads) {
    ScanRange none = ScanRange.symmetric(ScanRange.Kind.ABSOLUTE, 0);
    return new CommodityParameters(none, none, 1, 1, 0, 0, 1, List.of(), spreads);
  }

  private SpreadParameters spreadsOrRefusal(SpanCommodity commodity) {
    try {
      return spreads(commodity);
    } catch (IllegalArgumentException e) {
      refusals
          .computeIfAbsent(commodity.code(), _ -> new ArrayList<>())
          .add(String.valueOf(e.getMessage()));
      return SpreadParameters.NONE;
    }
  }

  private SpreadParameters spreads(SpanCommodity commodity) {
    Periods periods = new Periods(commodity);
    List<Tier> tiers = new ArrayList<>();
    commodity.intraTiers().forEach(tier -> tiers.add(new Tier(tier.number(), periods.range(tier))));
    commodity
        .interTiers()
        .forEach(
            tier -> tiers.add(new Tier(INTER_TIERS_FROM + tier.number(), periods.range(tier))));
    tiers.add(new Tier(WHOLE_TIER, PeriodRange.ALL));
    return new SpreadParameters(
        deltaScaling(commodity),
        tiers,
        commodity.calendars().stream().map(spread -> calendar(spread, periods)).toList(),
        commodity.spots().stream()
            .map(spot -> new SpotMonth(periods.of(spot.period()), spot.spread(), spot.outright()))
            .toList(),
        minimum(commodity, periods),
        WeightedPriceRisk.valueOf(commodity.priceRisk().name()));
  }

  private SortedMap<ProductId, BigDecimal> deltaScaling(SpanCommodity commodity) {
    SortedMap<ProductId, BigDecimal> scaling = new TreeMap<>();
    for (SpanContract contract : file.contracts()) {
      if (listing.commodity(contract).equals(Optional.of(commodity))) {
        scaling.put(SpanListing.productId(contract), contract.deltaScaling());
      }
    }
    return scaling;
  }

  private static Optional<ShortOptionMinimum> minimum(SpanCommodity commodity, Periods periods) {
    List<ShortOptionMinimum.Rate> rates =
        commodity.minimums().stream()
            // The rate of all periods is for those that no tier names.
            .sorted(Comparator.comparing((SpanCommodity.Minimum m) -> m.tier().number() == 0))
            .map(m -> new ShortOptionMinimum.Rate(periods.range(m.tier()), m.rate()))
            .toList();
    return rates.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ShortOptionMinimum(
                ShortOptionMinimum.Method.valueOf(commodity.minimum().name()), rates));
  }

  private static CalendarSpread calendar(SpanSpread spread, Periods periods) {
    List<CalendarLeg> legs = new ArrayList<>();
    for (SpanSpread.Leg leg : spread.legs()) {
      require(
          leg.commodity().equals(periods.commodity.code()) && leg.ownRate().isEmpty(),
          "calendar spread %d has a leg of another commodity or with a rate of its own",
          spread.priority());
      legs.add(
          switch (leg.place()) {
            case SpanSpread.OfPeriod of ->
                CalendarLeg.of(periods.of(of.period()), leg.ratio(), side(leg));
            case SpanSpread.OfTier of -> CalendarLeg.of(of.number(), leg.ratio(), side(leg));
            case SpanSpread.Whole _ -> CalendarLeg.of(WHOLE_TIER, leg.ratio(), side(leg));
          });
    }
    return new CalendarSpread(spread.priority(), spread.rate(), legs);
  }

  private static SpreadSide side(SpanSpread.Leg leg) {
    return SpreadSide.valueOf(leg.side().name());
  }

  private SpreadPolicy policy() {
    List<InterCommoditySpread> inter = new ArrayList<>();
    file.superSpreads().forEach(spread -> credit(spread, true, inter));
    file.interSpreads().forEach(spread -> credit(spread, false, inter));
    List<ScanBasedCredit> scanBased = new ArrayList<>();
    file.scanSpreads().forEach(spread -> scanned(spread, scanBased));
    // One capped commodity caps all of its currency: the margin is then at most too high.
    boolean isCapped = file.commodities().stream().anyMatch(SpanCommodity::isOptionValueCapped);
    return new SpreadPolicy(
        inter,
        scanBased,
        isCapped ? NetOptionValueMethod.CAPPED : NetOptionValueMethod.POOLED,
        Optional.empty());
  }

  private void credit(SpanSpread spread, boolean isSuper, List<InterCommoditySpread> target) {
    String name = (isSuper ? "super-spread " : "inter-commodity spread ") + spread.priority();
    try {
      require(
          spread.method() == SpanSpread.Method.WEIGHTED, "its credit is an amount, not a share");
      target.add(
          new InterCommoditySpread(
              spread.priority(),
              isSuper,
              spread.legs().stream().map(leg -> leg(spread, leg)).toList()));
    } catch (IllegalArgumentException e) {
      uncredited.add(name + ": " + e.getMessage());
    }
  }

  private InterCommoditySpread.Leg leg(SpanSpread spread, SpanSpread.Leg leg) {
    CombinedCommodityId id = SpanListing.commodityId(leg.commodity());
    CommodityParameters parameters =
        found(commodities.get(id), "commodity %s is not in the file", leg.commodity());
    OptionalInt tier =
        switch (leg.place()) {
          case SpanSpread.Whole _ -> OptionalInt.empty();
          case SpanSpread.OfTier of -> OptionalInt.of(INTER_TIERS_FROM + of.number());
          case SpanSpread.OfPeriod of ->
              throw new IllegalArgumentException("a leg is the period " + of.period());
        };
    // Asked for its refusal: a tier that is not there.
    tier.ifPresent(parameters.spreads()::periods);
    return new InterCommoditySpread.Leg(
        id, tier, leg.ratio(), side(leg), leg.ownRate().orElse(spread.rate()));
  }

  private void scanned(ScanSpread spread, List<ScanBasedCredit> target) {
    try {
      ScanBasedCredit credit = scanned(spread);
      List<ScanBasedCredit> all = new ArrayList<>(target);
      all.add(credit);
      // Asked for its refusal: a commodity that would be scanned in two places.
      var _ = new SpreadPolicy(List.of(), all, NetOptionValueMethod.POOLED, Optional.empty());
      target.add(credit);
    } catch (IllegalArgumentException e) {
      uncredited.add("scan-based spread %d: %s".formatted(spread.priority(), e.getMessage()));
    }
  }

  private ScanBasedCredit scanned(ScanSpread spread) {
    long required =
        spread.legs().stream().filter(leg -> !leg.isTarget() && leg.isRequired()).count();
    require(
        spread.requiredLegs() <= Math.max(1, required),
        "it needs any %d of its legs",
        spread.requiredLegs());
    List<ScanBasedCredit.Leg> legs = new ArrayList<>();
    String target = "";
    for (ScanSpread.Leg leg : spread.legs()) {
      CombinedCommodityId id = SpanListing.commodityId(leg.commodity());
      require(commodities.containsKey(id), "commodity %s is not in the file", leg.commodity());
      if (leg.isTarget()) {
        target = leg.commodity();
      } else {
        legs.add(new ScanBasedCredit.Leg(id, leg.ratio(), leg.rate(), leg.isRequired()));
      }
    }
    return new ScanBasedCredit(
        spread.priority(), SpanListing.commodityId(target), spread.isTargetRequired(), legs);
  }

  /** Periods of one commodity in our spelling, in which a listed future has its month. */
  private final class Periods {
    private final SpanCommodity commodity;
    private final Map<YearMonth, Set<SpanPeriod>> listedByMonth = new TreeMap<>();

    Periods(SpanCommodity commodity) {
      this.commodity = commodity;
      for (SpanContract contract : file.contracts()) {
        if (listing.commodity(contract).equals(Optional.of(commodity))
            && !contract.key().future().isNone()) {
          listedByMonth
              .computeIfAbsent(contract.key().future().month(), _ -> new HashSet<>())
              .add(contract.key().future());
        }
      }
    }

    Period of(SpanPeriod period) {
      YearMonth month = period.month();
      Set<SpanPeriod> listed = listedByMonth.getOrDefault(month, Set.of());
      require(
          listed.size() <= 1,
          "a charge names %s, but %s has several periods: %s",
          period,
          month,
          listed);
      boolean isTheListed = period.dayOrWeek().isEmpty() || listed.contains(period);
      return isTheListed ? Period.of(month) : new Period(month + "-" + period.dayOrWeek());
    }

    PeriodRange range(SpanCommodity.Tier tier) {
      PeriodRange range = new PeriodRange(bound(tier.first()), bound(tier.last()));
      listedByMonth.forEach(
          (month, listed) -> {
            for (SpanPeriod period : listed) {
              require(
                  tier.contains(period) == range.contains(Period.of(month)),
                  "tier %d divides the month %s",
                  tier.number(),
                  month);
            }
          });
      return range;
    }

    private Optional<Period> bound(SpanPeriod period) {
      return period.isNone() ? Optional.empty() : Optional.of(Period.of(period.month()));
    }
  }
}
