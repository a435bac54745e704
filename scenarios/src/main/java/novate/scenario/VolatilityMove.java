package novate.scenario;

import static novate.market.Checks.require;

/**
 * Where a stress scenario takes every implied volatility of a commodity.
 *
 * <pre>
 * FACTOR    v' = v * size
 * ABSOLUTE  v' = max(0, v + size)
 * </pre>
 *
 * @param size a factor of zero or more; or a change, in the unit of the volatility (0.10 is ten
 *     points where the model is Black-76, price units where it is Bachelier)
 */
public record VolatilityMove(Kind kind, double size) {
  /** Volatility stays. */
  public static final VolatilityMove NONE = new VolatilityMove(Kind.FACTOR, 1.0);

  /** What the size of a move is. */
  public enum Kind {
    /** What the volatility is multiplied by. */
    FACTOR,
    /** What is added to the volatility. */
    ABSOLUTE
  }

  /** Refuses NaN, infinity and a negative factor. */
  public VolatilityMove {
    require(
        Double.isFinite(size) && (kind != Kind.FACTOR || size >= 0),
        "volatility move %s must be finite, and a factor not negative, got %s",
        kind,
        size);
  }

  /** v': the moved volatility, never below zero. */
  public double moved(double volatility) {
    return switch (kind) {
      case FACTOR -> volatility * size;
      case ABSOLUTE -> Math.max(0.0, volatility + size);
    };
  }
}
