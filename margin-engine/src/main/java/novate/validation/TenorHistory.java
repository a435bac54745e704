package novate.validation;

import static novate.market.Checks.require;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import novate.market.CombinedCommodityId;

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

  /** The same with the last so many observations of each series. */
  TenorHistory last(int count) {
    return new TenorHistory(series.stream().map(one -> one.last(count)).toList());
  }
}
