package novate.margin.scan;

import java.util.Arrays;

/**
 * What the positions of one account in one combined commodity add up to, before anything is
 * charged: losses by scenario, deltas by period, option value, short options. Sums only, so that
 * one trade can be added without looking at the other positions, with the same result to the last
 * digit.
 *
 * <p>Mutable; one thread at a time.
 */
public final class CommodityExposure {
  private final CommodityPlan plan;
  private final long[] losses;

  /** By period, in ten-thousandths squared: contract deltas times scaling, exact. */
  private final long[] deltas;

  private final int[] heldByPeriod;
  private long optionValue;
  private long shortCalls;
  private long shortPuts;

  CommodityExposure(CommodityPlan plan, int scenarioCount) {
    this.plan = plan;
    this.losses = new long[scenarioCount];
    this.deltas = new long[plan.periods().size()];
    this.heldByPeriod = new int[plan.periods().size()];
  }

  private CommodityExposure(CommodityExposure other) {
    this.plan = other.plan;
    this.losses = other.losses.clone();
    this.deltas = other.deltas.clone();
    this.heldByPeriod = other.heldByPeriod.clone();
    this.optionValue = other.optionValue;
    this.shortCalls = other.shortCalls;
    this.shortPuts = other.shortPuts;
  }

  /**
   * A copy in which the lots held of one contract have changed; this one stays as it is.
   *
   * @param before lots of the contract that this exposure counts
   * @param after lots that the copy counts
   * @throws ArithmeticException when a sum does not fit a long
   */
  public CommodityExposure changed(
      int contractIndex, long before, long after, CommodityLayout layout, RiskArrays arrays) {
    CommodityExposure changed = new CommodityExposure(this);
    arrays.addLosses(contractIndex, Math.subtractExact(after, before), changed.losses);
    changed.count(contractIndex, before, after, layout, arrays);
    return changed;
  }

  /** Adds positions from a place up to another, which must all be of this commodity. */
  public void addRun(
      int[] contractIndex,
      long[] lots,
      int from,
      int to,
      CommodityLayout layout,
      RiskArrays arrays) {
    arrays.addLosses(contractIndex, lots, from, to, losses);
    for (int p = from; p < to; p++) {
      count(contractIndex[p], 0, lots[p], layout, arrays);
    }
  }

  private void count(
      int contractIndex, long before, long after, CommodityLayout layout, RiskArrays arrays) {
    long change = Math.subtractExact(after, before);
    int period = layout.periodOf(contractIndex);
    long delta =
        Math.multiplyExact(
            (long) arrays.delta(contractIndex), (long) layout.deltaScaling(contractIndex));
    deltas[period] = Math.addExact(deltas[period], Math.multiplyExact(change, delta));
    heldByPeriod[period] += (after == 0 ? 0 : 1) - (before == 0 ? 0 : 1);
    optionValue =
        Math.addExact(optionValue, Math.multiplyExact(change, arrays.optionValue(contractIndex)));
    long minimum = layout.shortMinimum(contractIndex);
    if (minimum != 0) {
      long shorts = Math.subtractExact(Math.max(0, -after), Math.max(0, -before));
      long minorUnits = Math.multiplyExact(shorts, minimum);
      if (layout.isCall(contractIndex)) {
        shortCalls = Math.addExact(shortCalls, minorUnits);
      } else {
        shortPuts = Math.addExact(shortPuts, minorUnits);
      }
    }
  }

  CommodityPlan plan() {
    return plan;
  }

  /** Minor units by scenario; shared, not copied. */
  long[] losses() {
    return losses;
  }

  /** Net delta of a period, in ten-thousandths, rounded HALF_EVEN. */
  long delta(int period) {
    return Deltas.rounded(deltas[period]);
  }

  /** Place of the commodity in the layout. */
  public int commodity() {
    return plan.place();
  }

  /** Minor units; positive when more is owned than owed. */
  public long optionValue() {
    return optionValue;
  }

  /** Ten-thousandths of a minor unit of all short calls. */
  long shortCalls() {
    return shortCalls;
  }

  /** Ten-thousandths of a minor unit of all short puts. */
  long shortPuts() {
    return shortPuts;
  }

  /** True when no position is held. */
  public boolean isFlat() {
    return nearestHeld() == heldByPeriod.length;
  }

  /** Place of the nearest period in which something is held; the number of periods when none. */
  int nearestHeld() {
    int period = 0;
    while (period < heldByPeriod.length && heldByPeriod[period] == 0) {
      period++;
    }
    return period;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CommodityExposure that
        && plan.id().equals(that.plan.id())
        && Arrays.equals(losses, that.losses)
        && Arrays.equals(deltas, that.deltas)
        && Arrays.equals(heldByPeriod, that.heldByPeriod)
        && optionValue == that.optionValue
        && shortCalls == that.shortCalls
        && shortPuts == that.shortPuts;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(losses) + Arrays.hashCode(deltas);
  }
}
