package novate.scenario;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.CurrencyCode;

/**
 * How requirements of several currencies become one.
 *
 * @param base the currency of the one number
 * @param haircuts share by which a surplus in another currency is cut before it counts, 0 to 1
 * @param baseCoversOthers true when a surplus in the base currency may cover deficits in others
 */
public record FxPolicy(
    CurrencyCode base, SortedMap<CurrencyCode, BigDecimal> haircuts, boolean baseCoversOthers) {
  /** Checks the haircuts and keeps its own copy. */
  public FxPolicy {
    haircuts = new TreeMap<>(haircuts);
    haircuts.forEach(
        (currency, haircut) ->
            require(
                haircut.signum() >= 0 && haircut.compareTo(BigDecimal.ONE) <= 0,
                "haircut of %s must be between 0 and 1, got %s",
                currency,
                haircut.toPlainString()));
    require(!haircuts.containsKey(base), "the base currency %s has no haircut", base);
  }

  /** The haircut of a currency other than the base; throws when there is none. */
  public BigDecimal haircut(CurrencyCode currency) {
    return found(haircuts.get(currency), "there is no FX haircut of %s", currency);
  }
}
