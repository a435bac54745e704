package novate.margin.addon;

import static novate.market.Checks.require;

import java.util.List;
import java.util.Optional;
import novate.market.AccountId;
import novate.market.CombinedCommodityId;
import novate.market.Money;

/**
 * One amount required of an account on top of its market risk.
 *
 * @param commodity the combined commodity it is about; none for an amount about the whole account
 * @param amount zero or more
 * @param inputs everything it was computed from, in the order of the formula, so that it can be
 *     computed again
 */
public record AddOn(
    Kind kind,
    AccountId account,
    Optional<CombinedCommodityId> commodity,
    Money amount,
    List<Input> inputs) {

  /** What it is for, in the order in which add-ons are listed. */
  public enum Kind {
    /** Cost of crossing a stressed market. */
    LIQUIDITY,
    /** A position too large for the horizon. */
    CONCENTRATION,
    /** Days without trading. */
    HOLIDAY,
    /** A fixing that may be wrong or moved. */
    FIXING_QUALITY,
    /** An average of which one fixing is left. */
    LAST_DAY_GAP,
    /** The owner is hurt by the very move that the position loses on. */
    WRONG_WAY,
    /** Required by two people. */
    MANUAL
  }

  /**
   * One number, date or word that went in.
   *
   * @param value exactly as used: a plain decimal, a date, an id
   * @param unit of a number: {@code lots}, {@code USD per unit}, {@code days}; empty for none
   */
  public record Input(String name, String value, String unit) {}

  /** Keeps its own copy; an add-on never lowers a requirement. */
  public AddOn {
    inputs = List.copyOf(inputs);
    require(amount.minorUnits() >= 0, "add-on %s of %s is negative: %s", kind, account, amount);
  }
}
