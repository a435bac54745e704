package novate.margin.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import novate.margin.scan.SpreadRisk.PeriodDelta;
import org.jspecify.annotations.Nullable;

/**
 * The deltas of one commodity that spreads can still use, by period, in ten-thousandths. A spread
 * takes from the nearest period first; what it took is gone for every tier that contains the
 * period, since tiers keep nothing of their own.
 */
final class DeltaLedger {
  private final CommodityPlan plan;
  private final long[] opening;
  private final long[] remaining;

  /** By period, how much spreads have taken, without sign. */
  private final long[] consumed;

  DeltaLedger(CommodityPlan plan) {
    this.plan = plan;
    int periods = plan.periods().size();
    this.opening = new long[periods];
    this.remaining = new long[periods];
    this.consumed = new long[periods];
  }

  /** Adds to what a period starts with. */
  void open(int period, long delta) {
    opening[period] = Math.addExact(opening[period], delta);
    remaining[period] = Math.addExact(remaining[period], delta);
  }

  /** Takes everything away: the commodity joins another one. */
  void close() {
    Arrays.fill(remaining, 0);
  }

  /** Net over all periods at the start. */
  long openingNet() {
    long sum = 0;
    for (long delta : opening) {
      sum = Math.addExact(sum, delta);
    }
    return sum;
  }

  /** Net of some periods, still unused. */
  long net(int[] periods) {
    long sum = 0;
    for (int period : periods) {
      sum = Math.addExact(sum, remaining[period]);
    }
    return sum;
  }

  /** Deltas of one sign in some periods, still unused; without sign. */
  long ofSign(int[] periods, int sign) {
    long sum = 0;
    for (int period : periods) {
      sum = Math.addExact(sum, Math.max(0, sign * remaining[period]));
    }
    return sum;
  }

  /** What a period starts with. */
  long opening(int period) {
    return opening[period];
  }

  long remaining(int period) {
    return remaining[period];
  }

  long consumed(int period) {
    return consumed[period];
  }

  /**
   * Takes deltas of one sign from the nearest of some periods on.
   *
   * @param amount without sign, at most {@link #ofSign}
   * @param taken out, what was taken of each period, with its sign; null when nobody asks
   */
  void take(int[] periods, int sign, long amount, @Nullable List<PeriodDelta> taken) {
    long left = amount;
    for (int period : periods) {
      long part = Math.min(left, Math.max(0, sign * remaining[period]));
      if (part > 0) {
        remaining[period] -= sign * part;
        consumed[period] = Math.addExact(consumed[period], part);
        left -= part;
        if (taken != null) {
          taken.add(new PeriodDelta(plan.periods().get(period), Deltas.decimal(sign * part)));
        }
      }
    }
    if (left != 0) {
      throw new IllegalStateException(
          "commodity %s: a spread takes %s deltas more than there are"
              .formatted(plan.id(), Deltas.decimal(left)));
    }
  }

  /** The opening deltas of the periods that have any. */
  List<PeriodDelta> openingByPeriod() {
    return byPeriod(opening);
  }

  /** The unused deltas of the periods that have any. */
  List<PeriodDelta> remainingByPeriod() {
    return byPeriod(remaining);
  }

  private List<PeriodDelta> byPeriod(long[] deltas) {
    List<PeriodDelta> list = new ArrayList<>();
    for (int p = 0; p < deltas.length; p++) {
      if (deltas[p] != 0) {
        list.add(new PeriodDelta(plan.periods().get(p), Deltas.decimal(deltas[p])));
      }
    }
    return list;
  }
}
