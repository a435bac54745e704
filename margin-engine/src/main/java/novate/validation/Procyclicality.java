package novate.validation;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much the margin of a portfolio that did not change went up and down.
 *
 * <pre>
 * peakToTrough   = largest over all years of  highest margin / lowest margin
 * increase of n  = largest over t of  margin(t + n) / margin(t) - 1,  zero when it never rose
 * alarm          = by the increase of 5 days: amber from 50 %, red from 100 %
 * </pre>
 *
 * <p>Worked example: margins of 100, 120, 90, 100, 110, 155 and 150 have a peak to trough of 155 /
 * 90 = 1.722, their largest increase over one day is 155 / 110 - 1 = 40.9 %, over five 55 %: amber.
 *
 * @param peakToTrough 1 or more
 * @param increaseByDays by 1, 5 and 30 days, as fractions; those the history is too short for are
 *     missing
 */
public record Procyclicality(double peakToTrough, SortedMap<Integer, Double> increaseByDays) {
  /** How loud the measure is. */
  public enum Alarm {
    /** Below 50 %. */
    NONE,
    /** From 50 % on. */
    AMBER,
    /** From 100 % on. */
    RED
  }

  private static final int YEAR_DAYS = 250;
  private static final List<Integer> DAYS = List.of(1, 5, 30);
  private static final int ALARM_DAYS = 5;
  private static final double AMBER_FROM = 0.5;
  private static final double RED_FROM = 1;

  /** Keeps its own copy. */
  public Procyclicality {
    increaseByDays = Collections.unmodifiableSortedMap(new TreeMap<>(increaseByDays));
  }

  /**
   * The measures of a history of margins.
   *
   * @param margins by day, minor units of one currency; above zero
   * @throws IllegalArgumentException naming the day of a margin that is not above zero, or when
   *     there are not more than 5 of them
   */
  public static Procyclicality of(long[] margins) {
    require(
        margins.length > ALARM_DAYS,
        "procyclicality needs more than %d days, got %d",
        ALARM_DAYS,
        margins.length);
    for (int t = 0; t < margins.length; t++) {
      require(margins[t] > 0, "margin of day %d must be above zero, got %d", t, margins[t]);
    }
    SortedMap<Integer, Double> increaseByDays = new TreeMap<>();
    for (int days : DAYS) {
      if (days < margins.length) {
        increaseByDays.put(days, increase(margins, days));
      }
    }
    return new Procyclicality(peakToTrough(margins), increaseByDays);
  }

  private static double increase(long[] margins, int days) {
    double largest = 0;
    for (int t = 0; t + days < margins.length; t++) {
      largest = Math.max(largest, (double) margins[t + days] / margins[t] - 1);
    }
    return largest;
  }

  private static double peakToTrough(long[] margins) {
    double largest = 1;
    for (int first = 0; first < margins.length; first++) {
      long lowest = margins[first];
      long highest = margins[first];
      int end = Math.min(margins.length, first + YEAR_DAYS);
      for (int t = first; t < end; t++) {
        lowest = Math.min(lowest, margins[t]);
        highest = Math.max(highest, margins[t]);
      }
      largest = Math.max(largest, (double) highest / lowest);
    }
    return largest;
  }

  /** By the increase over 5 days. */
  public Alarm alarm() {
    double increase = found(increaseByDays.get(ALARM_DAYS), "no increase over %d days", ALARM_DAYS);
    if (increase >= RED_FROM) {
      return Alarm.RED;
    }
    return increase >= AMBER_FROM ? Alarm.AMBER : Alarm.NONE;
  }
}
