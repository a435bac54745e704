package novate.index.token;

import static novate.market.Checks.require;

import java.math.BigDecimal;

/**
 * From when on a change of one model's bundle price is remarked on, and held back.
 *
 * <p>Both are factors, the same up and down: with hold 5 a price that falls to a fifth (a cut of 80
 * %) is taken at once, one that falls to less than a fifth is held for one snapshot.
 *
 * @param flag a move beyond this factor is flagged; above 1
 * @param hold a move beyond this factor is held until the next snapshot quotes the same; not below
 *     flag
 */
public record MoveBounds(BigDecimal flag, BigDecimal hold) {
  /** Refuses factors that would flag no move at all or hold what is not flagged. */
  public MoveBounds {
    require(flag.compareTo(BigDecimal.ONE) > 0, "flag must be a factor above 1, got %s", flag);
    require(hold.compareTo(flag) >= 0, "hold %s must not be below flag %s", hold, flag);
  }

  boolean isFlagged(BigDecimal before, BigDecimal after) {
    return isBeyond(flag, before, after);
  }

  boolean isHeld(BigDecimal before, BigDecimal after) {
    return isBeyond(hold, before, after);
  }

  private static boolean isBeyond(BigDecimal factor, BigDecimal before, BigDecimal after) {
    return after.compareTo(factor.multiply(before)) > 0
        || before.compareTo(factor.multiply(after)) > 0;
  }
}
