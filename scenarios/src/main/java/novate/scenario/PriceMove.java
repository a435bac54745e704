package novate.scenario;

import static novate.market.Checks.require;

/**
 * Where a stress scenario takes a price.
 *
 * <pre>
 * FRACTION  p' = p + share * size * |p|
 * ABSOLUTE  p' = p + share * size
 * LEVEL     p' = p + share * (size - p)
 * </pre>
 *
 * <p>The share is what of the move a delivery month feels ({@link TenorShape}). A fraction of a
 * negative price is taken of its size, so that up stays up. Nothing is floored here: whether a
 * price may be negative is its product's to say.
 *
 * <p>Worked example: a move of {@code FRACTION -0.44} takes 2.50 to 1.40.
 *
 * @param size a fraction, currency per unit, or the level itself, in currency per unit
 */
public record PriceMove(Kind kind, double size) {
  /** The price stays. */
  public static final PriceMove NONE = new PriceMove(Kind.ABSOLUTE, 0.0);

  /** What the size of a move is counted in. */
  public enum Kind {
    /** A fraction of the price. */
    FRACTION,
    /** Currency per unit of the underlying. */
    ABSOLUTE,
    /** The price it goes to, currency per unit of the underlying. */
    LEVEL
  }

  /** Refuses NaN, infinity, and a fraction that would take more than the whole price away. */
  public PriceMove {
    require(Double.isFinite(size), "size of a price move must be finite, got %s", size);
    require(
        kind != Kind.FRACTION || size >= -1,
        "a price move of fraction %s takes more than the price; a LEVEL below zero says that",
        size);
  }

  /** p': the moved price, currency per unit, not floored. */
  public double moved(double price, double share) {
    return price
        + share
            * switch (kind) {
              case FRACTION -> size * Math.abs(price);
              case ABSOLUTE -> size;
              case LEVEL -> size - price;
            };
  }
}
