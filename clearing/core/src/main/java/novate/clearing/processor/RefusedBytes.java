package novate.clearing.processor;

import static novate.market.Checks.require;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/**
 * Hashes of what was refused on the last business dates. The same bytes stand in rejects once as
 * long as they are known here; on a later date they are refused again.
 */
final class RefusedBytes {
  private final int datesMax;
  private final Deque<Set<String>> hashesByDate = new ArrayDeque<>();

  /** Knows nothing yet, and will know so many dates. */
  RefusedBytes(int datesMax) {
    this.datesMax = datesMax;
  }

  /** Opens a date and forgets the one that falls out. */
  void open() {
    hashesByDate.addFirst(new HashSet<>());
    if (hashesByDate.size() > datesMax) {
      hashesByDate.removeLast();
    }
  }

  /** Takes in a refusal of the date open now; false when the same bytes were refused before. */
  boolean add(String hash) {
    require(!hashesByDate.isEmpty(), "%s is refused before any date is open", hash);
    return hashesByDate.stream().noneMatch(hashes -> hashes.contains(hash))
        && hashesByDate.getFirst().add(hash);
  }

  /** Takes back a refusal that was made so many dates before the one open now. */
  void restore(String hash, int datesAgo) {
    Iterator<Set<String>> dates = hashesByDate.iterator();
    for (int i = 0; i < datesAgo && dates.hasNext(); i++) {
      dates.next();
    }
    if (dates.hasNext()) {
      dates.next().add(hash);
    }
  }
}
