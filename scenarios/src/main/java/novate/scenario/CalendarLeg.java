package novate.scenario;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One leg of a calendar spread: either an exact period or a tier.
 *
 * @param period a period's net remaining delta is taken
 * @param tier number of a tier, whose long or short remaining delta is taken
 * @param ratio deltas per spread, at most 4 decimals; above zero
 */
public record CalendarLeg(
    Optional<Period> period, OptionalInt tier, BigDecimal ratio, SpreadSide side) {
  /** Exactly one of period and tier is there. */
  public CalendarLeg {
    require(
        period.isPresent() != tier.isPresent(),
        "a leg has either a period or a tier, got %s and %s",
        period,
        tier);
    SpreadNumbers.requireRatio(ratio);
  }

  /** A leg of one period. */
  public static CalendarLeg of(Period period, BigDecimal ratio, SpreadSide side) {
    return new CalendarLeg(Optional.of(period), OptionalInt.empty(), ratio, side);
  }

  /** A leg of a tier. */
  public static CalendarLeg of(int tier, BigDecimal ratio, SpreadSide side) {
    return new CalendarLeg(Optional.empty(), OptionalInt.of(tier), ratio, side);
  }
}
