package novate.scenario;

import static novate.market.Checks.require;

import java.util.List;
import java.util.Optional;

/**
 * The rate ladder of one combined commodity, in the style of the Shanghai Futures Exchange: margin
 * as a share of notional, which steps up near delivery, with open interest, after limit-locked days
 * and over long closures. Where several rungs apply, the highest rate counts; none ever lowers
 * another.
 *
 * <p>All rates are fractions of notional, above zero and at most 1.
 *
 * @param normal the rate where no rung applies; every other rate is at least this
 * @param delivery rungs towards delivery; of one kind, a later rung has no lower rate
 * @param openInterest bands, by ascending bound and rate
 * @param limitLocked rate after the first, second, third consecutive limit-locked day and so on;
 *     the last one stays for every further day; never falling; may be empty
 * @param holiday the rung over long closures, if there is one
 * @param sides which positions of an account are charged
 * @param bothSidesLastDays a contract whose last trading day is fewer than so many trading days
 *     after the next one is charged on both sides even where {@code sides} says LARGER; 0 for never
 * @param basis whether the ladder stands alone or only floors the scan
 * @see <a
 *     href="https://tsite.shfe.com.cn/eng/market/futures/chemical/sp/regulation/911400304.html">
 *     SHFE, Risk Management Rules, chapter 2</a>
 */
public record RateLadderParameters(
    double normal,
    List<DeliveryRung> delivery,
    List<OpenInterestRung> openInterest,
    List<Double> limitLocked,
    Optional<HolidayRung> holiday,
    Sides sides,
    int bothSidesLastDays,
    Basis basis) {

  /** Which positions of an account in one commodity are charged. */
  public enum Sides {
    /** The side, long or short over all months, whose charge is larger. */
    LARGER,
    /** Long and short positions, each in full. */
    BOTH
  }

  /** What the ladder's charge means beside the scan's. */
  public enum Basis {
    /** The larger of ladder and scan is required. */
    LARGER_WITH_SCAN,
    /** The ladder alone is required. */
    LADDER_ALONE
  }

  /** From when a rung towards delivery applies. */
  public enum DeliveryStart {
    /** From the first trading day of the month that is so many months before the delivery month. */
    MONTHS_BEFORE_DELIVERY,
    /** From the day that is so many trading days before the last trading day. */
    TRADING_DAYS_BEFORE_LAST
  }

  /**
   * A step towards delivery; it never ends once it applies.
   *
   * @param count months or trading days; zero is the delivery month, or the last trading day itself
   */
  public record DeliveryRung(DeliveryStart start, int count, double rate) {
    /** A count is not negative. */
    public DeliveryRung {
      require(count >= 0, "count of a delivery rung must not be negative, got %d", count);
      requireRate("a delivery rung", rate);
    }
  }

  /**
   * A band of open interest.
   *
   * @param aboveLots applies when a contract's open interest, counted on one side, is strictly more
   */
  public record OpenInterestRung(long aboveLots, double rate) {
    /** A bound is not negative. */
    public OpenInterestRung {
      require(aboveLots >= 0, "bound of open interest must not be negative, got %d", aboveLots);
      requireRate("an open interest rung", rate);
    }
  }

  /**
   * The rung over a long closure.
   *
   * @param closedDaysMin calendar days without trading, weekend days among them, from which a
   *     closure is long; an ordinary weekend has 2
   * @param sessionsBefore on the last so many trading days before the closure; above zero
   */
  public record HolidayRung(int closedDaysMin, int sessionsBefore, double rate) {
    /** Both counts are above zero. */
    public HolidayRung {
      require(closedDaysMin > 0, "closed days must be above zero, got %d", closedDaysMin);
      require(sessionsBefore > 0, "sessions before must be above zero, got %d", sessionsBefore);
      requireRate("the holiday rung", rate);
    }
  }

  /** Keeps its own copies; every rung is at least the normal rate and no later one is lower. */
  public RateLadderParameters {
    requireRate("normal", normal);
    delivery = List.copyOf(delivery);
    openInterest = List.copyOf(openInterest);
    limitLocked = List.copyOf(limitLocked);
    require(bothSidesLastDays >= 0, "last days must not be negative, got %d", bothSidesLastDays);
    delivery.forEach(rung -> requireAtLeast(normal, rung.rate()));
    for (DeliveryRung one : delivery) {
      for (DeliveryRung other : delivery) {
        require(
            one.start() != other.start() || one.count() >= other.count() || later(one, other),
            "the rung of %d must not be lower than that of %d: %s is below %s",
            one.count(),
            other.count(),
            one.rate(),
            other.rate());
      }
    }
    double rate = normal;
    long above = -1;
    for (OpenInterestRung rung : openInterest) {
      require(rung.aboveLots() > above, "bounds of open interest must ascend, got %d", above);
      requireAtLeast(rate, rung.rate());
      rate = rung.rate();
      above = rung.aboveLots();
    }
    rate = normal;
    for (double locked : limitLocked) {
      requireRate("a limit-locked day", locked);
      requireAtLeast(rate, locked);
      rate = locked;
    }
    holiday.ifPresent(rung -> requireAtLeast(normal, rung.rate()));
  }

  private static boolean later(DeliveryRung later, DeliveryRung earlier) {
    return later.rate() >= earlier.rate();
  }

  private static void requireAtLeast(double lower, double rate) {
    require(rate >= lower, "rate %s of a rung must not be below %s", rate, lower);
  }

  private static void requireRate(String what, double rate) {
    require(rate > 0 && rate <= 1, "rate of %s must be above 0 and at most 1, got %s", what, rate);
  }
}
