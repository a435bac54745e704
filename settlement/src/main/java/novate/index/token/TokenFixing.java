package novate.index.token;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.market.Fixing;
import novate.market.FixingQuality;

/**
 * The token index on one date. It says everything that its value was made of: with the link's level
 * and quantities and the constituents' prices a calculator repeats it.
 *
 * @param unroundedLevel {@code I_t} as the chain carries it; 34 digits
 * @param unroundedBasketPrice {@code sum(Q_m P_(m,t))}, USD per bundle
 * @param link the link whose basket made the level; on a link day that is the one before
 * @param isLinkDay true when a new basket counts from the next date on
 * @param constituents by model
 * @param aboveCap providers whose share of the basket's value has drifted above the cap since the
 *     link; nothing is done about it before the next one, see {@link TokenIndex}
 * @param quality observations: models priced by their list of the day; contributors: providers of
 *     these; dispersion: highest less lowest bundle price, USD
 */
public record TokenFixing(
    TokenMethodology methodology,
    LocalDate date,
    BigDecimal unroundedLevel,
    BigDecimal unroundedBasketPrice,
    TokenLink link,
    boolean isLinkDay,
    List<TokenConstituent> constituents,
    SortedSet<String> aboveCap,
    FixingQuality quality) {
  /** Keeps its own copies. */
  public TokenFixing {
    constituents = List.copyOf(constituents);
    aboveCap = new TreeSet<>(aboveCap);
  }

  /** The level as published: the chained one, rounded once, HALF_EVEN. */
  public BigDecimal level() {
    return unroundedLevel.setScale(methodology.decimals(), RoundingMode.HALF_EVEN);
  }

  /** What the basket costs, USD per bundle, rounded likewise; never settled on. */
  public BigDecimal basketPrice() {
    return unroundedBasketPrice.setScale(methodology.decimals(), RoundingMode.HALF_EVEN);
  }

  /** The weight of each provider in the day's return: the bound of its influence. */
  public SortedMap<String, BigDecimal> weightByProvider() {
    SortedMap<String, BigDecimal> weights = new TreeMap<>();
    constituents.forEach(c -> weights.merge(c.model().provider(), c.weight(), BigDecimal::add));
    return weights;
  }

  /** The level as the rest of the house knows fixings: the first print. */
  public Fixing fixing() {
    return new Fixing(
        methodology.index(), date, level(), quality, methodology.id(), methodology.hash(), 1);
  }
}
