package novate.validation;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.Catalogue;
import novate.market.CombinedCommodityId;
import novate.market.Contract;
import novate.market.Future;

/**
 * Prices by commodity, tenor and date.
 *
 * @param series by commodity, then tenor; one each
 */
public record TenorHistory(List<PriceSeries> series) {
  /** Puts the series in order and refuses one that stands twice. */
  public TenorHistory {
    List<PriceSeries> sorted = new ArrayList<>(series);
    sorted.sort(Comparator.comparing(PriceSeries::commodity).thenComparing(PriceSeries::tenor));
    for (int i = 1; i < sorted.size(); i++) {
      PriceSeries before = sorted.get(i - 1);
      PriceSeries one = sorted.get(i);
      require(
          !one.commodity().equals(before.commodity()) || !one.tenor().equals(before.tenor()),
          "series %s %s stands twice",
          one.commodity(),
          one.tenor());
    }
    series = List.copyOf(sorted);
  }

  /** The series of a commodity, by tenor; empty where there are none. */
  public List<PriceSeries> of(CombinedCommodityId commodity) {
    return series.stream().filter(one -> one.commodity().equals(commodity)).toList();
  }

  /**
   * The same without contract months that are not listed: they have expired, and no parameter is of
   * them any more.
   */
  public TenorHistory listed(Catalogue catalogue) {
    Set<String> listed = new HashSet<>();
    for (Contract contract : catalogue.contracts()) {
      if (contract instanceof Future future) {
        listed.add(future.commodity() + " " + future.month());
      }
    }
    return new TenorHistory(
        series.stream()
            .filter(
                one ->
                    !one.tenor().isMonth() || listed.contains(one.commodity() + " " + one.tenor()))
            .toList());
  }

  /**
   * One series for each commodity: the index itself where there is one, otherwise the longest, the
   * nearest of several.
   */
  public SortedMap<CombinedCommodityId, SortedMap<LocalDate, BigDecimal>> leading() {
    SortedMap<CombinedCommodityId, PriceSeries> leading = new TreeMap<>();
    for (PriceSeries one : series) {
      leading.merge(one.commodity(), one, TenorHistory::leading);
    }
    SortedMap<CombinedCommodityId, SortedMap<LocalDate, BigDecimal>> prices = new TreeMap<>();
    leading.forEach(
        (commodity, one) -> {
          SortedMap<LocalDate, BigDecimal> byDate = new TreeMap<>();
          one.observations().forEach((date, seen) -> byDate.put(date, seen.price()));
          prices.put(commodity, byDate);
        });
    return prices;
  }

  private static PriceSeries leading(PriceSeries nearer, PriceSeries other) {
    boolean isLonger = other.observations().size() > nearer.observations().size();
    return other.tenor().equals(Tenor.SPOT) || isLonger ? other : nearer;
  }

  /** The same with the last so many observations of each series. */
  TenorHistory last(int count) {
    return new TenorHistory(series.stream().map(one -> one.last(count)).toList());
  }
}
