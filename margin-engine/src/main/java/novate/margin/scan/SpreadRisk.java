package novate.margin.scan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import novate.market.CombinedCommodityId;
import novate.scenario.CalendarSpread;
import novate.scenario.InterCommoditySpread;
import novate.scenario.Period;
import novate.scenario.SpotMonth;
import novate.scenario.SpreadSide;

/**
 * Everything that spreads did to one commodity of an account: what each consumed, what it cost or
 * gave back. Amounts are minor units of the commodity's currency; charges and credits are both zero
 * or more. Deltas, ratios and counts have 4 decimals, a long delta is positive.
 *
 * @param deltas net delta by period before any spread
 * @param remaining what no spread has used
 * @param weightedPriceRisk minor units per delta (WFPR); zero where there is no price risk or no
 *     net delta
 * @param priceRiskMethod how it was found, in words
 * @param calendar spreads formed, in order
 * @param spot spot months that cost something
 * @param credits legs of inter-commodity spreads in this commodity, in order
 * @param joined commodities that are scanned inside this one
 * @param joinedInto the commodity that this one is scanned inside, if any
 * @param shortCalls minimum of the short calls, minor units, rounded up
 * @param shortPuts minimum of the short puts
 * @param shortOptionMinimum the two, as the method adds them
 */
public record SpreadRisk(
    List<PeriodDelta> deltas,
    List<PeriodDelta> remaining,
    BigDecimal weightedPriceRisk,
    String priceRiskMethod,
    List<CalendarCharge> calendar,
    List<SpotCharge> spot,
    List<LegCredit> credits,
    List<JoinedLeg> joined,
    Optional<CombinedCommodityId> joinedInto,
    long shortCalls,
    long shortPuts,
    long shortOptionMinimum) {

  /** A delta of one period. */
  public record PeriodDelta(Period period, BigDecimal delta) {}

  /**
   * A calendar spread that was formed.
   *
   * @param longSide the side whose legs are long
   * @param count spreads, rounded down
   * @param taken by leg, the deltas of each period that it used
   * @param charge count times charge, rounded up
   */
  public record CalendarCharge(
      CalendarSpread spread,
      SpreadSide longSide,
      BigDecimal count,
      List<List<PeriodDelta>> taken,
      long charge) {}

  /**
   * The charge of a spot month.
   *
   * @param consumed deltas that spreads have used, without sign
   * @param outright deltas that are left, without sign
   */
  public record SpotCharge(SpotMonth spot, BigDecimal consumed, BigDecimal outright, long charge) {}

  /**
   * The credit of one leg of an inter-commodity spread.
   *
   * <pre>credit = WFPR * count * ratio * creditRate, rounded down</pre>
   *
   * @param longSide the side whose legs are long
   * @param taken the deltas of each period that it used
   */
  public record LegCredit(
      InterCommoditySpread spread,
      InterCommoditySpread.Leg leg,
      SpreadSide longSide,
      BigDecimal count,
      List<PeriodDelta> taken,
      long credit) {}

  /**
   * A commodity that is scanned inside another.
   *
   * @param losses what it adds by scenario: losses in full, gains by the credit rate
   */
  public record JoinedLeg(CombinedCommodityId commodity, BigDecimal creditRate, List<Long> losses) {
    /** Keeps its own copy. */
    public JoinedLeg {
      losses = List.copyOf(losses);
    }
  }

  /** Keeps its own copies. */
  public SpreadRisk {
    deltas = List.copyOf(deltas);
    remaining = List.copyOf(remaining);
    calendar = List.copyOf(calendar);
    spot = List.copyOf(spot);
    credits = List.copyOf(credits);
    joined = List.copyOf(joined);
  }

  /** Sum of the calendar spread charges. */
  public long calendarCharge() {
    return calendar.stream().mapToLong(CalendarCharge::charge).reduce(0, Math::addExact);
  }

  /** Sum of the spot-month charges. */
  public long spotCharge() {
    return spot.stream().mapToLong(SpotCharge::charge).reduce(0, Math::addExact);
  }

  /** Sum of the inter-commodity credits. */
  public long interCredit() {
    return credits.stream().mapToLong(LegCredit::credit).reduce(0, Math::addExact);
  }
}
