package novate.scenario;

import static novate.market.Checks.require;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.market.FactorId;

/**
 * The constant-maturity factors that move the contracts of one combined commodity.
 *
 * @param returns how the moves of its price factors are measured
 * @param pointByMonths price factors by their constant maturity in months; at least one
 * @param volatility what moves the implied volatility of its options; none leaves it unchanged
 */
public record FactorCurve(
    ReturnKind returns,
    SortedMap<Integer, FactorId> pointByMonths,
    Optional<VolatilityFactor> volatility) {
  /** A factor whose level is an implied volatility, and how its moves are measured. */
  public record VolatilityFactor(FactorId factor, ReturnKind returns) {}

  /** Keeps its own copy; maturities are zero or more and no factor stands twice. */
  public FactorCurve {
    pointByMonths = Collections.unmodifiableSortedMap(new TreeMap<>(pointByMonths));
    require(!pointByMonths.isEmpty(), "a factor curve needs at least one point");
    require(
        pointByMonths.firstKey() >= 0,
        "maturity of a curve point must be zero or more months, got %d",
        pointByMonths.firstKey());
    require(
        Set.copyOf(pointByMonths.values()).size() == pointByMonths.size(),
        "a factor stands twice in the curve %s",
        pointByMonths);
  }

  /** Every factor of the curve, price and volatility, by id. */
  public SortedSet<FactorId> factors() {
    SortedSet<FactorId> factors = new TreeSet<>(pointByMonths.values());
    volatility.ifPresent(each -> factors.add(each.factor()));
    return factors;
  }

  /** How the moves of one of its factors are measured. */
  public ReturnKind returns(FactorId factor) {
    return volatility
        .filter(each -> each.factor().equals(factor))
        .map(VolatilityFactor::returns)
        .orElse(returns);
  }
}
