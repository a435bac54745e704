package novate.clearing.processor;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the novator has done since it started; for progress bars, never for results. Safe for
 * threads.
 */
public final class NovatorCounters {
  private final AtomicLong readCount = new AtomicLong();
  private final AtomicLong legCount = new AtomicLong();
  private final AtomicLong duplicateCount = new AtomicLong();
  private final AtomicLong rejectCount = new AtomicLong();
  private final AtomicLong committedCount = new AtomicLong();

  void read() {
    readCount.incrementAndGet();
  }

  void novated(int legs) {
    legCount.addAndGet(legs);
  }

  void duplicate() {
    duplicateCount.incrementAndGet();
  }

  void refused() {
    rejectCount.incrementAndGet();
  }

  void commit() {
    committedCount.set(readCount.get());
  }

  /** Trade records whose outcome is committed. */
  public long committed() {
    return committedCount.get();
  }

  /** Legs written. */
  public long legs() {
    return legCount.get();
  }

  /** Records without effect because they were booked or refused before. */
  public long duplicates() {
    return duplicateCount.get();
  }

  /** Records refused. */
  public long rejects() {
    return rejectCount.get();
  }
}
