package novate.margin.scan;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import novate.margin.scan.Coverage.Absent;
import novate.margin.scan.Coverage.Priced;
import novate.margin.scan.Revaluation.OfFuture;
import novate.margin.scan.Revaluation.OfOption;
import novate.margin.scan.Revaluation.Volatilities;
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
import novate.scenario.ScanRange;

/** Finds in one price set what each contract is revalued from, or says what is missing. */
final class MarketView {
  private static final double SECONDS_PER_YEAR = 365.0 * 24 * 60 * 60;
  private static final double DAYS_PER_YEAR = 365.0;

  private final PriceSet prices;
  private final Map<CalendarId, BusinessCalendar> calendars;

  MarketView(PriceSet prices, Map<CalendarId, BusinessCalendar> calendars) {
    this.prices = prices;
    this.calendars = calendars;
  }

  /**
   * How a contract is revalued, or why it cannot be.
   *
   * @throws IllegalArgumentException when something is there but wrong, naming the contract
   */
  Coverage coverage(Contract contract, CommodityParameters parameters) {
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
      case OptionOnFuture option -> option(option, mark.get(), parameters);
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
      case LAST_FIXING -> new Priced(new OfFuture(price.doubleValue(), 1.0));
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
  private static OfFuture averaging(Future future, BigDecimal price, AveragingState state) {
    int open = state.scheduled() - state.published();
    if (open == 0) {
      return new OfFuture(price.doubleValue(), 0.0);
    }
    BigDecimal forward =
        price
            .multiply(BigDecimal.valueOf(state.scheduled()))
            .subtract(state.sum())
            .divide(BigDecimal.valueOf(open), MathContext.DECIMAL128);
    requirePositive(future, "forward of the rest", forward);
    return new OfFuture(forward.doubleValue(), state.openWeight());
  }

  private static void requirePositive(Future future, String what, BigDecimal value) {
    require(
        value.signum() > 0 || future.product().negativePricesAllowed(),
        "contract %s: %s is %s, and its product allows no price of zero or below",
        future.id(),
        what,
        value);
  }

  private Coverage option(OptionOnFuture option, Mark mark, CommodityParameters parameters) {
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
    return new Priced(european(option, price, mark.volatility().getAsDouble(), parameters));
  }

  private OfOption european(
      OptionOnFuture option, double price, double volatility, CommodityParameters parameters) {
    double rate = isDiscounted(option) ? prices.rate(option.product().currency()) : 0.0;
    double years = years(option);
    return new OfOption(
        option,
        price,
        volatility,
        volatilities(volatility, parameters),
        OptionModel.price(option, price, volatility, years, rate),
        years - parameters.lookaheadDays() / DAYS_PER_YEAR,
        rate);
  }

  private static boolean isDiscounted(OptionOnFuture option) {
    return option.premiumStyle() == PremiumStyle.PREMIUM;
  }

  private static Volatilities volatilities(double volatility, CommodityParameters parameters) {
    ScanRange range = parameters.volatility();
    double floor = parameters.volatilityFloor();
    return new Volatilities(
        Math.max(floor, volatility + range.shift(-1, volatility)),
        Math.max(floor, volatility),
        Math.max(floor, volatility + range.shift(+1, volatility)));
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
