package novate.index;

import static novate.market.Checks.require;

import java.time.LocalDate;
import java.util.Comparator;
import novate.market.IndexId;

/**
 * Which print of an index is meant; ordered by date, index, revision.
 *
 * @param revision 1 for the first print; each restatement is the next
 */
public record PrintKey(LocalDate date, IndexId index, int revision)
    implements Comparable<PrintKey> {
  private static final Comparator<PrintKey> ORDER =
      Comparator.comparing(PrintKey::date)
          .thenComparing(PrintKey::index)
          .thenComparing(PrintKey::revision);

  /** A first print has revision 1. */
  public PrintKey {
    require(revision >= 1, "revision of %s %s must be 1 or more, got %d", index, date, revision);
  }

  @Override
  public int compareTo(PrintKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "%s %s revision %d".formatted(index, date, revision);
  }
}
