package novate.clearing.position;

/**
 * What one account holds of one contract: the live position, and its copy at the last cut. Two
 * entries are equal when all their numbers are.
 *
 * <p>An entry is a place to copy into, used again for every leg so that the keeper makes none; it
 * is not a value to hold on to, and not for use as a key.
 */
public final class PositionEntry {
  /** Lots held now: positive is long, negative is short. */
  public long lots;

  /**
   * Price ticks paid for the lots held now: the sum of lots x price of the trades since the last
   * end of day, plus the lots carried over it x their settlement price. Negative when ticks were
   * taken.
   */
  public long costTicks;

  /** {@link #lots} as of the cut {@link #cutSequence}; meaningless until that cut was taken. */
  public long cutLots;

  /** {@link #costTicks} as of the cut {@link #cutSequence}. */
  public long cutCostTicks;

  /**
   * The cut of which this entry holds the copy, zero before the first. The copy is taken when the
   * entry is first touched after a cut; if this is not the latest cut, nothing was touched since
   * and the live numbers are those of the cut.
   */
  public long cutSequence;

  /** Premium due since the last end of day, minor units; positive when the account receives it. */
  public long premiumDueMinor;

  /**
   * Lots on which a clearing fee is due since the last end of day: every leg counts its lots
   * whichever way it goes, a reversal takes them back. Negative when more was reversed than traded.
   */
  public long feeLots;

  /** {@link #feeLots} as of the cut {@link #cutSequence}. */
  public long cutFeeLots;

  /** Sets every number to zero: flat, never cut. */
  public void clear() {
    lots = 0;
    costTicks = 0;
    cutLots = 0;
    cutCostTicks = 0;
    cutSequence = 0;
    premiumDueMinor = 0;
    feeLots = 0;
    cutFeeLots = 0;
  }

  /** Takes over every number of another entry, and returns this one. */
  public PositionEntry copyFrom(PositionEntry other) {
    lots = other.lots;
    costTicks = other.costTicks;
    cutLots = other.cutLots;
    cutCostTicks = other.cutCostTicks;
    cutSequence = other.cutSequence;
    premiumDueMinor = other.premiumDueMinor;
    feeLots = other.feeLots;
    cutFeeLots = other.cutFeeLots;
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PositionEntry entry
        && lots == entry.lots
        && costTicks == entry.costTicks
        && cutLots == entry.cutLots
        && cutCostTicks == entry.cutCostTicks
        && cutSequence == entry.cutSequence
        && premiumDueMinor == entry.premiumDueMinor
        && feeLots == entry.feeLots
        && cutFeeLots == entry.cutFeeLots;
  }

  @Override
  public int hashCode() {
    long hash = lots;
    hash = 31 * hash + costTicks;
    hash = 31 * hash + cutLots;
    hash = 31 * hash + cutCostTicks;
    hash = 31 * hash + cutSequence;
    hash = 31 * hash + premiumDueMinor;
    hash = 31 * hash + feeLots;
    hash = 31 * hash + cutFeeLots;
    return Long.hashCode(hash);
  }

  @Override
  public String toString() {
    return String.format(
        "PositionEntry[lots=%d, costTicks=%d, cutLots=%d, cutCostTicks=%d, cutSequence=%d,"
            + " premiumDueMinor=%d, feeLots=%d, cutFeeLots=%d]",
        lots, costTicks, cutLots, cutCostTicks, cutSequence, premiumDueMinor, feeLots, cutFeeLots);
  }
}
