package novate.clearing.feed;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.clearing.file.InputFiles;
import novate.clearing.house.Gateway.Fact;
import novate.clearing.processor.Topic;
import novate.market.CurrencyCode;
import novate.wire.Decimals;
import novate.wire.FeedFiles;
import novate.wire.PriceFiles;
import novate.wire.event.CurrencyRate;
import novate.wire.event.FxRate;
import novate.wire.event.PriceSubmitted;
import novate.wire.event.PricesComplete;
import org.jspecify.annotations.Nullable;

/** What an exchange says of a cycle: a price of each contract, then that these are all. */
public final class PriceFacts {
  private PriceFacts() {}

  /**
   * The word that prices of a cycle are all there.
   *
   * @param count contracts that have a price
   * @param rates per currency, continuously compounded, ACT/365F
   * @param fx units of the second currency per unit of the first, by pair
   */
  public static Fact complete(
      String cycleId, int count, Map<CurrencyCode, Double> rates, Map<String, BigDecimal> fx) {
    List<CurrencyRate> rateList = new ArrayList<>();
    rates.forEach((currency, rate) -> rateList.add(new CurrencyRate(currency.code(), rate)));
    List<FxRate> fxList = new ArrayList<>();
    fx.forEach((pair, rate) -> fxList.add(new FxRate(pair, Decimals.format(rate))));
    return new Fact(Topic.PRICES, cycleId, new PricesComplete(cycleId, count, rateList, fxList));
  }

  /** The price of a contract. */
  public static Fact of(PriceSubmitted price) {
    return new Fact(Topic.PRICES, price.getContractId(), price);
  }

  /**
   * The prices of a file and, with rates, one word of completeness for each cycle that has some.
   *
   * @param ratesFile {@code rates.csv} of a market directory; null when more prices are to come
   * @param fxFile {@code fx.csv} of one; null when no currency is changed into another
   */
  static List<Fact> read(
      InputFiles files, Path pricesFile, @Nullable Path ratesFile, @Nullable Path fxFile) {
    List<PriceSubmitted> prices = FeedImport.read(files, pricesFile, FeedFiles::prices);
    List<Fact> facts = new ArrayList<>(prices.stream().map(PriceFacts::of).toList());
    if (ratesFile == null) {
      return facts;
    }
    SortedMap<CurrencyCode, Double> rates = FeedImport.read(files, ratesFile, PriceFiles::rates);
    SortedMap<String, BigDecimal> fx =
        fxFile == null ? new TreeMap<>() : FeedImport.read(files, fxFile, PriceFiles::fx);
    SortedMap<String, Set<String>> contractsByCycle = new TreeMap<>();
    for (PriceSubmitted price : prices) {
      contractsByCycle
          .computeIfAbsent(price.getCycleId(), _ -> new TreeSet<>())
          .add(price.getContractId());
    }
    contractsByCycle.forEach(
        (cycle, contracts) -> facts.add(complete(cycle, contracts.size(), rates, fx)));
    return facts;
  }

  /** The cycles that prices are of. */
  static List<String> cycles(List<Fact> prices) {
    SortedSet<String> cycles = new TreeSet<>();
    for (Fact each : prices) {
      if (each.event() instanceof PriceSubmitted price) {
        cycles.add(price.getCycleId());
      }
    }
    return List.copyOf(cycles);
  }
}
