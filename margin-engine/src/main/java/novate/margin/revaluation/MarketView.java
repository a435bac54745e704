package novate.margin.revaluation;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import novate.margin.revaluation.Coverage.Absent;
import novate.margin.revaluation.Coverage.Priced;
import novate.market.AveragingState;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Contract;
import novate.market.Future;
import novate.market.OptionOnFuture;
import novate.market.PremiumStyle;
import novate.market.PriceSet;
import novate.market.PriceSet.Mark;
import novate.market.Product;
import novate.pricing.OptionModel;
import novate.scenario.CommodityParameters;

/** Finds in one price set what each contract is revalued from, or says what is missing. */
public final class MarketView {
  private static final double SECONDS_PER_YEAR = 365.0 * 24 * 60 * 60;

  private final PriceSet prices;
  private final Map<CalendarId, BusinessCalendar> calendars;

  /**
   * The market of one price set.
   *
   * @param calendars of every product that is asked about
   */
  public MarketView(PriceSet prices, Map<CalendarId, BusinessCalendar> calendars) {
    this.prices = prices;
    this.calendars = Map.copyOf(calendars);
  }

  /**
   * How a contract is revalued, or why it cannot be.
   *
   * @param parameters of the contract's combined commodity
   * @throws IllegalArgumentException when something is there but wrong, naming the contract
   */
  public Coverage coverage(Contract contract, CommodityParameters parameters) {
    if (!contract.isActive()) {
      return new Absent("it is not active");
    }
    if (isExpired(contract)) {
      return new Absent("it expired on " + contract.expiry());
    }
    Optional<Mark> mark = prices.find(contract.id());
    if (mark.isEmpty()) {
      return new Absent("price set %s has no price of it".formatted(prices.id()));
    }
    return switch (contract) {
      case Future future -> future(future, mark.get());
      case OptionOnFuture option -> option(option, mark.get());
    };
  }

  private boolean isExpired(Contract contract) {
    return !contract.expiry().isAfter(prices.date())
        && !prices.asOf().isBefore(expiryInstant(contract));
  }

  private Coverage future(Future future, Mark mark) {
    BigDecimal price = future.product().decimal(mark.price());
    requirePositive(future, "price", price);
    return switch (future.product().finalSettlement()) {
      case LAST_FIXING -> new Priced(future(future, price, 1.0));
      case MONTHLY_AVERAGE ->
          Optional.ofNullable(prices.averaging().get(future.id()))
              .<Coverage>map(state -> new Priced(averaging(future, price, state)))
              .orElse(
                  new Absent("price set %s has no averaging state of it".formatted(prices.id())));
    };
  }

  /**
   * An averaging future answers to the forward of the rest of its month.
   *
   * <pre>F = (n * S - m * A) / (n - m),   w = (n - m) / n;   m = n: no risk is left</pre>
   */
  private static Revaluation averaging(Future future, BigDecimal price, AveragingState state) {
    int open = state.scheduled() - state.published();
    if (open == 0) {
      return future(future, price, 0.0);
    }
    BigDecimal forward =
        price
            .multiply(BigDecimal.valueOf(state.scheduled()))
            .subtract(state.sum())
            .divide(BigDecimal.valueOf(open), MathContext.DECIMAL128);
    requirePositive(future, "forward of the rest", forward);
    return future(future, forward, state.openWeight());
  }

  private static Revaluation future(Future future, BigDecimal factor, double weight) {
    return new FutureRevaluation(factor.doubleValue(), weight, lowestFactor(future));
  }

  /** Prices of a product that cannot be negative stop one tick above zero. */
  private static double lowestFactor(Future future) {
    Product product = future.product();
    return product.negativePricesAllowed()
        ? Double.NEGATIVE_INFINITY
        : product.settlementTick().doubleValue();
  }

  private static void requirePositive(Future future, String what, BigDecimal value) {
    require(
        value.signum() > 0 || future.product().negativePricesAllowed(),
        "contract %s: %s is %s, and its product allows no price of zero or below",
        future.id(),
        what,
        value);
  }

  private Coverage option(OptionOnFuture option, Mark mark) {
    Optional<Mark> underlying = prices.find(option.underlying().id());
    if (underlying.isEmpty()) {
      return new Absent(
          "price set %s has no price of its underlying %s"
              .formatted(prices.id(), option.underlying().id()));
    }
    if (mark.volatility().isEmpty()) {
      return new Absent("price set %s has no volatility of it".formatted(prices.id()));
    }
    if (isDiscounted(option) && !prices.rates().containsKey(option.product().currency())) {
      return new Absent(
          "price set %s has no rate of %s".formatted(prices.id(), option.product().currency()));
    }
    double price = option.underlying().product().decimal(underlying.get().price()).doubleValue();
    return new Priced(european(option, price, mark.volatility().getAsDouble()));
  }

  private Revaluation european(OptionOnFuture option, double price, double volatility) {
    double rate = isDiscounted(option) ? prices.rate(option.product().currency()) : 0.0;
    double years = years(option);
    return new OptionRevaluation(
        option,
        price,
        volatility,
        OptionModel.price(option, price, volatility, years, rate),
        years,
        rate,
        lowestFactor(option.underlying()));
  }

  private static boolean isDiscounted(OptionOnFuture option) {
    return option.premiumStyle() == PremiumStyle.PREMIUM;
  }

  /** ACT/365F from the cut to the expiry instant. */
  private double years(Contract contract) {
    Duration left = Duration.between(prices.asOf(), expiryInstant(contract));
    return (left.getSeconds() + left.getNano() * 1e-9) / SECONDS_PER_YEAR;
  }

  private Instant expiryInstant(Contract contract) {
    Product product = contract.product();
    BusinessCalendar calendar =
        found(
            calendars.get(product.calendar()),
            "contract %s: calendar %s is not known",
            contract.id(),
            product.calendar());
    return contract.expiry().atTime(product.expiryTime()).atZone(calendar.zone()).toInstant();
  }
}
