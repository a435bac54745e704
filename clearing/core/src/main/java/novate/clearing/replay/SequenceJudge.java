package novate.clearing.replay;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import novate.clearing.processor.Found;
import novate.clearing.processor.Place;
import novate.wire.Wire;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Holds the records that one processor has written to one partition against those that follow from
 * its input, byte for byte and in order. One that was lost, doubled or altered is named once: the
 * two are brought into step again within a window of {@value #WINDOW} records.
 */
final class SequenceJudge {
  private static final int WINDOW = 64;

  private record Expected(byte[] key, byte[] value, SpecificRecordBase event) {
    boolean equals(Found found) {
      return Arrays.equals(key, found.key()) && Arrays.equals(value, found.value());
    }
  }

  private final Cursor cursor;
  private final long requiredUntil;
  private final String stream;
  private final Cuts cuts;
  private final Findings findings;
  private final Deque<Expected> expected = new ArrayDeque<>();

  /**
   * A judge of a partition.
   *
   * @param cursor over what the processor has written
   * @param requiredUntil what stands before this offset must follow from what was folded; what
   *     stands behind it may follow from what was written meanwhile
   * @param stream names the writer and the partition among the digests
   */
  SequenceJudge(Cursor cursor, long requiredUntil, String stream, Cuts cuts, Findings findings) {
    this.cursor = cursor;
    this.requiredUntil = requiredUntil;
    this.stream = stream;
    this.cuts = cuts;
    this.findings = findings;
  }

  /** The next record that follows from the input. */
  void expect(byte[] key, SpecificRecordBase event) {
    byte[] value = Wire.encode(event);
    findings.at(cuts.of(event), stream).expected().next(value);
    expected.add(new Expected(key, value, event));
    match(false);
  }

  /** Nothing more follows: what was not found is lost, and what is left over is too much. */
  void finish() {
    match(true);
    for (Found found = cursor.peek(); found != null; found = cursor.peek()) {
      if (found.offset() >= requiredUntil) {
        return;
      }
      unexpected(found);
    }
  }

  private void match(boolean isLast) {
    while (!expected.isEmpty()) {
      int at = find(expected.getFirst());
      if (at < 0 && !isLast && expected.size() < WINDOW) {
        return;
      }
      Expected next = expected.removeFirst();
      Found first = cursor.peek();
      if (at >= 0) {
        matched(next, at);
      } else if (first == null || isExpectedLater(first)) {
        findings.differs(cursor.place(), cursor.position(), Words.NOTHING, Words.of(next.event()));
      } else {
        altered(first, next);
      }
    }
  }

  /** How many records before one that is as expected; negative when it is not near. */
  private int find(Expected next) {
    for (int i = 0; i < WINDOW; i++) {
      Found found = cursor.peek(i);
      if (found == null) {
        return -1;
      }
      if (next.equals(found)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isExpectedLater(Found found) {
    return expected.stream().anyMatch(each -> each.equals(found));
  }

  private void matched(Expected next, int unexpectedBefore) {
    for (int i = 0; i < unexpectedBefore; i++) {
      unexpected(cursor.peek());
    }
    findings.at(cuts.of(next.event()), stream).found().next(next.value());
    cursor.skip();
  }

  private void unexpected(@Nullable Found found) {
    if (found != null) {
      count(found);
      findings.differs(cursor.place(), found.offset(), Words.of(found.value()), Words.NOTHING);
      cursor.skip();
    }
  }

  private void altered(Found found, Expected next) {
    count(found);
    boolean isOtherKey = Arrays.equals(found.value(), next.value());
    findings.differs(
        cursor.place(),
        found.offset(),
        isOtherKey ? "another key" : Words.altered(found.value(), next.value()),
        Words.of(next.event()));
    cursor.skip();
  }

  private void count(Found found) {
    String cut = Wire.find(found.value()).map(cuts::of).orElse(Cuts.REJECTS);
    findings.at(cut, stream).found().next(found.value());
  }

  /** The partition that is judged. */
  Place place() {
    return cursor.place();
  }
}
