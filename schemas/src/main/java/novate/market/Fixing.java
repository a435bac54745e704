package novate.market;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One published value of an index.
 *
 * @param value in the index's currency per unit
 * @param methodology id of the methodology that made it
 * @param methodologyHash SHA-256 of that methodology's text, hexadecimal
 * @param revision 1 for the first print; each restatement is the next
 */
public record Fixing(
    IndexId index,
    LocalDate date,
    BigDecimal value,
    FixingQuality quality,
    String methodology,
    String methodologyHash,
    int revision) {
  /** A first print has revision 1. */
  public Fixing {
    require(revision >= 1, "revision of fixing %s %s must be 1 or more", index, date);
  }
}
