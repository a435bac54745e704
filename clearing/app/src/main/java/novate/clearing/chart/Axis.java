package novate.clearing.chart;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import novate.clearing.chart.Chart.Scale;

/** From values to pixels along one axis, and the round values that are written at it. */
final class Axis {
  private static final double[] LOG_STEPS = {1, 2, 5};
  private static final double[] FINE_LOG_STEPS = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9};

  private final Scale scale;
  private final double low;
  private final double high;
  private final double from;
  private final double to;

  /**
   * @param from pixel of {@code low}
   * @param to pixel of {@code high}; may be less than {@code from}
   */
  Axis(Scale scale, double low, double high, double from, double to) {
    require(low < high, "an axis needs a span, got %s to %s", low, high);
    this.scale = scale;
    this.low = low;
    this.high = high;
    this.from = from;
    this.to = to;
  }

  /** An axis over some values with a little room at both ends. */
  static Axis around(Scale scale, List<Double> values, double from, double to) {
    double low = values.stream().min(Double::compare).orElse(0.0);
    double high = values.stream().max(Double::compare).orElse(1.0);
    if (scale == Scale.LOG) {
      double room = Math.max(Math.pow(high / low, 0.08), 1.05);
      return new Axis(scale, low / room, high * room, from, to);
    }
    double room = high > low ? (high - low) * 0.08 : Math.max(Math.abs(low) * 0.05, 1e-9);
    return new Axis(scale, low - room, high + room, from, to);
  }

  double pixel(double value) {
    return from + (to - from) * (at(value) - at(low)) / (at(high) - at(low));
  }

  private double at(double value) {
    return scale == Scale.LOG ? Math.log(value) : value;
  }

  /** About so many round values that lie on the axis. */
  List<BigDecimal> ticks(int wanted) {
    return scale == Scale.LOG ? logTicks(wanted) : linearTicks(wanted);
  }

  private List<BigDecimal> linearTicks(int wanted) {
    BigDecimal step = step((high - low) / wanted);
    List<BigDecimal> ticks = new ArrayList<>();
    BigDecimal tick = BigDecimal.valueOf(low).divide(step, 0, RoundingMode.CEILING).multiply(step);
    for (; tick.doubleValue() <= high; tick = tick.add(step)) {
      ticks.add(tick);
    }
    return ticks;
  }

  /** The least of 1, 2, 5 times a power of ten that is not below a length. */
  private static BigDecimal step(double length) {
    int power = (int) Math.floor(Math.log10(length));
    for (int digit : new int[] {1, 2, 5, 10}) {
      BigDecimal step = BigDecimal.valueOf(digit).scaleByPowerOfTen(power);
      if (step.doubleValue() >= length * 0.999999) {
        return plain(step);
      }
    }
    throw new IllegalStateException("no step for " + length);
  }

  private List<BigDecimal> logTicks(int wanted) {
    List<BigDecimal> coarse = logTicks(LOG_STEPS);
    return coarse.size() >= Math.min(3, wanted) ? coarse : logTicks(FINE_LOG_STEPS);
  }

  private List<BigDecimal> logTicks(double[] digits) {
    List<BigDecimal> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(low)); Math.pow(10, power) <= high; power++) {
      for (double digit : digits) {
        BigDecimal tick = plain(BigDecimal.valueOf(digit).scaleByPowerOfTen(power));
        if (tick.doubleValue() >= low && tick.doubleValue() <= high) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
