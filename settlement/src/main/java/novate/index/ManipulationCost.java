package novate.index;

import static novate.market.Checks.require;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What it would take to move a fixing: the smallest traded volume found with which colluding
 * contributors, new to the panel, move the value by a fraction of itself.
 *
 * <pre>attack of k contributors: each adds one executed trade of volume V at one price p
 * cost = smallest k for which some (p, V) moves the value by at least d * |value|,
 *        then smallest k * V found for that k</pre>
 *
 * <p>The attack is tried on the real inputs by running the methodology itself, so every filter,
 * clamp and cap defends as it would on the day. Prices tried lie above and below the value at
 * multiples of d and at the inputs' own prices; volumes are doubled from a thousandth of the
 * inputs' mean size until the value moves, then halved in between to one per cent. It is a search,
 * so the true minimum may be a little lower; it is never higher than what is reported.
 *
 * @param move d, the fraction of the value
 * @param contributors k; zero when none up to the limit can do it
 * @param price at which they trade, in the quotes' currency and unit
 * @param volume k * V in base units
 */
public record ManipulationCost(
    BigDecimal move, int contributors, BigDecimal price, BigDecimal volume) {
  private static final List<BigDecimal> REACHES =
      List.of("1.02", "1.5", "2", "3", "5", "10", "20", "50").stream()
          .map(BigDecimal::new)
          .toList();
  private static final int DOUBLINGS_MAX = 34;
  private static final int HALVINGS = 7;
  private static final int OWN_PRICES_MAX = 8;

  /** True when the move can be brought about at all within the limit of contributors. */
  public boolean isPossible() {
    return contributors > 0;
  }

  /**
   * The cost on a day's inputs.
   *
   * @param quotes the inputs of the fixing
   * @param fixing the methodology over a list of quotes: its value, or none when it is withheld
   * @param move above zero
   * @param contributorsMax how many may collude at most; 1 or more
   * @throws IllegalArgumentException when the quotes give no value: there is nothing to move
   */
  public static ManipulationCost of(
      List<Quote> quotes,
      Function<List<Quote>, Optional<BigDecimal>> fixing,
      BigDecimal move,
      int contributorsMax) {
    require(move.signum() > 0, "a move must be above zero, got %s", move);
    BigDecimal value =
        fixing
            .apply(quotes)
            .orElseThrow(
                () -> new IllegalArgumentException("a fixing without a value cannot be moved"));
    Search search = new Search(quotes, fixing, value, move);
    for (int k = 1; k <= contributorsMax; k++) {
      Optional<ManipulationCost> cheapest = search.cheapest(k);
      if (cheapest.isPresent()) {
        return cheapest.get();
      }
    }
    return new ManipulationCost(move, 0, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /** One day's inputs and the value they give. */
  private record Search(
      List<Quote> quotes,
      Function<List<Quote>, Optional<BigDecimal>> fixing,
      BigDecimal value,
      BigDecimal move) {

    Optional<ManipulationCost> cheapest(int contributors) {
      Optional<ManipulationCost> best = Optional.empty();
      for (BigDecimal price : prices()) {
        Optional<BigDecimal> volume = smallestVolume(contributors, price);
        if (volume.isPresent()
            && best.filter(found -> found.volume.compareTo(volume.get()) <= 0).isEmpty()) {
          best = Optional.of(new ManipulationCost(move, contributors, price, volume.get()));
        }
      }
      return best;
    }

    private List<BigDecimal> prices() {
      List<BigDecimal> prices = new ArrayList<>();
      BigDecimal step = move.multiply(value.abs());
      for (BigDecimal reach : REACHES) {
        prices.add(value.add(step.multiply(reach)));
        prices.add(value.subtract(step.multiply(reach)));
      }
      List<BigDecimal> own = quotes.stream().map(Quote::price).distinct().sorted().toList();
      int stride = Math.max(1, own.size() / OWN_PRICES_MAX);
      for (int i = 0; i < own.size(); i += stride) {
        prices.add(own.get(i));
      }
      return prices;
    }

    /** The smallest total volume found at a price, or none up to the largest tried. */
    private Optional<BigDecimal> smallestVolume(int contributors, BigDecimal price) {
      BigDecimal high = meanSize().movePointLeft(3);
      int doublings = 0;
      while (!isMoved(contributors, price, high)) {
        if (++doublings > DOUBLINGS_MAX) {
          return Optional.empty();
        }
        high = high.add(high);
      }
      BigDecimal low = doublings == 0 ? BigDecimal.ZERO : half(high);
      for (int i = 0; i < HALVINGS && doublings > 0; i++) {
        BigDecimal middle = half(low.add(high));
        if (isMoved(contributors, price, middle)) {
          high = middle;
        } else {
          low = middle;
        }
      }
      return Optional.of(high.multiply(BigDecimal.valueOf(contributors)).stripTrailingZeros());
    }

    private boolean isMoved(int contributors, BigDecimal price, BigDecimal volume) {
      List<Quote> attacked = new ArrayList<>(quotes);
      for (int i = 1; i <= contributors; i++) {
        attacked.add(trade("attacker-" + i, price, volume));
      }
      // A withheld fixing is no move: the fallback takes over, and no number was bent.
      return fixing
          .apply(attacked)
          .filter(moved -> moved.subtract(value).abs().compareTo(move.multiply(value.abs())) >= 0)
          .isPresent();
    }

    /** A trade that looks like the largest quote of the day, but for its price and volume. */
    private Quote trade(String contributor, BigDecimal price, BigDecimal volume) {
      Quote like =
          quotes.stream()
              .max(Comparator.comparing(Quote::size).thenComparing(Quote::id))
              .orElseThrow();
      return new Quote(
          contributor,
          like.index(),
          like.date(),
          like.time(),
          contributor,
          like.family(),
          like.spec(),
          price.round(MathContext.DECIMAL64),
          like.currency(),
          like.unit(),
          volume,
          QuoteClass.EXECUTED,
          Optional.of(new TradeParties(contributor, contributor + "-partner")));
    }

    private BigDecimal meanSize() {
      BigDecimal sum = quotes.stream().map(Quote::size).reduce(BigDecimal.ZERO, BigDecimal::add);
      return sum.divide(BigDecimal.valueOf(quotes.size()), MathContext.DECIMAL32);
    }

    private static BigDecimal half(BigDecimal value) {
      return value.multiply(new BigDecimal("0.5"));
    }
  }
}
