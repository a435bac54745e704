package novate.clearing.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.Contract;
import novate.market.FinalSettlement;
import novate.market.Future;
import novate.market.OptionOnFuture;
import novate.sample.PriceHistory;
import novate.sample.SampleMarket;
import novate.scenario.Period;
import novate.validation.PriceSeries;
import novate.validation.PriceSeries.Observation;
import novate.validation.Tenor;
import novate.validation.TenorHistory;

/**
 * The settlement prices of the sample's futures over its two years, as the history that parameters
 * are calibrated on; with them the volatility of the option whose strike is nearest, where the
 * future has options.
 *
 * <p>An averaging future is left out from the first day of its month on: there its price holds what
 * is fixed already, and scan ranges are of the forward of the rest.
 */
final class SampleHistory {
  private final SampleMarket market;
  private final PriceHistory history;
  private final LocalDate last;

  private SampleHistory(SampleMarket market, PriceHistory history, LocalDate last) {
    this.market = market;
    this.history = history;
    this.last = last;
  }

  /** The history up to and with a date. */
  static TenorHistory of(SampleMarket market, PriceHistory history, LocalDate last) {
    SampleHistory sample = new SampleHistory(market, history, last);
    List<PriceSeries> series = new ArrayList<>();
    for (Contract contract : market.catalogue().contracts()) {
      if (contract instanceof Future future && future.isActive()) {
        series.add(sample.series(future));
      }
    }
    return new TenorHistory(series);
  }

  private PriceSeries series(Future future) {
    List<OptionOnFuture> options =
        market.catalogue().contracts().stream()
            .filter(OptionOnFuture.class::isInstance)
            .map(OptionOnFuture.class::cast)
            .filter(option -> option.isActive() && option.underlying().equals(future))
            .toList();
    LocalDate end =
        future.product().finalSettlement() == FinalSettlement.MONTHLY_AVERAGE
            ? future.month().atDay(1)
            : future.expiry();
    SortedMap<LocalDate, Observation> observations = new TreeMap<>();
    for (LocalDate date : history.dates(future.product().index())) {
      if (date.isBefore(end) && !date.isAfter(last)) {
        observations.put(date, observation(future, options, date));
      }
    }
    return new PriceSeries(future.commodity(), Tenor.of(Period.of(future.month())), observations);
  }

  private Observation observation(Future future, List<OptionOnFuture> options, LocalDate date) {
    BigDecimal price = future.product().decimal(history.settlement(future, date));
    Optional<OptionOnFuture> nearest =
        options.stream()
            .min(
                Comparator.comparing(
                        (OptionOnFuture option) ->
                            option.product().decimal(option.strike()).subtract(price).abs())
                    .thenComparing(OptionOnFuture::id));
    return new Observation(
        price,
        nearest
            .map(option -> OptionalDouble.of(history.volatility(option, date)))
            .orElse(OptionalDouble.empty()));
  }
}
