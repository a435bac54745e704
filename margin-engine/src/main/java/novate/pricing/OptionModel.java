package novate.pricing;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import novate.market.AveragingState;
import novate.market.BusinessCalendar;
import novate.market.CalendarId;
import novate.market.Contract;
import novate.market.ExerciseStyle;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.OptionOnFuture;
import novate.market.PremiumStyle;
import novate.market.PricingModel;
import novate.scenario.AmericanModel;

/**
 * Which formula values a listed option, and with which times: the model of its product, its
 * exercise, and whether its underlying settles on the mean of a month.
 *
 * <pre>
 * exercise   underlying        rate              valued by
 * EUROPEAN   LAST_FIXING       any               {@link EuropeanOption}
 * EUROPEAN   MONTHLY_AVERAGE   any               {@link AverageOption}
 * AMERICAN   any               zero or below     as EUROPEAN: nobody exercises early
 * AMERICAN   LAST_FIXING       above zero        {@link AmericanOption}; BLACK_76 only
 * AMERICAN   MONTHLY_AVERAGE   above zero        refused
 * </pre>
 *
 * <p>A premium-style option is discounted at the rate, a futures-style one is not: its rate is
 * zero. The refused ones have no published closed form that was declared: an average with early
 * exercise, and early exercise under BACHELIER.
 *
 * @param calendars of every product that is asked about
 * @param american how American exercise is valued
 */
public record OptionModel(Map<CalendarId, BusinessCalendar> calendars, AmericanModel american) {
  private static final double SECONDS_PER_YEAR = 365.0 * 24 * 60 * 60;
  private static final double NANO = 1e-9;

  /** Keeps its own copy. */
  public OptionModel {
    calendars = Map.copyOf(calendars);
  }

  /**
   * What one unit of an option is worth, currency; zero or more. Its shape is that of the pricer
   * handed to the sample market: {@code model::price}.
   *
   * @param futuresPrice price of the underlying future, currency per unit
   * @param volatility per square root of a year, in the unit of the product's model
   * @param rate continuously compounded
   * @param asOf the instant that times are counted from
   * @param averaging what is fixed of an averaging underlying's month; ignored for any other
   * @throws IllegalArgumentException as {@link #valuation}, and when the inputs cannot be priced
   */
  public double price(
      OptionOnFuture option,
      double futuresPrice,
      double volatility,
      double rate,
      Instant asOf,
      Optional<AveragingState> averaging) {
    double forward = futuresPrice;
    if (isOnAverage(option)) {
      AveragingState state = required(averaging, option);
      if (state.published() < state.scheduled()) {
        forward = ofTheRest(BigDecimal.valueOf(futuresPrice), state).doubleValue();
      }
    }
    return valuation(option, rate, asOf, averaging).price(forward, volatility, 0.0);
  }

  /**
   * An option ready to be priced on a forward: the price of the underlying future, or where that is
   * an average the forward of the rest of its month ({@link #ofTheRest}); when all of the month is
   * fixed, its mean.
   *
   * @param rate continuously compounded
   * @param asOf the instant that times are counted from
   * @param averaging what is fixed of an averaging underlying's month; ignored for any other
   * @throws IllegalArgumentException naming the option, when its exercise cannot be valued, its
   *     averaging state is missing or does not have the fixing dates of the calendar, or its
   *     calendar is not known
   */
  public OptionValuation valuation(
      OptionOnFuture option, double rate, Instant asOf, Optional<AveragingState> averaging) {
    double discountRate = option.premiumStyle() == PremiumStyle.PREMIUM ? rate : 0.0;
    boolean isAmerican = option.exercise() == ExerciseStyle.AMERICAN && discountRate > 0;
    double years = years(asOf, expiryInstant(option));
    PricingModel model = option.product().model();
    if (isOnAverage(option)) {
      require(
          !isAmerican,
          "option %s is AMERICAN on %s, an averaging future, and paid for at once; no rule values"
              + " its early exercise",
          option.id(),
          option.underlying().id());
      return onAverage(option, required(averaging, option), years, discountRate, asOf);
    }
    if (isAmerican) {
      require(
          model == PricingModel.BLACK_76,
          "option %s is AMERICAN, paid for at once and priced with %s; early exercise is valued"
              + " under BLACK_76 only",
          option.id(),
          model);
      return new AmericanValuation(
          american, option.right(), strike(option).doubleValue(), years, discountRate);
    }
    return new EuropeanValuation(
        model, option.right(), strike(option).doubleValue(), years, discountRate);
  }

  /**
   * What a level of the month's mean asks of its fixings to come: of a futures price the forward of
   * the rest, of a strike the strike of the rest.
   *
   * <pre>(n * level - m * A) / (n - m)</pre>
   *
   * @throws IllegalArgumentException when no fixing is open
   */
  public static BigDecimal ofTheRest(BigDecimal level, AveragingState state) {
    int open = state.scheduled() - state.published();
    require(open > 0, "all %d fixings are published, nothing is open", state.scheduled());
    return level
        .multiply(BigDecimal.valueOf(state.scheduled()))
        .subtract(state.sum())
        .divide(BigDecimal.valueOf(open), MathContext.DECIMAL128);
  }

  /**
   * The instant at which a contract expires: its product's time of day on its last day.
   *
   * @throws IllegalArgumentException when the calendar is not known
   */
  public Instant expiryInstant(Contract contract) {
    return instant(contract, contract.expiry());
  }

  private OptionValuation onAverage(
      OptionOnFuture option, AveragingState state, double years, double rate, Instant asOf) {
    boolean isKnown = state.published() == state.scheduled();
    BigDecimal strike = isKnown ? strike(option) : ofTheRest(strike(option), state);
    return new AverageValuation(
        option.product().model(),
        option.right(),
        strike.doubleValue(),
        isKnown ? 1.0 : state.openWeight(),
        fixingYears(option, state, years, asOf),
        years,
        rate);
  }

  /**
   * Years to the fixings still open: the last dates of the month, at the underlying's time of day.
   * One after the option's expiry counts as if it were at the expiry: until then it moves with the
   * forward, and the option does not see what comes later.
   */
  private double[] fixingYears(
      OptionOnFuture option, AveragingState state, double years, Instant asOf) {
    Future underlying = option.underlying();
    List<LocalDate> dates = calendar(underlying).averagingDays(underlying.month());
    require(
        dates.size() == state.scheduled(),
        "option %s: %s has %d fixing dates by its calendar, its averaging state says %d",
        option.id(),
        underlying.id(),
        dates.size(),
        state.scheduled());
    return dates.subList(state.published(), dates.size()).stream()
        .mapToDouble(date -> Math.min(years, years(asOf, instant(underlying, date))))
        .toArray();
  }

  private static AveragingState required(
      Optional<AveragingState> averaging, OptionOnFuture option) {
    return found(
        averaging.orElse(null),
        "option %s has no averaging state of its underlying %s",
        option.id(),
        option.underlying().id());
  }

  private static boolean isOnAverage(OptionOnFuture option) {
    return option.underlying().product().finalSettlement() == FinalSettlement.MONTHLY_AVERAGE;
  }

  private static BigDecimal strike(OptionOnFuture option) {
    return option.underlying().product().decimal(option.strike());
  }

  private Instant instant(Contract contract, LocalDate date) {
    return date.atTime(contract.product().expiryTime())
        .atZone(calendar(contract).zone())
        .toInstant();
  }

  private BusinessCalendar calendar(Contract contract) {
    return found(
        calendars.get(contract.product().calendar()),
        "contract %s: calendar %s is not known",
        contract.id(),
        contract.product().calendar());
  }

  /** ACT/365F. */
  private static double years(Instant from, Instant to) {
    Duration left = Duration.between(from, to);
    return (left.getSeconds() + left.getNano() * NANO) / SECONDS_PER_YEAR;
  }
}
