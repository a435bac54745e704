package novate.settlement;

import java.util.Optional;
import novate.market.Contract;
import novate.market.ExerciseStyle;
import novate.market.Future;
import novate.market.Lots;
import novate.market.Money;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.Price;
import novate.settlement.ExpiryTerms.FuturesTrade;

/**
 * How a contract ends, given the settlement price S of its future on that day: the final settlement
 * price (FSP) when the future ends on it too.
 *
 * <pre>I = max(0, +-(S - K)), + for a call, - for a put
 *
 * future                                    last S_t = FSP    cash 0           (variation margin pays)
 * European, expires with its future
 *   premium-style                           last S_t = I      cash size * I
 *   futures-style                           last S_t = I      cash 0           (variation margin pays)
 * American, or expires before its future, when I is at least one tick
 *   premium-style                           last S_t = I      +-1 future at K
 *   futures-style                           last S_t = I      +-1 future at S</pre>
 *
 * <p>A premium-style option brings its value through the future: the variation margin of the same
 * cycle pays +-(S - K). A futures-style option has been paid its intrinsic value by its own
 * variation margin already, so its future comes at S and pays nothing on that day; at K the holder
 * would be paid twice. Either way the cash of the day and the position after it are those of one
 * exercised lot.
 *
 * <p>An option in the money by at least one settlement tick is exercised. Methodology, sections 2
 * and 11. Ticks are whole minor units per lot, so all of this is exact.
 */
public final class Expiry {
  private static final Lots ONE_LONG = new Lots(1);

  private Expiry() {}

  /**
   * The terms on which a contract expires, or an American option is exercised.
   *
   * @param settlement settlement price of the day of the future itself, or of the option's
   *     underlying future
   */
  public static ExpiryTerms of(Contract expiring, Price settlement) {
    return switch (expiring) {
      case Future future ->
          new ExpiryTerms(
              settlement, Money.zero(future.product().currency()), false, Optional.empty());
      case OptionOnFuture option -> option(option, settlement);
    };
  }

  /** True when an exercised lot becomes a future, and is not paid in cash. */
  public static boolean endsInFuture(OptionOnFuture option) {
    return option.exercise() == ExerciseStyle.AMERICAN
        || option.expiry().isBefore(option.underlying().expiry());
  }

  private static ExpiryTerms option(OptionOnFuture option, Price settlement) {
    long intrinsicTicks = option.intrinsicTicks(settlement);
    boolean isExercised = intrinsicTicks >= 1;
    boolean isPaidInCash = !endsInFuture(option) && option.premiumStyle() == PremiumStyle.PREMIUM;
    return new ExpiryTerms(
        new Price(intrinsicTicks),
        isPaidInCash
            ? option.product().cash(intrinsicTicks, ONE_LONG)
            : Money.zero(option.product().currency()),
        isExercised,
        isExercised && endsInFuture(option)
            ? Optional.of(trade(option, settlement))
            : Optional.empty());
  }

  private static FuturesTrade trade(OptionOnFuture option, Price settlement) {
    Lots lots = option.right() == OptionRight.CALL ? ONE_LONG : ONE_LONG.negated();
    return switch (option.premiumStyle()) {
      case PREMIUM -> new FuturesTrade(lots, option.strike());
      case FUTURES_STYLE -> new FuturesTrade(lots, settlement);
    };
  }
}
