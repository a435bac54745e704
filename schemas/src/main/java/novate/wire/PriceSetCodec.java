package novate.wire;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import novate.market.AveragingState;
import novate.market.ContractId;
import novate.market.CurrencyCode;
import novate.market.Price;
import novate.market.PriceSet;
import novate.market.PriceSet.Mark;
import novate.wire.event.CurrencyRate;
import novate.wire.event.FxRate;
import novate.wire.event.MonthAverage;
import novate.wire.event.PriceMark;
import novate.wire.event.PriceSetSealed;

/** A price set and the event that seals it with its count and its hash. */
public final class PriceSetCodec {
  private PriceSetCodec() {}

  /**
   * SHA-256 over the canonical text of a price set: its id, date and instant, then an entry for
   * each mark, rate, exchange rate and averaging state in the order of their keys. Decimals have no
   * trailing zeros, doubles their shortest form.
   */
  public static String hash(PriceSet prices) {
    CanonicalText text = new CanonicalText();
    text.add("price_set", prices.id(), prices.date(), prices.asOf());
    prices
        .marks()
        .forEach(
            (contract, mark) ->
                text.add(
                    "mark",
                    contract,
                    mark.price().ticks(),
                    mark.volatility().isPresent() ? mark.volatility().getAsDouble() : "",
                    mark.source()));
    prices.rates().forEach((currency, rate) -> text.add("rate", currency, rate));
    prices.fx().forEach((pair, rate) -> text.add("fx", pair, Decimals.canonical(rate)));
    prices
        .averaging()
        .forEach(
            (contract, state) ->
                text.add(
                    "averaging",
                    contract,
                    state.scheduled(),
                    state.published(),
                    Decimals.canonical(state.sum())));
    return text.sha256();
  }

  /**
   * The event that seals a price set.
   *
   * @throws IllegalArgumentException when its instant is finer than a millisecond, which the wire
   *     cannot carry
   */
  public static PriceSetSealed event(PriceSet prices) {
    require(
        prices.asOf().truncatedTo(ChronoUnit.MILLIS).equals(prices.asOf()),
        "price set %s is as of %s; whole milliseconds are needed",
        prices.id(),
        prices.asOf());
    return new PriceSetSealed(
        prices.id(),
        prices.date(),
        prices.asOf(),
        prices.marks().size(),
        prices.marks().entrySet().stream().map(e -> mark(e.getKey(), e.getValue())).toList(),
        prices.rates().entrySet().stream()
            .map(e -> new CurrencyRate(e.getKey().code(), e.getValue()))
            .toList(),
        prices.fx().entrySet().stream()
            .map(e -> new FxRate(e.getKey(), Decimals.format(e.getValue())))
            .toList(),
        prices.averaging().entrySet().stream().map(e -> average(e.getKey(), e.getValue())).toList(),
        hash(prices));
  }

  /**
   * The price set that an event seals.
   *
   * @throws IllegalArgumentException when a key stands twice, a value breaks its rule, or count or
   *     hash are not those of the content
   */
  public static PriceSet priceSet(PriceSetSealed event) {
    String id = event.getPriceSetId();
    require(
        event.getCount() == event.getMarks().size(),
        "price set %s holds %d marks, its count says %d",
        id,
        event.getMarks().size(),
        event.getCount());
    PriceSet prices =
        new PriceSet(
            id,
            event.getBusinessDate(),
            event.getAsOf(),
            byKey(
                id,
                event.getMarks(),
                mark -> new ContractId(mark.getContractId()),
                PriceSetCodec::mark),
            byKey(
                id,
                event.getRates(),
                rate -> new CurrencyCode(rate.getCurrency()),
                rate -> finite(id, rate)),
            byKey(id, event.getFx(), FxRate::getPair, PriceSetCodec::fx),
            byKey(
                id,
                event.getAveraging(),
                average -> new ContractId(average.getContractId()),
                PriceSetCodec::average));
    String hash = hash(prices);
    require(
        hash.equals(event.getHash()),
        "price set %s has hash %s, its content has %s",
        id,
        event.getHash(),
        hash);
    return prices;
  }

  private static PriceMark mark(ContractId contract, Mark mark) {
    return new PriceMark(
        contract.value(),
        mark.price().ticks(),
        mark.volatility().isPresent() ? mark.volatility().getAsDouble() : null,
        mark.source());
  }

  private static Mark mark(PriceMark mark) {
    Double volatility = mark.getVolatility();
    return new Mark(
        new Price(mark.getTicks()),
        volatility == null ? OptionalDouble.empty() : OptionalDouble.of(volatility),
        mark.getSource());
  }

  private static double finite(String id, CurrencyRate rate) {
    require(
        Double.isFinite(rate.getRate()),
        "price set %s: rate of %s is %s",
        id,
        rate.getCurrency(),
        rate.getRate());
    return rate.getRate();
  }

  private static BigDecimal fx(FxRate rate) {
    return Decimals.parse(rate.getRate());
  }

  private static MonthAverage average(ContractId contract, AveragingState state) {
    return new MonthAverage(
        contract.value(), state.scheduled(), state.published(), Decimals.format(state.sum()));
  }

  private static AveragingState average(MonthAverage average) {
    return new AveragingState(
        average.getScheduled(), average.getPublished(), Decimals.parse(average.getSum()));
  }

  private static <E, K extends Comparable<K>, V> SortedMap<K, V> byKey(
      String id, List<E> entries, Function<E, K> key, Function<E, V> value) {
    SortedMap<K, V> map = new TreeMap<>();
    for (E entry : entries) {
      require(
          map.put(key.apply(entry), value.apply(entry)) == null,
          "price set %s holds %s twice",
          id,
          key.apply(entry));
    }
    return map;
  }
}
