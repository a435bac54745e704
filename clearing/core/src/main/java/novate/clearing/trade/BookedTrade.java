package novate.clearing.trade;

import java.util.ArrayList;
import java.util.List;
import novate.wire.event.Leg;
import novate.wire.event.LegKind;

/**
 * What the book knows of one trade: the buyer's legs of all its revisions.
 *
 * <p>It is rebuilt from legs in any order across partitions, so nothing here depends on which
 * revision is seen first. Nearly every trade has one leg, and a day has millions of trades: one
 * short list is all that is kept of each.
 */
final class BookedTrade {
  private final List<Leg> buyersLegs = new ArrayList<>(1);

  /** Takes in a leg of the buyer's side: a purchase novated, or the sale that reverses one. */
  void add(Leg leg) {
    buyersLegs.add(leg);
  }

  /** True when the revision is known with just this content. */
  boolean holds(int revision, String contentHash) {
    return buyersLegs.stream()
        .anyMatch(leg -> leg.getRevision() == revision && leg.getContentHash().equals(contentHash));
  }

  boolean knows(int revision) {
    return buyersLegs.stream().anyMatch(leg -> leg.getRevision() == revision);
  }

  int lastRevision() {
    return Math.max(last(LegKind.NOVATED), last(LegKind.REVERSED));
  }

  /** True when the trade was taken back and nothing stands in its place. */
  boolean isBusted() {
    return last(LegKind.REVERSED) > last(LegKind.NOVATED);
  }

  /** The buyer's leg of the terms that stand. */
  Leg standing() {
    int revision = last(LegKind.NOVATED);
    return buyersLegs.stream()
        .filter(leg -> leg.getKind() == LegKind.NOVATED && leg.getRevision() == revision)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a booked trade has no novated leg"));
  }

  private int last(LegKind kind) {
    return buyersLegs.stream()
        .filter(leg -> leg.getKind() == kind)
        .mapToInt(Leg::getRevision)
        .max()
        .orElse(-1);
  }
}
