package novate.scenario;

import static novate.market.Checks.found;
import static novate.market.Checks.require;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.market.FactorId;

/**
 * What stands in for the past of a factor that is younger than the others.
 *
 * @param poolConstant K: with n scenarios of its own they have the share n / (n + K); 500
 * @param proxies by the young factor
 */
public record ShortHistory(int poolConstant, SortedMap<FactorId, Proxy> proxies) {
  /**
   * An older factor that the young one follows.
   *
   * @param beta move of the young factor for a move of 1 of the proxy
   */
  public record Proxy(FactorId factor, double beta) {
    /** Beta is a number. */
    public Proxy {
      require(Double.isFinite(beta), "beta to %s must be finite, got %s", factor, beta);
    }
  }

  /** Keeps its own copy; a proxy has no proxy of its own. */
  public ShortHistory {
    require(poolConstant >= 1, "pool constant must be 1 or more, got %d", poolConstant);
    proxies = Collections.unmodifiableSortedMap(new TreeMap<>(proxies));
    for (Proxy proxy : proxies.values()) {
      require(!proxies.containsKey(proxy.factor()), "proxy %s has itself a proxy", proxy.factor());
    }
  }

  /** The proxy of a factor; throws when it has none. */
  public Proxy proxy(FactorId factor) {
    return found(proxies.get(factor), "factor %s has too short a history and no proxy", factor);
  }
}
