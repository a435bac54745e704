package novate.clearing.trade;

import static novate.market.Checks.found;

import java.util.Map;
import java.util.TreeMap;
import novate.wire.event.Leg;
import novate.wire.event.LegKind;

/**
 * What the book knows of one trade: every revision's content hash, and the terms that stand.
 *
 * <p>It is rebuilt from buy-side legs in any order across partitions, so nothing here depends on
 * which revision is seen first.
 */
final class BookedTrade {
  private final Map<Integer, String> hashByRevision = new TreeMap<>();
  private final Map<Integer, Leg> buyLegByRevision = new TreeMap<>();
  private int lastReversed = -1;

  /** Takes in a leg of the buyer's side: a purchase novated, or the sale that reverses one. */
  void add(Leg leg) {
    hashByRevision.put(leg.getRevision(), leg.getContentHash());
    if (leg.getKind() == LegKind.NOVATED) {
      buyLegByRevision.put(leg.getRevision(), leg);
    } else {
      lastReversed = Math.max(lastReversed, leg.getRevision());
    }
  }

  /** True when the revision is known with just this content. */
  boolean holds(int revision, String contentHash) {
    return contentHash.equals(hashByRevision.get(revision));
  }

  boolean knows(int revision) {
    return hashByRevision.containsKey(revision);
  }

  int lastRevision() {
    return lastOf(hashByRevision);
  }

  /** True when the trade was taken back and nothing stands in its place. */
  boolean isBusted() {
    return lastReversed > lastOf(buyLegByRevision);
  }

  /** The buyer's leg of the terms that stand. */
  Leg standing() {
    int revision = lastOf(buyLegByRevision);
    return found(
        buyLegByRevision.get(revision), "a booked trade has no leg of revision %d", revision);
  }

  private static int lastOf(Map<Integer, ?> byRevision) {
    return byRevision.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
  }
}
