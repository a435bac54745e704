package novate.clearing.replay;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import novate.clearing.processor.Found;
import novate.wire.Wire;
import novate.wire.event.Cut;
import novate.wire.event.Leg;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Holds one partition of legs against what follows from the trades: a bag of records between one
 * cut and the next, and the cuts themselves in order. The two sides are read in step, so that only
 * what is out of order has to be kept.
 */
final class LegsJudge {
  private final Cursor cursor;
  private final long requiredUntil;
  private final Findings findings;
  private final Bag bag = new Bag();
  private Findings.Sides sides = new Findings.Sides();

  /** A judge over a partition of legs; see {@link SequenceJudge} for what is required of it. */
  LegsJudge(Cursor cursor, long requiredUntil, Findings findings) {
    this.cursor = cursor;
    this.requiredUntil = requiredUntil;
    this.findings = findings;
  }

  /** The next record that follows from trades and control. */
  void expect(byte[] key, SpecificRecordBase event) {
    byte[] value = Wire.encode(event);
    sides.expected().add(value);
    if (event instanceof Cut cut) {
      end(key, value, cut);
    } else {
      bag.expect(identity(key, value), event);
      readOne();
    }
  }

  /** The offset of the next record that was not looked at. */
  long position() {
    return cursor.position();
  }

  /** Trades whose legs stand before the next cut and follow from nothing so far. */
  Set<TradeName> unexplained() {
    readToCut();
    Set<TradeName> names = new HashSet<>();
    for (Found found : bag.foundOnly()) {
      if (event(found) instanceof Leg leg) {
        names.add(TradeName.of(leg));
      }
    }
    return names;
  }

  /** Nothing more follows. */
  void finish() {
    readToCut();
    tell();
    for (Found left = cursor.peek(); left != null; left = cursor.peek()) {
      if (left.offset() >= requiredUntil) {
        break;
      }
      sides.found().add(left.value());
      findings.differs(cursor.place(), left.offset(), Words.of(left.value()), Words.NOTHING);
      cursor.skip();
    }
    findings.put(Cuts.OPEN, stream(), sides);
  }

  private void end(byte[] key, byte[] value, Cut cut) {
    readToCut();
    tell();
    Found marker = cursor.peek();
    if (marker == null) {
      findings.differs(cursor.place(), cursor.position(), Words.NOTHING, Words.of(cut));
    } else {
      sides.found().add(marker.value());
      if (!Arrays.equals(identity(key, value), identity(marker.key(), marker.value()))) {
        findings.differs(
            cursor.place(), marker.offset(), Words.altered(marker.value(), value), Words.of(cut));
      }
      cursor.skip();
    }
    findings.put(cut.getCycleId(), stream(), sides);
    sides = new Findings.Sides();
  }

  private String stream() {
    return cursor.place() + " by novator";
  }

  private void readToCut() {
    while (readOne()) {}
  }

  /** Reads a record that is no cut; false when there is none. */
  private boolean readOne() {
    Found next = cursor.peek();
    if (next == null || event(next) instanceof Cut) {
      return false;
    }
    sides.found().add(next.value());
    bag.found(identity(next.key(), next.value()), next);
    cursor.skip();
    return true;
  }

  /** Names what is on one side only; what is of one account and trade on both was altered. */
  private void tell() {
    List<SpecificRecordBase> lost = new ArrayList<>(bag.expectedOnly());
    for (Found found : bag.foundOnly()) {
      SpecificRecordBase altered = closest(found, lost);
      if (altered != null) {
        lost.remove(altered);
        findings.differs(
            cursor.place(),
            found.offset(),
            Words.altered(found.value(), Wire.encode(altered)),
            Words.of(altered));
      } else if (found.offset() < requiredUntil) {
        findings.differs(cursor.place(), found.offset(), Words.of(found.value()), Words.NOTHING);
      }
    }
    for (SpecificRecordBase event : lost) {
      findings.differs(cursor.place(), cursor.position(), Words.NOTHING, Words.of(event));
    }
    bag.clear();
  }

  private static @Nullable SpecificRecordBase closest(Found found, List<SpecificRecordBase> lost) {
    SpecificRecord event = event(found);
    if (event == null && lost.size() == 1) {
      return lost.getFirst(); // Bytes that nobody can read name no trade.
    }
    return lost.stream()
        .filter(each -> event instanceof Leg one && each instanceof Leg other && isSame(one, other))
        .findFirst()
        .orElse(null);
  }

  private static boolean isSame(Leg one, Leg other) {
    return TradeName.of(one).equals(TradeName.of(other))
        && one.getKind() == other.getKind()
        && Objects.equals(one.getAccountIndex(), other.getAccountIndex());
  }

  private static @Nullable SpecificRecord event(Found found) {
    Optional<SpecificRecord> event = Wire.find(found.value());
    return event.orElse(null);
  }

  private static byte[] identity(byte[] key, byte[] value) {
    return ByteBuffer.allocate(Integer.BYTES + key.length + value.length)
        .putInt(key.length)
        .put(key)
        .put(value)
        .array();
  }
}
