package novate.margin.scan;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import novate.market.CombinedCommodityId;
import novate.market.CurrencyCode;
import novate.scenario.CalendarLeg;
import novate.scenario.CalendarSpread;
import novate.scenario.CommodityParameters;
import novate.scenario.Period;
import novate.scenario.PeriodRange;
import novate.scenario.SpotMonth;
import novate.scenario.SpreadParameters;

/**
 * One combined commodity as the engine reads it: its periods in order, and its spreads with the
 * periods each leg draws on, worked out once.
 *
 * @param place of the commodity among those of the layout, from 0
 * @param periods of all listed contracts, ascending
 */
record CommodityPlan(
    int place,
    CombinedCommodityId id,
    CurrencyCode currency,
    CommodityParameters parameters,
    List<Period> periods,
    List<Spread> calendarSpreads,
    List<Spot> spotMonths) {

  /** A calendar spread and its legs. */
  record Spread(CalendarSpread terms, BigDecimal chargeMinorUnits, List<Leg> legs) {}

  /**
   * One leg.
   *
   * @param periods places in the commodity's list of periods, ascending
   * @param isNet true for an exact period, whose longs and shorts are netted
   * @param ratio ten-thousandths of a delta per spread
   * @param side +1 for side A, -1 for side B
   */
  record Leg(int[] periods, boolean isNet, long ratio, int side) {}

  /** A spot-month charge, rates in minor units per delta. */
  record Spot(SpotMonth terms, int[] periods, BigDecimal spreadRate, BigDecimal outrightRate) {}

  static CommodityPlan of(
      int place,
      CombinedCommodityId id,
      CurrencyCode currency,
      CommodityParameters parameters,
      List<Period> periods) {
    SpreadParameters spreads = parameters.spreads();
    return new CommodityPlan(
        place,
        id,
        currency,
        parameters,
        periods,
        spreads.calendarSpreads().stream()
            .map(spread -> spread(spread, spreads, periods, currency))
            .toList(),
        spreads.spotMonths().stream()
            .map(
                spot ->
                    new Spot(
                        spot,
                        places(PeriodRange.only(spot.period()), periods),
                        minorUnits(spot.spreadRate(), currency),
                        minorUnits(spot.outrightRate(), currency)))
            .toList());
  }

  private static Spread spread(
      CalendarSpread spread,
      SpreadParameters parameters,
      List<Period> periods,
      CurrencyCode currency) {
    return new Spread(
        spread,
        minorUnits(spread.charge(), currency),
        spread.legs().stream().map(leg -> leg(leg, parameters, periods)).toList());
  }

  private static Leg leg(CalendarLeg leg, SpreadParameters parameters, List<Period> periods) {
    return new Leg(
        places(parameters.periods(leg), periods),
        leg.period().isPresent(),
        Deltas.ofDecimal(leg.ratio()),
        Deltas.sign(leg.side()));
  }

  /** The places of the periods that lie in a range. */
  static int[] places(PeriodRange range, List<Period> periods) {
    int[] places = new int[periods.size()];
    int count = 0;
    for (int p = 0; p < periods.size(); p++) {
      if (range.contains(periods.get(p))) {
        places[count++] = p;
      }
    }
    return Arrays.copyOf(places, count);
  }

  /** The places of the periods of a tier; of all when there is none. */
  int[] places(OptionalInt tier) {
    return places(
        tier.isPresent() ? parameters.spreads().periods(tier.getAsInt()) : PeriodRange.ALL,
        periods);
  }

  /** The place of a period, or of the next one, or of the last. */
  int placeAtOrAfter(Period period) {
    require(!periods.isEmpty(), "commodity %s has no period", id);
    int place = 0;
    while (place < periods.size() - 1 && periods.get(place).compareTo(period) < 0) {
      place++;
    }
    return place;
  }

  static BigDecimal minorUnits(BigDecimal amount, CurrencyCode currency) {
    return amount.movePointRight(currency.minorDigits());
  }
}
