package novate.validation;

import static novate.market.Checks.found;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import novate.market.CombinedCommodityId;
import novate.market.Product;
import novate.scenario.CalendarLeg;
import novate.scenario.CalendarSpread;
import novate.scenario.CommodityParameters;
import novate.scenario.InterCommoditySpread;
import novate.scenario.PeriodRange;
import novate.scenario.ScanRange;
import novate.scenario.SpreadSide;
import novate.validation.ProposedValue.Basis;

/**
 * Charges of calendar spreads and credits of inter-commodity spreads.
 *
 * <pre>
 * spread move  = sum over legs  +-ratio * move of the leg            money per spread; + on side A, - on side B
 * charge       = max( floor, q(|spread move|) * (1 + buffer) )       rounded up to the minor unit
 * credit       = max( 0, 1 - q(|spread move|) / sum over legs q(|ratio * move of the leg|) ) * (1 - haircut)
 *                                                                    rounded down to 4 decimals, the same for every leg
 * </pre>
 *
 * <p>Moves are taken on common dates. Of all choices of one series per leg (its own period, or one
 * of its tier) the charge is the largest, the credit the smallest; legs of an inter-commodity
 * spread are of one period. Where the scan range is a FRACTION, a leg's moves are relative and
 * brought to its last price, so that a market that has fallen is not charged for the height it fell
 * from.
 */
final class SpreadCalibration {
  private static final int CREDIT_DECIMALS = 4;
  private static final int ROUNDING_DECIMALS = 8;

  /** More choices of series than this are not tried: eight legs over whole curves. */
  private static final int CHOICES_MAX = 20_000;

  private final CalibrationPolicy policy;
  private final TenorHistory history;
  private final Map<CombinedCommodityId, Product> productByCommodity;
  private final List<ProposedValue> values;

  SpreadCalibration(
      CalibrationPolicy policy,
      TenorHistory history,
      Map<CombinedCommodityId, Product> productByCommodity,
      List<ProposedValue> values) {
    this.policy = policy;
    this.history = history;
    this.productByCommodity = productByCommodity;
    this.values = values;
  }

  /** One leg: its series, what its moves are multiplied by to be money, its side as a sign. */
  private record Leg(PriceSeries series, double factor, int sign, boolean isRelative) {}

  /** What one choice of series says. */
  private record Measured(TailQuantile spread, double outright, List<Leg> legs) {
    String source() {
      return legs.stream()
          .map(leg -> leg.series.commodity() + " " + leg.series.tenor())
          .collect(Collectors.joining(" / "));
    }

    double credit() {
      return outright > 0 ? Math.max(0, 1 - spread.value() / outright) : 0;
    }
  }

  /** The spread with the charge that history says. */
  CalendarSpread calendar(
      CombinedCommodityId commodity,
      CommodityParameters parameters,
      CalendarSpread spread,
      int number) {
    String parameter = "calendar_spreads[%s].charge".formatted(number);
    Product product = productByCommodity.get(commodity);
    if (product == null) {
      kept(commodity.value(), parameter, spread.charge(), "no product of it is listed");
      return spread;
    }
    double size = parameters.spreads().unitsPerDelta(product).doubleValue();
    List<List<Leg>> choices = List.of(List.of());
    for (CalendarLeg leg : spread.legs()) {
      PeriodRange range = parameters.spreads().periods(leg);
      choices =
          extended(
              choices, in(commodity, range), leg.ratio(), leg.side(), size, relative(parameters));
      if (choices.size() > CHOICES_MAX) {
        kept(commodity.value(), parameter, spread.charge(), "more than 20,000 choices of series");
        return spread;
      }
    }
    Optional<Measured> worst = Optional.empty();
    for (List<Leg> choice : choices) {
      boolean isOneContractTwice =
          choice.stream().map(leg -> leg.series.tenor()).distinct().count() < choice.size();
      Optional<Measured> measured = isOneContractTwice ? Optional.empty() : measured(choice);
      if (measured.isPresent()
          && (worst.isEmpty() || measured.get().spread.value() > worst.get().spread.value())) {
        worst = measured;
      }
    }
    if (worst.isEmpty()) {
      kept(commodity.value(), parameter, spread.charge(), tooShort());
      return spread;
    }
    Measured found = worst.get();
    Leg first = found.legs.getFirst();
    double floor = policy.spreadFloor() * Math.abs(Moves.lastPrice(first.series)) * first.factor;
    double raised = found.spread.value() * (1 + policy.buffer());
    BigDecimal charge =
        new BigDecimal(Math.max(raised, floor))
            .setScale(ROUNDING_DECIMALS, RoundingMode.HALF_EVEN)
            .setScale(product.currency().minorDigits(), RoundingMode.CEILING);
    values.add(
        new ProposedValue(
            commodity.value(),
            parameter,
            spread.charge(),
            charge,
            raised >= floor ? Basis.HISTORY : Basis.FLOOR,
            Optional.of(found.spread),
            found.source()));
    return new CalendarSpread(spread.priority(), charge, spread.legs());
  }

  /** The spread with the credit that history says, the same for every leg. */
  InterCommoditySpread interCommodity(
      InterCommoditySpread spread,
      Map<CombinedCommodityId, CommodityParameters> parameters,
      int number) {
    String subject =
        spread.legs().stream().map(leg -> leg.commodity().value()).collect(Collectors.joining("/"));
    String parameter = "inter_commodity_spreads[%s].credit".formatted(number);
    BigDecimal current = spread.legs().getFirst().creditRate();
    Optional<String> refusal = refusal(spread);
    if (refusal.isPresent()) {
      kept(subject, parameter, current, refusal.get());
      return spread;
    }
    Optional<Measured> worst = Optional.empty();
    for (List<Leg> choice : ofOnePeriod(spread, parameters)) {
      Optional<Measured> measured = measured(choice);
      if (measured.isPresent()
          && (worst.isEmpty() || measured.get().credit() < worst.get().credit())) {
        worst = measured;
      }
    }
    if (worst.isEmpty()) {
      kept(subject, parameter, current, tooShort());
      return spread;
    }
    Measured found = worst.get();
    BigDecimal credit =
        new BigDecimal(found.credit() * (1 - policy.creditHaircut()))
            .setScale(ROUNDING_DECIMALS, RoundingMode.HALF_EVEN)
            .setScale(CREDIT_DECIMALS, RoundingMode.FLOOR);
    values.add(
        new ProposedValue(
            subject,
            parameter,
            current,
            credit,
            credit.signum() > 0 ? Basis.HISTORY : Basis.FLOOR,
            Optional.of(found.spread),
            found.source()));
    return new InterCommoditySpread(
        spread.priority(),
        spread.isSuper(),
        spread.legs().stream()
            .map(
                leg ->
                    new InterCommoditySpread.Leg(
                        leg.commodity(), leg.tier(), leg.ratio(), leg.side(), credit))
            .toList());
  }

  private Optional<String> refusal(InterCommoditySpread spread) {
    List<Product> products = new ArrayList<>();
    for (InterCommoditySpread.Leg leg : spread.legs()) {
      Product product = productByCommodity.get(leg.commodity());
      if (product == null) {
        return Optional.of("no product of " + leg.commodity() + " is listed");
      }
      products.add(product);
    }
    return products.stream().map(Product::currency).distinct().count() > 1
        ? Optional.of("legs in different currencies")
        : Optional.empty();
  }

  private List<List<Leg>> ofOnePeriod(
      InterCommoditySpread spread, Map<CombinedCommodityId, CommodityParameters> parameters) {
    List<List<Leg>> choices = List.of(List.of());
    for (InterCommoditySpread.Leg leg : spread.legs()) {
      CommodityParameters own =
          found(parameters.get(leg.commodity()), "no parameters of %s", leg.commodity());
      PeriodRange range =
          leg.tier().isPresent() ? own.spreads().periods(leg.tier().getAsInt()) : PeriodRange.ALL;
      Product product =
          found(productByCommodity.get(leg.commodity()), "no product of %s", leg.commodity());
      double size = own.spreads().unitsPerDelta(product).doubleValue();
      choices =
          extended(
                  choices, in(leg.commodity(), range), leg.ratio(), leg.side(), size, relative(own))
              .stream()
              .filter(legs -> legs.stream().map(one -> one.series.tenor()).distinct().count() == 1)
              .toList();
    }
    return choices;
  }

  private List<PriceSeries> in(CombinedCommodityId commodity, PeriodRange range) {
    return history.of(commodity).stream()
        .filter(
            series ->
                series.tenor().period().map(range::contains).orElse(range.equals(PeriodRange.ALL)))
        .toList();
  }

  private static List<List<Leg>> extended(
      List<List<Leg>> choices,
      List<PriceSeries> series,
      BigDecimal ratio,
      SpreadSide side,
      double size,
      boolean isRelative) {
    List<List<Leg>> longer = new ArrayList<>();
    for (List<Leg> choice : choices) {
      for (PriceSeries one : series) {
        List<Leg> legs = new ArrayList<>(choice);
        int sign = side == SpreadSide.A ? 1 : -1;
        legs.add(new Leg(one, ratio.doubleValue() * size, sign, isRelative));
        longer.add(legs);
      }
    }
    return longer;
  }

  private Optional<Measured> measured(List<Leg> legs) {
    double[][] moves =
        Moves.together(
            legs.stream().map(Leg::series).toList(),
            policy.horizonDays(),
            legs.stream().allMatch(Leg::isRelative));
    int count = moves[0].length;
    if (count < policy.sampleMin()) {
      return Optional.empty();
    }
    double[] spread = new double[count];
    double outright = 0;
    for (int i = 0; i < moves.length; i++) {
      double[] leg = new double[count];
      for (int t = 0; t < count; t++) {
        leg[t] = moves[i][t] * legs.get(i).factor;
        spread[t] += legs.get(i).sign * leg[t];
      }
      outright += quantile(leg).value();
    }
    return Optional.of(new Measured(quantile(spread), outright, legs));
  }

  private TailQuantile quantile(double[] moves) {
    return TailQuantile.of(Moves.sizes(moves), policy.confidence(), policy.horizonDays());
  }

  private static boolean relative(CommodityParameters parameters) {
    return parameters.price().kind() == ScanRange.Kind.FRACTION;
  }

  private String tooShort() {
    return "no series of its legs with %d or more common moves over %d observations"
        .formatted(policy.sampleMin(), policy.horizonDays());
  }

  private void kept(String subject, String parameter, BigDecimal current, String why) {
    values.add(
        new ProposedValue(subject, parameter, current, current, Basis.KEPT, Optional.empty(), why));
  }
}
