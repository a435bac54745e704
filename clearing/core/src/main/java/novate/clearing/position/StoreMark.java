package novate.clearing.position;

import static novate.market.Checks.require;

import novate.wire.event.KeeperHeader;

/**
 * What a store held when its keeper came to rest: enough to tell, at the next start, whether the
 * store is still what the changelog says. It is written last and removed first, so a store that has
 * one was not touched since.
 *
 * @param partition of legs, from 0
 * @param header where the keeper stood; the last record of its changelog
 * @param headerOffset offset of that record in the changelog
 * @param entryCount number of entries in the store
 * @param contentSum {@link #contentSum} of the store
 */
public record StoreMark(
    int partition, KeeperHeader header, long headerOffset, long entryCount, long contentSum) {
  /** Checks itself. */
  public StoreMark {
    require(partition >= 0, "partition must not be negative, got %d", partition);
    require(headerOffset >= 0, "header offset must not be negative, got %d", headerOffset);
    require(entryCount >= 0, "entry count must not be negative, got %d", entryCount);
  }

  /** The mark of a store as it is now. */
  public static StoreMark of(
      int partition, KeeperHeader header, long headerOffset, PositionStore store) {
    return new StoreMark(partition, header, headerOffset, store.size(), contentSum(store));
  }

  /**
   * A number that changes with any number of any entry, whatever the order of the entries: the sum,
   * modulo 2^64, of a hash of each. Two contents that differ by accident agree with a chance of one
   * in 2^64.
   */
  public static long contentSum(PositionStore store) {
    Sum sum = new Sum();
    store.forEach(sum);
    return sum.value;
  }

  private static final class Sum implements PositionStore.EntryVisitor {
    private long value;

    @Override
    public void visit(long key, PositionEntry entry) {
      long hash = mix(key);
      hash = mix(hash ^ entry.lots);
      hash = mix(hash ^ entry.costTicks);
      hash = mix(hash ^ entry.cutLots);
      hash = mix(hash ^ entry.cutCostTicks);
      hash = mix(hash ^ entry.cutSequence);
      hash = mix(hash ^ entry.premiumDueMinor);
      hash = mix(hash ^ entry.feeLots);
      value += mix(hash ^ entry.cutFeeLots);
    }

    /** Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators (2014), figure 16. */
    private static long mix(long number) {
      long z = number + 0x9e3779b97f4a7c15L;
      z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
      z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
      return z ^ (z >>> 31);
    }
  }
}
