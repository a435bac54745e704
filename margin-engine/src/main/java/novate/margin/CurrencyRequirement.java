package novate.margin;

import java.util.List;
import novate.market.CurrencyCode;
import novate.market.Money;

/**
 * The initial margin of one account in one currency, with its parts.
 *
 * <pre>initialMargin = max(0, sum of commodity charges - netOptionValue)</pre>
 *
 * @param commodities risk by combined commodity, by id
 * @param netOptionValue premium-style options at their marks: q * price * size; positive when more
 *     is owned than owed
 * @param initialMargin zero or more
 */
public record CurrencyRequirement(
    CurrencyCode currency,
    List<CommodityRisk> commodities,
    Money netOptionValue,
    Money initialMargin) {
  /** Keeps its own copy of the commodities. */
  public CurrencyRequirement {
    commodities = List.copyOf(commodities);
  }
}
