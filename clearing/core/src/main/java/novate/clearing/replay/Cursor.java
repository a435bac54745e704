package novate.clearing.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import novate.clearing.processor.Found;
import novate.clearing.processor.Place;
import org.jspecify.annotations.Nullable;

/** Goes through one partition up to a stated offset, a page at a time. One thread. */
final class Cursor {
  private final ReplayLog log;
  private final Place place;
  private final Predicate<Found> filter;
  private final long until;
  private final List<Found> ahead = new ArrayList<>();
  private int head;
  private long nextPage;

  /** A cursor over some of the records of a partition. */
  Cursor(ReplayLog log, Place place, long from, long until, Predicate<Found> filter) {
    this.log = log;
    this.place = place;
    this.filter = filter;
    this.until = until;
    this.nextPage = from;
  }

  /** A cursor over all records of a partition. */
  Cursor(ReplayLog log, Place place, long from, long until) {
    this(log, place, from, until, _ -> true);
  }

  Place place() {
    return place;
  }

  /** The record so many behind the next one; null when there is none before the end. */
  @Nullable Found peek(int index) {
    while (head + index >= ahead.size() && nextPage < until) {
      ReplayLog.Page page = log.page(place, nextPage, until);
      ahead.subList(0, head).clear();
      head = 0;
      page.records().stream().filter(filter).forEach(ahead::add);
      nextPage = page.next();
    }
    return head + index < ahead.size() ? ahead.get(head + index) : null;
  }

  /** The next record; null at the end. */
  @Nullable Found peek() {
    return peek(0);
  }

  /** Passes over the next record, which must have been seen. */
  void skip() {
    head++;
  }

  /** The offset of the next record; at the end, the end. */
  long position() {
    Found next = peek();
    return next == null ? until : next.offset();
  }
}
