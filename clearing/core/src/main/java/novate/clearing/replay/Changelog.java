package novate.clearing.replay;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import novate.clearing.position.PositionKeeper;
import novate.clearing.position.PositionKey;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogView;
import novate.clearing.processor.Place;
import novate.wire.Wire;
import novate.wire.event.KeeperHeader;
import novate.wire.event.PositionState;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * What a position keeper has written of itself: the last state of each position, and its own place.
 *
 * <p>Two changelogs are compared as of the keeper's last cut. Whether a state was written before or
 * after its at-cut copy was taken depends on how legs came in batches; what it means does not.
 */
final class Changelog {
  private record Held(long offset, byte[] key, PositionState state) {}

  private final Place place;
  private final Map<Long, Held> heldByPosition = new HashMap<>();
  private final List<Found> strange = new ArrayList<>();
  private long end;
  private byte[] headerKey = {};
  private @Nullable KeeperHeader header;

  /** A changelog that nothing has been written to. */
  Changelog(Place place) {
    this.place = place;
  }

  /** The changelog of a partition as it stands now. */
  static Changelog read(LogView log, Place place) {
    Changelog changelog = new Changelog(place);
    changelog.end =
        log.read(
            place,
            0,
            found -> {
              SpecificRecord event = Wire.find(found.value()).orElse(null);
              if (!changelog.put(found.offset(), found.key(), found.isTombstone(), event)) {
                changelog.strange.add(found);
              }
            });
    return changelog;
  }

  /** Writes a state, the keeper's place, or a tombstone. */
  void write(byte[] key, @Nullable SpecificRecordBase event) {
    if (!put(end++, key, event == null, event)) {
      throw new IllegalStateException("a keeper does not write " + event);
    }
  }

  /** Takes in a record; false when it is none of a keeper's. */
  private boolean put(
      long offset, byte[] key, boolean isTombstone, @Nullable SpecificRecord event) {
    if (event instanceof KeeperHeader written) {
      header = written;
      headerKey = key;
      return true;
    }
    if (key.length != Long.BYTES) {
      return false;
    }
    long position = ByteBuffer.wrap(key).getLong();
    if (isTombstone) {
      heldByPosition.remove(position);
      return true;
    }
    if (event instanceof PositionState state
        && PositionKey.accountIndex(position) == state.getAccountIndex()
        && PositionKey.contractIndex(position) == state.getContractIndex()) {
      heldByPosition.put(position, new Held(offset, key, state));
      return true;
    }
    return false;
  }

  /** How far legs are folded into it. */
  long nextOffset() {
    KeeperHeader written = header;
    return written == null ? 0 : written.getNextOffset();
  }

  /** It as records, for a keeper that restores itself from it. */
  List<Found> records() {
    List<Found> records = new ArrayList<>();
    for (Held held : heldByPosition.values()) {
      records.add(new Found(place, records.size(), held.key(), Wire.encode(held.state())));
    }
    KeeperHeader written = header;
    if (written != null) {
      records.add(new Found(place, records.size(), headerKey, Wire.encode(written)));
    }
    return records;
  }

  /** Holds this, which was found, against what follows from the log. */
  void compareWith(Changelog expected, Findings findings) {
    Findings.Sides sides = findings.at(Cuts.POSITIONS, place.toString());
    for (Found found : strange) {
      sides.found().next(found.value());
      findings.differs(
          place, found.offset(), Words.of(found.value()), "a position or the keeper's place");
    }
    SortedSet<Long> positions = new TreeSet<>(heldByPosition.keySet());
    positions.addAll(expected.heldByPosition.keySet());
    for (long position : positions) {
      PositionState here = atLastCut(position);
      PositionState there = expected.atLastCut(position);
      if (here != null) {
        sides.found().next(Wire.encode(here));
      }
      if (there != null) {
        sides.expected().next(Wire.encode(there));
      }
      compare(position, here, there, findings);
    }
    compareHeaders(expected, sides, findings);
  }

  private void compare(
      long position,
      @Nullable PositionState here,
      @Nullable PositionState there,
      Findings findings) {
    boolean isEqual = here == null ? there == null : here.equals(there);
    if (!isEqual) {
      Held held = heldByPosition.get(position);
      findings.differs(
          place,
          held == null ? end : held.offset(),
          here == null ? Words.NOTHING : Words.of(here),
          there == null ? Words.NOTHING : Words.of(there));
    }
  }

  private void compareHeaders(Changelog expected, Findings.Sides sides, Findings findings) {
    KeeperHeader here = header;
    KeeperHeader there = expected.header;
    if (here != null) {
      sides.found().next(Wire.encode(here));
    }
    if (there != null) {
      sides.expected().next(Wire.encode(there));
    }
    boolean isEqual = here == null ? there == null : here.equals(there);
    if (!isEqual) {
      findings.differs(
          place,
          end,
          here == null ? Words.NOTHING : Words.of(here),
          there == null ? Words.NOTHING : Words.of(there));
    }
  }

  /** A position with what was held at the last cut; null when it holds nothing. */
  private @Nullable PositionState atLastCut(long position) {
    Held held = heldByPosition.get(position);
    if (held == null) {
      return null;
    }
    PositionState state = held.state();
    KeeperHeader written = header;
    long cutSequence = written == null ? 0 : written.getCutSequence();
    boolean isCopied = state.getCutSequence() >= cutSequence;
    PositionState atCut =
        new PositionState(
            state.getAccountIndex(),
            state.getContractIndex(),
            state.getLots(),
            state.getCostTicks(),
            isCopied ? state.getCutLots() : state.getLots(),
            isCopied ? state.getCutCostTicks() : state.getCostTicks(),
            Math.max(state.getCutSequence(), cutSequence),
            state.getPremiumDue(),
            state.getFeeLots(),
            isCopied ? state.getCutFeeLots() : state.getFeeLots());
    return PositionKeeper.isGone(atCut) ? null : atCut;
  }
}
