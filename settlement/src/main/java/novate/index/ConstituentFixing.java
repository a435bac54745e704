package novate.index;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.index.FixingOutcome.Published;
import novate.index.FixingOutcome.Reason;
import novate.index.FixingOutcome.Withheld;
import novate.market.Fixing;
import novate.market.FixingQuality;
import novate.market.Hashing;

/**
 * Repeats published fixings from the prices and weights their publisher names.
 *
 * <pre>value of (date, index, revision) = weighted median of its included constituents
 *                                   none when fewer than 5 distinct providers are included</pre>
 *
 * <p>Prices and weights are taken as given and the value is not rounded. A print without
 * constituents has too few sources. Constituents of a composite (tier {@code index}) are levels,
 * not prices: composites are chain-linked and not fixed here.
 */
public final class ConstituentFixing {
  /** Distinct providers that a value needs. */
  public static final int PROVIDERS_MIN = 5;

  private static final String METHODOLOGY = "constituents-as-given/1";
  private static final String HASH =
      Hashing.sha256(
          "%s\nweighted-median\ngate contributors=%d\n".formatted(METHODOLOGY, PROVIDERS_MIN));
  private static final String COMPOSITE_TIER = "index";

  private ConstituentFixing() {}

  /** The outcome of every print that the constituents name, composites left out, by key. */
  public static SortedMap<PrintKey, FixingOutcome> fixAll(List<Constituent> constituents) {
    SortedMap<PrintKey, List<Constituent>> byKey = new TreeMap<>();
    for (Constituent constituent : constituents) {
      if (!constituent.tier().equals(COMPOSITE_TIER)) {
        byKey.computeIfAbsent(constituent.key(), _ -> new ArrayList<>()).add(constituent);
      }
    }
    SortedMap<PrintKey, FixingOutcome> outcomes = new TreeMap<>();
    byKey.forEach((key, own) -> outcomes.put(key, fix(key, own)));
    return outcomes;
  }

  /**
   * The outcome of one print.
   *
   * @param constituents all of this print; there may be none
   * @throws IllegalArgumentException when one belongs to another print
   */
  public static FixingOutcome fix(PrintKey key, List<Constituent> constituents) {
    for (Constituent constituent : constituents) {
      require(
          constituent.key().equals(key),
          "constituent %s belongs to %s, expected %s",
          constituent.provider(),
          constituent.key(),
          key);
    }
    List<InputUse> inputs = constituents.stream().map(ConstituentFixing::use).toList();
    List<WeightedPrice> points =
        constituents.stream()
            .filter(Constituent::isIncluded)
            .map(c -> new WeightedPrice(c.provider(), c.price(), c.weight()))
            .toList();
    int providers = (int) points.stream().map(WeightedPrice::contributor).distinct().count();
    if (providers < PROVIDERS_MIN) {
      String detail = "%s: %d providers, %d needed".formatted(key, providers, PROVIDERS_MIN);
      return new Withheld(Reason.INSUFFICIENT_SOURCES, detail, inputs);
    }
    Fixing fixing =
        new Fixing(
            key.index(),
            key.date(),
            WeightedMedian.of(points),
            quality(points, providers),
            METHODOLOGY,
            HASH,
            key.revision());
    return new Published(fixing, inputs);
  }

  private static InputUse use(Constituent constituent) {
    return new InputUse(
        constituent.provider() + "/" + constituent.source(),
        constituent.provider(),
        constituent.price(),
        constituent.price(),
        constituent.isIncluded() ? constituent.weight() : BigDecimal.ZERO,
        constituent.isIncluded(),
        constituent.isIncluded() ? "" : constituent.exclusion());
  }

  private static FixingQuality quality(List<WeightedPrice> points, int providers) {
    List<BigDecimal> ascending = points.stream().map(WeightedPrice::price).sorted().toList();
    return new FixingQuality(
        points.size(), providers, ascending.getLast().subtract(ascending.getFirst()), false);
  }
}
