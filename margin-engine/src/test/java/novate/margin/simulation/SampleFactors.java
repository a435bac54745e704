package novate.margin.simulation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import novate.market.CombinedCommodityId;
import novate.market.ContractId;
import novate.market.ExerciseStyle;
import novate.market.FactorId;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.OptionOnFuture;
import novate.market.OptionRight;
import novate.market.PremiumStyle;
import novate.market.Price;
import novate.market.Product;
import novate.sample.PriceHistory;
import novate.sample.SampleMarket;

/**
 * The factors of the sample market: what a future of constant maturity would have settled at, on
 * the days on which every market was open.
 */
final class SampleFactors {
  private static final int[] MONTHS = {1, 3};

  private SampleFactors() {}

  /**
   * Two points per curve and the volatility of Blackwell.
   *
   * @param blackwellBegins the first date of the Blackwell price factors, which makes them young
   */
  static FactorHistory of(SampleMarket market, PriceHistory history, LocalDate blackwellBegins) {
    List<FactorLevel> levels = new ArrayList<>();
    for (LocalDate date : commonDates(market, history)) {
      for (Product product : market.products()) {
        String commodity = product.commodity().value();
        if (!product.id().value().equals(commodity)) {
          continue; // options share their underlying's curve
        }
        for (int months : MONTHS) {
          if (!commodity.equals("BLACKWELL") || !date.isBefore(blackwellBegins)) {
            Future future = future(product, date.plusMonths(months));
            levels.add(
                level("%s-%dM".formatted(commodity, months), date, price(history, future, date)));
          }
        }
        if (commodity.equals("BLACKWELL")) {
          levels.add(level("BLACKWELL-VOL", date, volatility(history, product, date)));
        }
      }
    }
    return FactorHistory.of(levels);
  }

  private static List<LocalDate> commonDates(SampleMarket market, PriceHistory history) {
    return history.dates(market.indices().getFirst().id()).stream()
        .filter(
            date ->
                market.calendars().values().stream()
                    .allMatch(calendar -> calendar.isBusinessDay(date)))
        .toList();
  }

  private static FactorLevel level(String factor, LocalDate date, double level) {
    return new FactorLevel(new FactorId(factor), date, level);
  }

  private static double price(PriceHistory history, Future future, LocalDate date) {
    return future.product().decimal(history.settlement(future, date)).doubleValue();
  }

  private static double volatility(PriceHistory history, Product product, LocalDate date) {
    Future future = future(product, date.plusMonths(3));
    Price strike = history.settlement(future, date);
    return history.volatility(
        new OptionOnFuture(
            new ContractId("SYNTHETIC-C"),
            future.product(),
            future,
            OptionRight.CALL,
            strike,
            ExerciseStyle.EUROPEAN,
            PremiumStyle.PREMIUM,
            future.expiry(),
            true),
        date);
  }

  /** On one fixing of the product's index, in steps of a millionth. */
  private static Future future(Product product, LocalDate expiry) {
    BigDecimal tick = new BigDecimal("0.000001");
    Product fine =
        new Product(
            product.id(),
            product.name(),
            product.venue(),
            new CombinedCommodityId(product.commodity().value()),
            product.currency(),
            BigDecimal.valueOf(10_000),
            product.unit(),
            tick,
            tick,
            product.index(),
            FinalSettlement.LAST_FIXING,
            product.model(),
            false,
            product.calendar(),
            Optional.empty(),
            product.expiryTime());
    return new Future(new ContractId("SYNTHETIC"), fine, YearMonth.from(expiry), expiry, true);
  }
}
