package novate.settlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import novate.market.BusinessCalendar;
import novate.market.Fixing;
import novate.market.Future;
import novate.market.Price;
import novate.market.Product;

/**
 * The final settlement price (FSP) of a future.
 *
 * <pre>LAST_FIXING      FSP = fixing of the expiry date
 * MONTHLY_AVERAGE  FSP = (sum of the month's n scheduled fixings) / n</pre>
 *
 * <p>rounded once, HALF_EVEN, to the settlement tick. Nothing settles until all scheduled fixings
 * exist. Methodology, sections 1 and 11.
 */
public final class FinalSettlementPrice {
  private FinalSettlementPrice() {}

  /** The price, or the dates that are missing. */
  public sealed interface Outcome {
    /**
     * All fixings exist.
     *
     * @param price the FSP in settlement ticks
     * @param fixings what it was made from, by date
     */
    record Determined(Price price, List<Fixing> fixings) implements Outcome {
      /** Keeps its own copy. */
      public Determined {
        fixings = List.copyOf(fixings);
      }

      /** The sum of all fixings, exact. */
      public BigDecimal sum() {
        return fixings.stream().map(Fixing::value).reduce(BigDecimal.ZERO, BigDecimal::add);
      }

      /**
       * sum / n, for people: rounded HALF_EVEN to so many decimals; the price is not made of it.
       */
      public BigDecimal mean(int decimals) {
        return sum().divide(BigDecimal.valueOf(fixings.size()), decimals, RoundingMode.HALF_EVEN);
      }
    }

    /**
     * At least one scheduled fixing does not exist.
     *
     * @param detail names contract, index and dates
     * @param missing the dates, ascending
     */
    record FixingsMissing(String detail, List<LocalDate> missing) implements Outcome {
      /** Keeps its own copy. */
      public FixingsMissing {
        missing = List.copyOf(missing);
      }
    }
  }

  /**
   * The FSP of a future from the fixings of its index, in any order; the highest revision of a date
   * counts.
   *
   * @throws IllegalArgumentException as {@link ScheduledFixings#of}
   */
  public static Outcome of(Future future, BusinessCalendar calendar, Collection<Fixing> fixings) {
    ScheduledFixings schedule = ScheduledFixings.of(future, calendar, fixings);
    List<LocalDate> missing = schedule.missing();
    if (!missing.isEmpty()) {
      String dates = missing.stream().map(LocalDate::toString).collect(Collectors.joining(", "));
      return new Outcome.FixingsMissing(
          "contract %s: %d of %d scheduled fixings of index %s missing: %s"
              .formatted(
                  future.id(),
                  missing.size(),
                  schedule.scheduled().size(),
                  future.product().index(),
                  dates),
          missing);
    }
    Price price = mean(future.product(), schedule.sum(), schedule.scheduled().size());
    return new Outcome.Determined(price, schedule.published());
  }

  /**
   * sum / n on the settlement tick, rounded once. The quotient is carried so far that it lies on a
   * halfway point only if sum / n itself does: their distance is otherwise at least 1/n in the last
   * digit that either has, and n is below 100.
   */
  private static Price mean(Product product, BigDecimal sum, int n) {
    int lastDigit = Math.max(sum.scale(), product.settlementTick().scale() + 1);
    BigDecimal mean =
        sum.divide(BigDecimal.valueOf(n), Math.addExact(lastDigit, 4), RoundingMode.HALF_EVEN);
    return product.roundedPrice(mean);
  }
}
