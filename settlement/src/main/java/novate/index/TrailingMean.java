package novate.index;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.SortedMap;

/**
 * The mean of the values of the last calendar days.
 *
 * <pre>value(date) = (sum of the values dated date - days + 1 ... date) / (how many there are)
 *               none when there are fewer than daysMin</pre>
 *
 * <p>rounded once, HALF_EVEN. Days without a value are left out, never counted as zero.
 *
 * @param days calendar days in the window, the date itself included; above zero
 * @param daysMin days with a value that are needed; 1 to days
 * @param decimals digits after the point, 0 to 18
 */
public record TrailingMean(int days, int daysMin, int decimals) {
  /** The seven-day rule of the open EU index: at least four days, six decimals. */
  public static final TrailingMean SEVEN_DAYS = new TrailingMean(7, 4, 6);

  /** Refuses a window that can hold fewer days than it needs. */
  public TrailingMean {
    require(
        daysMin >= 1 && daysMin <= days,
        "a window of %d days cannot need %d days with a value",
        days,
        daysMin);
    require(decimals >= 0 && decimals <= 18, "decimals must be 0 to 18, got %d", decimals);
  }

  /** A value, or how many days there were. */
  public sealed interface Outcome {
    /**
     * Days with a value inside the window.
     *
     * @return 0 to {@code days}
     */
    int daysFound();

    /** Enough days had a value. */
    record Value(BigDecimal value, int daysFound) implements Outcome {}

    /** Too few had one: {@link FixingOutcome.Reason#INSUFFICIENT_HISTORY}. */
    record InsufficientHistory(int daysFound) implements Outcome {}
  }

  /**
   * The mean on a date.
   *
   * @param values by date, at most one a day: which revision counts is the caller's choice
   */
  public Outcome on(LocalDate date, SortedMap<LocalDate, BigDecimal> values) {
    Collection<BigDecimal> inside =
        values.subMap(date.minusDays(days - 1L), date.plusDays(1)).values();
    if (inside.size() < daysMin) {
      return new Outcome.InsufficientHistory(inside.size());
    }
    BigDecimal sum = inside.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal mean =
        sum.divide(BigDecimal.valueOf(inside.size()), decimals, RoundingMode.HALF_EVEN);
    return new Outcome.Value(mean, inside.size());
  }
}
