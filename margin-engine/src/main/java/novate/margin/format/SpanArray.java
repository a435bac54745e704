package novate.margin.format;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import novate.market.CurrencyCode;

/**
 * What one long lot loses in each of the 16 scenarios, exactly as a file states it, in units of
 * currency with the risk exponent applied; a loss is positive. The two extreme values are already
 * weighted by the cover fraction: nothing multiplies them again.
 */
public final class SpanArray {
  /** Values of an array. */
  public static final int SCENARIO_COUNT = 16;

  private static final int SCALE_MAX = 12;

  private final long[] unscaled;
  private final int scale;
  private final BigDecimal compositeDelta;

  private SpanArray(long[] unscaled, int scale, BigDecimal compositeDelta) {
    this.unscaled = unscaled;
    this.scale = scale;
    this.compositeDelta = compositeDelta;
  }

  /**
   * An array of 16 values.
   *
   * @throws IllegalArgumentException when there are not 16, or a value is finer than 12 decimals or
   *     too large to be exact
   */
  public static SpanArray of(List<BigDecimal> values, BigDecimal compositeDelta) {
    require(values.size() == SCENARIO_COUNT, "an array has 16 values, got %d", values.size());
    int scale = 0;
    for (BigDecimal value : values) {
      scale = Math.max(scale, value.stripTrailingZeros().scale());
    }
    require(scale <= SCALE_MAX, "an array value has more than %d decimals", SCALE_MAX);
    long[] unscaled = new long[SCENARIO_COUNT];
    for (int i = 0; i < SCENARIO_COUNT; i++) {
      unscaled[i] = unscaled(values.get(i), scale);
    }
    return new SpanArray(unscaled, scale, compositeDelta);
  }

  private static long unscaled(BigDecimal value, int scale) {
    BigDecimal whole = value.movePointRight(scale);
    require(
        whole.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0,
        "array value %s is too large to be exact",
        value);
    return whole.longValueExact();
  }

  /** The 16 values in units of currency, in the order of the scenarios. */
  public List<BigDecimal> values() {
    return Arrays.stream(unscaled).mapToObj(value -> BigDecimal.valueOf(value, scale)).toList();
  }

  /** Lots of the underlying that one long lot stands for, before delta scaling. */
  public BigDecimal compositeDelta() {
    return compositeDelta;
  }

  /**
   * The values in minor units, rounded HALF_EVEN: the one rounding of an imported array.
   *
   * @throws ArithmeticException when a value does not fit a long
   */
  public long[] minorUnits(CurrencyCode currency) {
    long[] minor = new long[SCENARIO_COUNT];
    for (int i = 0; i < SCENARIO_COUNT; i++) {
      minor[i] =
          BigDecimal.valueOf(unscaled[i], scale)
              .movePointRight(currency.minorDigits())
              .setScale(0, RoundingMode.HALF_EVEN)
              .longValueExact();
    }
    return minor;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpanArray that
        && values().stream()
            .map(BigDecimal::stripTrailingZeros)
            .toList()
            .equals(that.values().stream().map(BigDecimal::stripTrailingZeros).toList())
        && compositeDelta.compareTo(that.compositeDelta) == 0;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(unscaled) + 31 * compositeDelta.stripTrailingZeros().hashCode();
  }

  @Override
  public String toString() {
    return values() + ", delta " + compositeDelta;
  }
}
