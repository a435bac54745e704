package novate.scenario;

import static novate.market.Checks.require;

/**
 * How far price or volatility is moved by one whole scan range.
 *
 * @param kind whether {@code up} and {@code down} are in the quantity's own unit or a fraction of
 *     its level
 * @param up the move upwards, zero or more
 * @param down the move downwards, zero or more; usually the same
 */
public record ScanRange(Kind kind, double up, double down) {
  /** The unit of a scan range. */
  public enum Kind {
    /** In the quantity's own unit: currency per unit for a price, per year for a volatility. */
    ABSOLUTE,
    /** A fraction of the current level. */
    FRACTION
  }

  /** Refuses NaN, infinity and negatives. */
  public ScanRange {
    require(
        Double.isFinite(up) && up >= 0,
        "scan range up must be finite and not negative, got %s",
        up);
    require(
        Double.isFinite(down) && down >= 0,
        "scan range down must be finite and not negative, got %s",
        down);
  }

  /** The same move both ways. */
  public static ScanRange symmetric(Kind kind, double range) {
    return new ScanRange(kind, range, range);
  }

  /** The shift for {@code units} scan ranges at a level; positive units move up. */
  public double shift(double units, double level) {
    double range = units < 0 ? down : up;
    return units * (kind == Kind.FRACTION ? range * level : range);
  }
}
