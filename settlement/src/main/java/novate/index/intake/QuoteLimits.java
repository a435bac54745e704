package novate.index.intake;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What is taken for plausible, as data.
 *
 * @param cutOff a quote given later than this on its date is late; none lets any time stand
 * @param mayBeNegative true where prices of zero and below exist
 * @param factorMax how many times the reference, or what part of it, a price may be; above 1. It
 *     must leave a real jump alone: Blackwell rental rose by half in two months
 * @param unitMultiples what a price is wrong by when its unit is: hours of a day or month, GPUs of
 *     a node, 1,000; each above 1, and tried as its inverse too
 * @param likeness how near, as a factor, a price must come to a multiple to be explained by it;
 *     above 1. Multiples nearer to 1 than {@code factorMax} cannot be told from a price
 */
public record QuoteLimits(
    Optional<CutOff> cutOff,
    boolean mayBeNegative,
    BigDecimal factorMax,
    List<BigDecimal> unitMultiples,
    BigDecimal likeness) {
  /**
   * Limits for GPU rental: the dearest list price of the open EU collection is 5.09 times the
   * middle of its day, so a factor of six; nodes of eight, hours of a day and of a month of 730,
   * and prices per 1,000.
   */
  public static final QuoteLimits GPU_RENTAL =
      new QuoteLimits(
          Optional.empty(),
          false,
          new BigDecimal("6"),
          List.of(
              new BigDecimal("8"),
              new BigDecimal("24"),
              new BigDecimal("730"),
              new BigDecimal("1000")),
          new BigDecimal("1.5"));

  /** The last moment of a date at which a quote is in time. */
  public record CutOff(LocalTime time, ZoneId zone) {
    /** The instant of it on a date. */
    public Instant on(LocalDate date) {
      return date.atTime(time).atZone(zone).toInstant();
    }
  }

  /** Refuses factors and multiples of one or less, which would hold everything. */
  public QuoteLimits {
    unitMultiples = List.copyOf(unitMultiples);
    requireAboveOne("factorMax", factorMax);
    requireAboveOne("likeness", likeness);
    unitMultiples.forEach(multiple -> requireAboveOne("a unit multiple", multiple));
  }

  private static void requireAboveOne(String what, BigDecimal value) {
    require(value.compareTo(BigDecimal.ONE) > 0, "%s must be above 1, got %s", what, value);
  }

  /** The same with a cut-off. */
  public QuoteLimits with(CutOff own) {
    return new QuoteLimits(Optional.of(own), mayBeNegative, factorMax, unitMultiples, likeness);
  }

  /** The same with prices of zero and below allowed or not. */
  public QuoteLimits withNegatives(boolean allowed) {
    return new QuoteLimits(cutOff, allowed, factorMax, unitMultiples, likeness);
  }
}
