package novate.settlement;

import novate.market.Contract;
import novate.market.ExerciseStyle;
import novate.market.Future;
import novate.market.Lots;
import novate.market.Money;
import novate.market.OptionOnFuture;
import novate.market.Price;

/**
 * How a contract ends, given the final settlement price (FSP) of its future.
 *
 * <pre>future                 last S = FSP                    cash 0 (variation margin pays)
 * futures-style option   last S = max(0, +-(FSP - K))    cash 0 (variation margin pays)
 * premium-style option   last S = max(0, +-(FSP - K))    cash size * max(0, +-(FSP - K))</pre>
 *
 * <p>+ for a call, - for a put. An option in the money by at least one settlement tick is exercised
 * automatically. Methodology, sections 2 and 11. Ticks are whole minor units per lot, so all of
 * this is exact.
 */
public final class Expiry {
  private static final Lots ONE_LONG = new Lots(1);

  private Expiry() {}

  /** How it ends, or why this house cannot say. */
  public sealed interface Outcome {
    /** The contract ends on these terms. */
    record Settled(ExpiryTerms terms) implements Outcome {}

    /** The contract cannot be ended here yet. */
    record Refused(Reason reason, String detail) implements Outcome {}
  }

  /** Checked in this order; the first that applies is reported. */
  public enum Reason {
    /** American exercise ends in a futures trade with assignment. */
    AMERICAN_EXERCISE,
    /** The option ends before its future, so there is no FSP yet: it ends in a futures trade. */
    EXPIRES_BEFORE_UNDERLYING
  }

  /**
   * The terms on which a contract expires.
   *
   * @param finalSettlement FSP of the future itself, or of the option's underlying future
   */
  public static Outcome of(Contract expiring, Price finalSettlement) {
    return switch (expiring) {
      case Future future ->
          new Outcome.Settled(
              new ExpiryTerms(finalSettlement, Money.zero(future.product().currency()), false));
      case OptionOnFuture option -> option(option, finalSettlement);
    };
  }

  private static Outcome option(OptionOnFuture option, Price finalSettlement) {
    if (option.exercise() == ExerciseStyle.AMERICAN) {
      return new Outcome.Refused(
          Reason.AMERICAN_EXERCISE,
          "option %s is American: exercise and assignment are not settled here"
              .formatted(option.id()));
    }
    if (option.expiry().isBefore(option.underlying().expiry())) {
      return new Outcome.Refused(
          Reason.EXPIRES_BEFORE_UNDERLYING,
          "option %s expires %s, its underlying %s on %s"
              .formatted(
                  option.id(),
                  option.expiry(),
                  option.underlying().id(),
                  option.underlying().expiry()));
    }
    long intrinsicTicks = option.intrinsicTicks(finalSettlement);
    Money cash =
        switch (option.premiumStyle()) {
          case PREMIUM -> option.product().cash(intrinsicTicks, ONE_LONG);
          case FUTURES_STYLE -> Money.zero(option.product().currency());
        };
    return new Outcome.Settled(
        new ExpiryTerms(new Price(intrinsicTicks), cash, intrinsicTicks >= 1));
  }
}
