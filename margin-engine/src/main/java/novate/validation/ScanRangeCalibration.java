package novate.validation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import novate.scenario.ScanRange;
import novate.validation.ProposedValue.Basis;

/**
 * Scan ranges of price and volatility.
 *
 * <pre>
 * range = max( floor, q * (1 + buffer) )            q = largest over the series of the c-quantile of h-day moves
 *         a range that is the same both ways: of |move|; else up of max(0, move), down of max(0, -move)
 * </pre>
 *
 * <p>Moves are relative where the current range is a FRACTION, else absolute. Rounded up to 4
 * decimals. Where no series has enough moves, the current range is kept.
 */
final class ScanRangeCalibration {
  private static final int DECIMALS = 4;

  private final CalibrationPolicy policy;
  private final List<ProposedValue> values;

  /**
   * @param values where what is proposed is noted
   */
  ScanRangeCalibration(CalibrationPolicy policy, List<ProposedValue> values) {
    this.policy = policy;
    this.values = values;
  }

  /** The price scan range of one commodity or tier from the series it covers. */
  ScanRange price(String subject, String parameter, ScanRange current, List<PriceSeries> series) {
    boolean isRelative = current.kind() == ScanRange.Kind.FRACTION;
    double level = series.stream().mapToDouble(Moves::lastPrice).map(Math::abs).max().orElse(0);
    double floor = isRelative ? policy.priceFloor() : policy.priceFloor() * level;
    return range(
        new Part(
            subject,
            parameter,
            series,
            one -> Moves.ofPrice(one, policy.horizonDays(), isRelative),
            floor),
        current);
  }

  /** The volatility scan range of one commodity or tier from the series it covers. */
  ScanRange volatility(
      String subject, String parameter, ScanRange current, List<PriceSeries> series) {
    boolean isRelative = current.kind() == ScanRange.Kind.FRACTION;
    return range(
        new Part(
            subject,
            parameter,
            series,
            one -> Moves.ofVolatility(one, policy.horizonDays(), isRelative),
            policy.volatilityFloor()),
        current);
  }

  private record Part(
      String subject,
      String parameter,
      List<PriceSeries> series,
      Function<PriceSeries, double[]> moves,
      double floor) {}

  private ScanRange range(Part part, ScanRange current) {
    if (current.up() == current.down()) {
      double both = side(part, "", current.up(), Moves::sizes);
      return new ScanRange(current.kind(), both, both);
    }
    return new ScanRange(
        current.kind(),
        side(part, ".up", current.up(), Moves::upwards),
        side(part, ".down", current.down(), Moves::downwards));
  }

  private double side(
      Part part, String name, double current, Function<double[], double[]> direction) {
    Optional<Found> largest = largest(part, direction);
    BigDecimal now = BigDecimal.valueOf(current);
    if (largest.isEmpty()) {
      String why =
          "no series of %d or more moves over %d observations"
              .formatted(policy.sampleMin(), policy.horizonDays());
      values.add(
          new ProposedValue(
              part.subject, part.parameter + name, now, now, Basis.KEPT, Optional.empty(), why));
      return current;
    }
    Found found = largest.get();
    double raised = found.quantile.value() * (1 + policy.buffer());
    BigDecimal proposed =
        new BigDecimal(Math.max(raised, part.floor))
            .setScale(DECIMALS + DECIMALS, RoundingMode.HALF_EVEN)
            .setScale(DECIMALS, RoundingMode.CEILING);
    values.add(
        new ProposedValue(
            part.subject,
            part.parameter + name,
            now,
            proposed,
            raised >= part.floor ? Basis.HISTORY : Basis.FLOOR,
            Optional.of(found.quantile),
            found.series.commodity() + " " + found.series.tenor()));
    return proposed.doubleValue();
  }

  private record Found(TailQuantile quantile, PriceSeries series) {}

  /** The series with the largest quantile; of equal ones the first. */
  private Optional<Found> largest(Part part, Function<double[], double[]> direction) {
    List<Found> found = new ArrayList<>();
    for (PriceSeries series : part.series) {
      double[] moves = part.moves.apply(series);
      if (moves.length >= policy.sampleMin()) {
        TailQuantile quantile =
            TailQuantile.of(direction.apply(moves), policy.confidence(), policy.horizonDays());
        if (found.isEmpty() || quantile.value() > found.getFirst().quantile.value()) {
          found.clear();
          found.add(new Found(quantile, series));
        }
      }
    }
    return found.stream().findFirst();
  }
}
