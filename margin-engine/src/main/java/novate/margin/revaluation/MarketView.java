package novate.margin.revaluation;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import novate.margin.revaluation.Coverage.Absent;
import novate.margin.revaluation.Coverage.Priced;
import novate.market.AveragingState;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Contract;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.OptionOnFuture;
import novate.market.PremiumStyle;
import novate.market.PriceSet;
import novate.market.PriceSet.Mark;
import novate.market.Product;
import novate.pricing.OptionModel;
import novate.pricing.OptionValuation;
import novate.scenario.CommodityParameters;

/** Finds in one price set what each contract is revalued from, or says what is missing. */
public final class MarketView {
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
    OptionModel model = new OptionModel(calendars, parameters.americanModel());
    if (isExpired(contract, model)) {
      return new Absent("it expired on " + contract.expiry());
    }
    Optional<Mark> mark = prices.find(contract.id());
    if (mark.isEmpty()) {
      return new Absent("price set %s has no price of it".formatted(prices.id()));
    }
    return switch (contract) {
      case Future future -> future(future, mark.get());
      case OptionOnFuture option -> option(option, mark.get(), model);
    };
  }

  private boolean isExpired(Contract contract, OptionModel model) {
    return !contract.expiry().isAfter(prices.date())
        && !prices.asOf().isBefore(model.expiryInstant(contract));
  }

  private Coverage future(Future future, Mark mark) {
    BigDecimal price = future.product().decimal(mark.price());
    requirePositive(future, "price", price);
    if (isAveraging(future) && state(future).isEmpty()) {
      return new Absent("price set %s has no averaging state of it".formatted(prices.id()));
    }
    return new Priced(linear(future, price));
  }

  private static boolean isAveraging(Future future) {
    return future.product().finalSettlement() == FinalSettlement.MONTHLY_AVERAGE;
  }

  private Optional<AveragingState> state(Future future) {
    return Optional.ofNullable(prices.averaging().get(future.id()));
  }

  /**
   * A future answers to its price; an averaging one to the forward of the rest of its month, by the
   * share that is still open.
   *
   * <pre>F = (n * S - m * A) / (n - m),   w = (n - m) / n;   m = n: no risk is left</pre>
   */
  private Revaluation linear(Future future, BigDecimal price) {
    if (!isAveraging(future)) {
      return linear(future, price, 1.0);
    }
    AveragingState state = state(future).orElseThrow();
    if (state.published() == state.scheduled()) {
      return linear(future, price, 0.0);
    }
    BigDecimal forward = OptionModel.ofTheRest(price, state);
    requirePositive(future, "forward of the rest", forward);
    return linear(future, forward, state.openWeight());
  }

  private static Revaluation linear(Future future, BigDecimal factor, double weight) {
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

  private Coverage option(OptionOnFuture option, Mark mark, OptionModel model) {
    Future underlying = option.underlying();
    Optional<Mark> underlyingMark = prices.find(underlying.id());
    if (underlyingMark.isEmpty()) {
      return new Absent(
          "price set %s has no price of its underlying %s".formatted(prices.id(), underlying.id()));
    }
    if (mark.volatility().isEmpty()) {
      return new Absent("price set %s has no volatility of it".formatted(prices.id()));
    }
    if (isDiscounted(option) && !prices.rates().containsKey(option.product().currency())) {
      return new Absent(
          "price set %s has no rate of %s".formatted(prices.id(), option.product().currency()));
    }
    if (isAveraging(underlying) && state(underlying).isEmpty()) {
      return new Absent(
          "price set %s has no averaging state of its underlying %s"
              .formatted(prices.id(), underlying.id()));
    }
    BigDecimal price = underlying.product().decimal(underlyingMark.get().price());
    requirePositive(underlying, "price", price);
    return new Priced(option(option, price, mark.volatility().getAsDouble(), model));
  }

  private Revaluation option(
      OptionOnFuture option, BigDecimal price, double volatility, OptionModel model) {
    Future underlying = option.underlying();
    Revaluation future = linear(underlying, price);
    if (future.delta(future.factor(), 0, 0) == 0) {
      // The mean is known, and with it what the option pays.
      return future;
    }
    double rate = isDiscounted(option) ? prices.rate(option.product().currency()) : 0.0;
    OptionValuation valuation = model.valuation(option, rate, prices.asOf(), state(underlying));
    return new OptionRevaluation(
        valuation,
        future.factor(),
        volatility,
        valuation.price(future.factor(), volatility, 0.0),
        lowestFactor(underlying));
  }

  private static boolean isDiscounted(OptionOnFuture option) {
    return option.premiumStyle() == PremiumStyle.PREMIUM;
  }
}
