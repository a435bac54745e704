package novate.validation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * One number of a parameter set: what it is and what the history says it should be.
 *
 * @param subject the combined commodity, or the commodities of a spread
 * @param parameter as the parameter file names it: {@code price.up}, {@code
 *     calendar_spreads[1].charge}
 * @param current in the parameter set
 * @param proposed the same unit; equal to current where it is kept
 * @param basis what made it
 * @param evidence the quantile it rests on, in the parameter's unit and before buffer and floor;
 *     for a credit, the residual's; none where it is kept for want of data
 * @param source the series it rests on, or why it is kept
 */
public record ProposedValue(
    String subject,
    String parameter,
    BigDecimal current,
    BigDecimal proposed,
    Basis basis,
    Optional<TailQuantile> evidence,
    String source) {
  /** What made a proposed value. */
  public enum Basis {
    /** The quantile of the history, with its buffer or haircut. */
    HISTORY,
    /** The floor of the policy, as history says less. */
    FLOOR,
    /** The current value, as history is too short to say. */
    KEPT
  }

  /** 100 * (proposed / current - 1), one decimal; none where the current value is zero. */
  public Optional<BigDecimal> changePercent() {
    if (current.signum() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        proposed.subtract(current).movePointRight(2).divide(current, 1, RoundingMode.HALF_EVEN));
  }
}
