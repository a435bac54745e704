package novate.clearing.day;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.CurrencyCode;
import novate.wire.Decimals;
import novate.wire.event.CurrencyRate;
import novate.wire.event.FxRate;
import novate.wire.event.PricesComplete;

/**
 * Discount rates and FX of a cycle as the exchange sent them: not trusted until read.
 *
 * @param rates per currency, continuously compounded, ACT/365F
 * @param fx units of the second currency per unit of the first, by pair
 */
record Rates(SortedMap<CurrencyCode, Double> rates, SortedMap<String, BigDecimal> fx) {

  /**
   * What can be read of them; each value that cannot, and each needed rate that is missing, is told
   * in {@code problems}.
   */
  static Rates read(
      PricesComplete complete, Collection<CurrencyCode> needed, List<String> problems) {
    Rates read = new Rates(new TreeMap<>(), new TreeMap<>());
    complete.getRates().forEach(rate -> read.add(rate, problems));
    complete.getFx().forEach(rate -> read.add(rate, problems));
    for (CurrencyCode currency : needed) {
      if (!read.rates.containsKey(currency)) {
        problems.add("rate of %s is missing".formatted(currency));
      }
    }
    return read;
  }

  private void add(CurrencyRate rate, List<String> problems) {
    if (!Double.isFinite(rate.getRate())) {
      problems.add("rate of %s is %s".formatted(rate.getCurrency(), rate.getRate()));
      return;
    }
    try {
      rates.put(new CurrencyCode(rate.getCurrency()), rate.getRate());
    } catch (IllegalArgumentException e) {
      problems.add("rate of %s is for no currency".formatted(rate.getCurrency()));
    }
  }

  private void add(FxRate rate, List<String> problems) {
    try {
      BigDecimal value = Decimals.parse(rate.getRate());
      if (value.signum() > 0) {
        fx.put(rate.getPair(), value);
        return;
      }
      problems.add("FX rate %s must be above zero, got %s".formatted(rate.getPair(), value));
    } catch (IllegalArgumentException e) {
      problems.add("FX rate %s %s".formatted(rate.getPair(), e.getMessage()));
    }
  }
}
