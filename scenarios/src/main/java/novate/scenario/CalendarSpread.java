package novate.scenario;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A charge for deltas of one combined commodity that offset each other between periods.
 *
 * @param priority spreads of exact periods come first, then those with tiers; within them the
 *     lowest number first
 * @param charge currency per spread; zero or more
 * @param legs 2 to 8, with both sides
 */
public record CalendarSpread(int priority, BigDecimal charge, List<CalendarLeg> legs) {
  private static final int LEGS_MAX = 8;

  /** Checks the legs and keeps its own copy. */
  public CalendarSpread {
    legs = List.copyOf(legs);
    SpreadNumbers.requireRate("spread charge", charge);
    require(
        legs.size() >= 2
            && legs.size() <= LEGS_MAX
            && legs.stream().map(CalendarLeg::side).collect(Collectors.toSet()).size() == 2,
        "calendar spread %d needs 2 to %d legs on both sides, got %s",
        priority,
        LEGS_MAX,
        legs);
  }

  /** True when every leg is an exact period: such spreads are formed before the others. */
  public boolean isSeries() {
    return legs.stream().allMatch(leg -> leg.period().isPresent());
  }
}
