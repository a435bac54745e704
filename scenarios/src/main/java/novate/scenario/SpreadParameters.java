package novate.scenario;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import novate.market.Product;
import novate.market.ProductId;

/**
 * What is charged inside one combined commodity beside the scan.
 *
 * @param deltaScaling deltas of the commodity per delta of a product, at most 4 decimals; 1 for a
 *     product that is not named
 * @param tiers by number
 * @param calendarSpreads in the order they are formed
 * @param spotMonths at most one per period
 */
public record SpreadParameters(
    SortedMap<ProductId, BigDecimal> deltaScaling,
    List<Tier> tiers,
    List<CalendarSpread> calendarSpreads,
    List<SpotMonth> spotMonths,
    Optional<ShortOptionMinimum> shortOptionMinimum,
    WeightedPriceRisk weightedPriceRisk) {
  /** Nothing beside the scan. */
  public static final SpreadParameters NONE =
      new SpreadParameters(
          new TreeMap<>(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          WeightedPriceRisk.NORMAL);

  /** Puts the spreads in order and checks that every tier is there once. */
  public SpreadParameters {
    deltaScaling = new TreeMap<>(deltaScaling);
    deltaScaling.values().forEach(SpreadNumbers::requireRatio);
    tiers = List.copyOf(tiers);
    requireDistinct("tier", tiers.stream().map(Tier::number).toList());
    spotMonths = List.copyOf(spotMonths);
    requireDistinct("spot month", spotMonths.stream().map(SpotMonth::period).toList());
    // A stable sort: spreads of one priority stay in the order of the file.
    calendarSpreads =
        calendarSpreads.stream()
            .sorted(
                (a, b) ->
                    a.isSeries() != b.isSeries()
                        ? (a.isSeries() ? -1 : 1)
                        : Integer.compare(a.priority(), b.priority()))
            .toList();
    for (CalendarSpread spread : calendarSpreads) {
      requireApart(spread, tiers);
    }
  }

  /** Deltas of the commodity per delta of a product. */
  public BigDecimal deltaScaling(ProductId product) {
    return deltaScaling.getOrDefault(product, BigDecimal.ONE);
  }

  /**
   * Units of the underlying that one delta of the commodity stands for: the size of any of its
   * products over that product's delta scaling.
   */
  public BigDecimal unitsPerDelta(Product product) {
    return product.size().divide(deltaScaling(product.id()), MathContext.DECIMAL128);
  }

  /** The periods that a leg draws on. */
  public PeriodRange periods(CalendarLeg leg) {
    return periods(leg, tiers);
  }

  /** The periods of a tier; throws when there is none of this number. */
  public PeriodRange periods(int tier) {
    return periods(tier, tiers);
  }

  private static PeriodRange periods(CalendarLeg leg, List<Tier> tiers) {
    return leg.period()
        .map(PeriodRange::only)
        .orElseGet(() -> periods(leg.tier().getAsInt(), tiers));
  }

  private static PeriodRange periods(int tier, List<Tier> tiers) {
    return found(
            tiers.stream().filter(each -> each.number() == tier).findFirst().orElse(null),
            "tier %d is not defined; defined are %s",
            tier,
            tiers)
        .periods();
  }

  // Two legs of one side that share a period would each count its delta as their own.
  private static void requireApart(CalendarSpread spread, List<Tier> tiers) {
    for (int i = 0; i < spread.legs().size(); i++) {
      for (int j = 0; j < i; j++) {
        CalendarLeg one = spread.legs().get(j);
        CalendarLeg other = spread.legs().get(i);
        require(
            one.side() != other.side() || !periods(one, tiers).overlaps(periods(other, tiers)),
            "calendar spread %d has two legs of side %s that share periods",
            spread.priority(),
            one.side());
      }
    }
    spread.legs().forEach(leg -> periods(leg, tiers));
  }

  private static void requireDistinct(String what, List<?> names) {
    require(
        names.size() == names.stream().collect(Collectors.toSet()).size(),
        "a %s stands twice: %s",
        what,
        names);
  }
}
