package novate.index;

import static novate.market.Checks.found;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Weights of contributors in which no share exceeds its cap, exact, without any division.
 *
 * <pre>
 * contributors alone, C the capped ones, U the sum of the others' weights:
 *   capped weight = cap * U            other weight = w * (1 - |C| * cap)
 * with capped families G, which hold their members' weights together at the family cap F:
 *   rest = 1 - |C| * cap - |G| * F     other share = w * rest / U
 *   inside a capped family the same with F in place of 1</pre>
 *
 * <p>C and G start empty and take in whoever is above a cap, contributors before families, until
 * none is. As they grow the share of the others only rises, so nobody taken in would have to come
 * out again. With family weights each family is a whole of its own share. Shares of different
 * wholes have different denominators U; all are multiplied by the product of the others'.
 */
public final class CappedWeights {
  private static final BigDecimal ONE = BigDecimal.ONE;

  /** The weight of one contributor: fixed, or its own weight times a factor. */
  record Scaled(BigDecimal value, boolean isFixed) {
    BigDecimal of(BigDecimal weight) {
      return isFixed ? value : weight.multiply(value);
    }

    Scaled times(BigDecimal factor) {
      return new Scaled(value.multiply(factor), isFixed);
    }
  }

  /** Weights of one whole, all to be divided by one number; or caps that cannot hold. */
  private record Whole(SortedMap<String, Scaled> weights, BigDecimal divisor, boolean holds) {}

  private CappedWeights() {}

  /** The value of a key that must be there. */
  static <K, V> V at(Map<K, V> map, K key) {
    return found(map.get(key), "nothing is known of %s", key);
  }

  /**
   * Weights of which none has more than a share of the sum; when even equal shares exceed it, all
   * are equal.
   *
   * @param weights by contributor, above zero; they need not add up to anything
   * @param cap largest share of the sum, above zero
   * @return by contributor; only their proportions mean anything
   */
  public static SortedMap<String, BigDecimal> of(
      SortedMap<String, BigDecimal> weights, BigDecimal cap) {
    SortedMap<String, BigDecimal> capped = new TreeMap<>();
    of(weights, Optional.of(cap))
        .forEach((name, scaled) -> capped.put(name, scaled.of(at(weights, name))));
    return capped;
  }

  /** Without families. When even equal shares exceed the cap, all are equal. */
  static SortedMap<String, Scaled> of(
      SortedMap<String, BigDecimal> weights, Optional<BigDecimal> cap) {
    return whole(weights, ONE, cap).weights();
  }

  /**
   * Each family with its declared share.
   *
   * @return nothing when the contributor cap cannot hold inside some family
   */
  static Optional<SortedMap<String, Scaled>> ofFamilies(
      SortedMap<String, SortedMap<String, BigDecimal>> byFamily,
      SortedMap<String, BigDecimal> familyWeights,
      Optional<BigDecimal> cap) {
    BigDecimal all =
        byFamily.keySet().stream()
            .map(family -> at(familyWeights, family))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    SortedMap<String, Whole> wholes = new TreeMap<>();
    byFamily.forEach(
        (family, own) ->
            wholes.put(family, whole(own, at(familyWeights, family), cap.map(all::multiply))));
    return joined(wholes);
  }

  /**
   * No family above its cap.
   *
   * @return nothing when the caps cannot hold
   */
  static Optional<SortedMap<String, Scaled>> underFamilyCap(
      SortedMap<String, SortedMap<String, BigDecimal>> byFamily,
      BigDecimal familyCap,
      Optional<BigDecimal> cap) {
    Set<String> cappedFamilies = new HashSet<>();
    while (true) {
      SortedMap<String, BigDecimal> free = new TreeMap<>();
      byFamily.forEach(
          (family, own) -> {
            if (!cappedFamilies.contains(family)) {
              free.putAll(own);
            }
          });
      BigDecimal rest = ONE.subtract(familyCap.multiply(BigDecimal.valueOf(cappedFamilies.size())));
      if (free.isEmpty() || rest.signum() <= 0) {
        return Optional.empty();
      }
      Whole outer = whole(free, rest, cap);
      Set<String> above = new HashSet<>();
      byFamily.forEach(
          (family, own) -> {
            if (!cappedFamilies.contains(family)
                && sum(own, outer).compareTo(familyCap.multiply(outer.divisor())) > 0) {
              above.add(family);
            }
          });
      if (above.isEmpty()) {
        SortedMap<String, Whole> wholes = new TreeMap<>();
        // No family is named by the empty text, so this key is free.
        wholes.put("", outer);
        cappedFamilies.forEach(
            family -> wholes.put(family, whole(at(byFamily, family), familyCap, cap)));
        return joined(wholes);
      }
      cappedFamilies.addAll(above);
    }
  }

  private static BigDecimal sum(SortedMap<String, BigDecimal> own, Whole whole) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Map.Entry<String, BigDecimal> entry : own.entrySet()) {
      sum = sum.add(at(whole.weights(), entry.getKey()).of(entry.getValue()));
    }
    return sum;
  }

  private static Optional<SortedMap<String, Scaled>> joined(SortedMap<String, Whole> wholes) {
    SortedMap<String, Scaled> result = new TreeMap<>();
    for (Whole whole : wholes.values()) {
      if (!whole.holds()) {
        return Optional.empty();
      }
      BigDecimal factor = ONE;
      for (Whole other : wholes.values()) {
        if (other != whole) {
          factor = factor.multiply(other.divisor());
        }
      }
      BigDecimal times = factor;
      whole.weights().forEach((name, scaled) -> result.put(name, scaled.times(times)));
    }
    return Optional.of(result);
  }

  /** Shares of one whole, each to be divided by {@code divisor}. */
  private static Whole whole(
      SortedMap<String, BigDecimal> weights, BigDecimal whole, Optional<BigDecimal> cap) {
    SortedMap<String, BigDecimal> free = new TreeMap<>(weights);
    while (true) {
      BigDecimal freeSum = free.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      if (cap.isEmpty()) {
        return shares(weights, free, whole, BigDecimal.ZERO, freeSum);
      }
      BigDecimal cappedCount = BigDecimal.valueOf(weights.size() - free.size());
      BigDecimal rest = whole.subtract(cappedCount.multiply(cap.get()));
      BigDecimal atCap = cap.get().multiply(freeSum);
      if (free.isEmpty() || rest.signum() <= 0) {
        boolean holds = free.isEmpty() && rest.signum() == 0;
        return equal(weights, whole, holds);
      }
      if (!free.values().removeIf(weight -> weight.multiply(rest).compareTo(atCap) > 0)) {
        return shares(weights, free, rest, atCap, freeSum);
      }
    }
  }

  private static Whole shares(
      SortedMap<String, BigDecimal> weights,
      SortedMap<String, BigDecimal> free,
      BigDecimal rest,
      BigDecimal atCap,
      BigDecimal divisor) {
    SortedMap<String, Scaled> result = new TreeMap<>();
    for (String name : weights.keySet()) {
      result.put(name, free.containsKey(name) ? new Scaled(rest, false) : new Scaled(atCap, true));
    }
    return new Whole(result, divisor, true);
  }

  private static Whole equal(
      SortedMap<String, BigDecimal> weights, BigDecimal whole, boolean holds) {
    SortedMap<String, Scaled> result = new TreeMap<>();
    weights.keySet().forEach(name -> result.put(name, new Scaled(whole, true)));
    return new Whole(result, BigDecimal.valueOf(weights.size()), holds);
  }
}
