package novate.clearing.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import novate.clearing.processor.Found;
import novate.clearing.processor.Place;
import novate.clearing.processor.Topic;
import novate.wire.Wire;
import novate.wire.event.NovatorCheckpoint;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the novator has written down when it opened a business date against what a fold from
 * the start of the log gives. Two offsets are the same when no record stands between them.
 */
final class CheckpointsJudge {
  private final ReplayLog log;
  private final Cursor cursor;
  private final long requiredUntil;
  private final RejectsJudge rejects;
  private final Findings findings;
  private final Findings.Sides sides;
  private final List<Found> expectedSoFar = new ArrayList<>();

  /**
   * A judge of all checkpoints.
   *
   * @param rejects all refusals
   */
  CheckpointsJudge(
      ReplayLog log, Cursor cursor, long requiredUntil, RejectsJudge rejects, Findings findings) {
    this.log = log;
    this.cursor = cursor;
    this.requiredUntil = requiredUntil;
    this.rejects = rejects;
    this.findings = findings;
    this.sides = findings.at(Cuts.OPENINGS, cursor.place() + " by novator");
  }

  /** How far a partition of trades had been read when the next date was opened. */
  OptionalLong nextTradesOffset(Place trades) {
    Found next = cursor.peek();
    return next == null
        ? OptionalLong.empty()
        : checkpoint(next).stream()
            .mapToLong(each -> each.getTradesOffsets().get(trades.partition()))
            .findFirst();
  }

  /** The checkpoint that follows from the log. */
  void expect(byte[] key, SpecificRecordBase event) {
    NovatorCheckpoint expected = (NovatorCheckpoint) event;
    expectedSoFar.add(new Found(cursor.place(), expectedSoFar.size(), key, Wire.encode(expected)));
    sides.expected().next(content(expected));
    for (Found next = cursor.peek(); next != null; next = cursor.peek()) {
      NovatorCheckpoint stands = checkpoint(next).orElse(null);
      if (stands != null && stands.getBusinessDate().isAfter(expected.getBusinessDate())) {
        break;
      }
      cursor.skip();
      boolean isOfDate =
          stands != null && stands.getBusinessDate().equals(expected.getBusinessDate());
      tell(next, stands, isOfDate ? expected : null);
      if (isOfDate) {
        return;
      }
    }
    findings.differs(cursor.place(), cursor.position(), Words.NOTHING, Words.of(expected));
  }

  /** Those that followed so far, as records. */
  List<Found> expectedSoFar() {
    return List.copyOf(expectedSoFar);
  }

  /** No more follow. */
  void finish() {
    for (Found left = cursor.peek(); left != null; left = cursor.peek()) {
      if (left.offset() >= requiredUntil) {
        return;
      }
      cursor.skip();
      tell(left, checkpoint(left).orElse(null), null);
    }
  }

  private void tell(
      Found next, @Nullable NovatorCheckpoint stands, @Nullable NovatorCheckpoint expected) {
    sides.found().next(stands == null ? next.value() : content(stands));
    boolean isSame = stands != null && expected != null && isSame(stands, expected);
    if (!isSame) {
      findings.differs(
          cursor.place(),
          next.offset(),
          Words.of(next.value()),
          expected == null ? Words.NOTHING : Words.of(expected));
    }
  }

  private boolean isSame(NovatorCheckpoint stands, NovatorCheckpoint expected) {
    boolean isSame =
        stands.getDatesBefore() == expected.getDatesBefore()
            && stands.getControlOffset() == expected.getControlOffset()
            && stands.getGrossTicks().equals(expected.getGrossTicks())
            && rejects.isSplitBy(stands.getRejectsOffset(), stands.getTradesOffsets());
    for (Place trades : Place.all(Topic.TRADES)) {
      int p = trades.partition();
      isSame =
          isSame
              && isNothingBetween(
                  trades, stands.getTradesOffsets().get(p), expected.getTradesOffsets().get(p));
    }
    for (Place place : Place.all(Topic.LEGS)) {
      isSame =
          isSame
              && isNothingBetween(
                  place,
                  stands.getLegsOffsets().get(place.partition()),
                  expected.getLegsOffsets().get(place.partition()));
    }
    return isSame;
  }

  private boolean isNothingBetween(Place place, long one, long other) {
    long from = Math.min(one, other);
    return from >= 0 && new Cursor(log, place, from, Math.max(one, other)).peek() == null;
  }

  private static byte[] content(NovatorCheckpoint checkpoint) {
    return Wire.encode(
        new NovatorCheckpoint(
            checkpoint.getBusinessDate(),
            checkpoint.getDatesBefore(),
            0L,
            List.of(),
            List.of(),
            0L,
            checkpoint.getGrossTicks()));
  }

  /** A record as a checkpoint; empty when it is none that anybody could start from. */
  private static Optional<NovatorCheckpoint> checkpoint(Found found) {
    return Wire.find(found.value())
        .filter(NovatorCheckpoint.class::isInstance)
        .map(NovatorCheckpoint.class::cast)
        .filter(each -> each.getTradesOffsets().size() == Topic.TRADES.partitionCount())
        .filter(each -> each.getLegsOffsets().size() == Topic.LEGS.partitionCount());
  }
}
