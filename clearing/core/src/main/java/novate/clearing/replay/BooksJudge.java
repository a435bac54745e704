package novate.clearing.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogView;
import novate.clearing.processor.Place;
import novate.wire.Wire;
import novate.wire.event.DeskHeader;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Holds the books that a desk has written, the last record of each key, against those that follow
 * from its partition up to the same header.
 */
final class BooksJudge {
  private final Place place;
  private final SortedMap<String, Found> found = new TreeMap<>();

  /** What follows up to the header that was found. */
  private final SortedMap<String, Found> expected = new TreeMap<>();

  /** What follows since the last header, and what follows altogether. */
  private final List<Found> pending = new ArrayList<>();

  private final SortedMap<String, Found> latest = new TreeMap<>();

  private long nextOffset;
  private long end;
  private long written;

  private BooksJudge(Place place) {
    this.place = place;
  }

  /** The books of a partition as they stand now. */
  static BooksJudge read(LogView log, Place place) {
    BooksJudge judge = new BooksJudge(place);
    judge.end = log.read(place, 0, judge::take);
    return judge;
  }

  private void take(Found record) {
    put(found, record);
    if (Wire.find(record.value()).orElse(null) instanceof DeskHeader header) {
      nextOffset = header.getNextOffset();
    }
  }

  /** How far the partition is folded into the books. */
  long nextOffset() {
    return nextOffset;
  }

  /** A record of the books that follows from the partition; the header comes last. */
  void expect(byte[] key, SpecificRecordBase event) {
    Found record = new Found(place, written++, key, Wire.encode(event));
    put(latest, record);
    pending.add(record);
    if (event instanceof DeskHeader header) {
      if (header.getNextOffset() <= nextOffset) {
        pending.forEach(each -> put(expected, each));
      }
      pending.clear();
    }
  }

  private static void put(SortedMap<String, Found> books, Found record) {
    books.put(new String(record.key(), StandardCharsets.UTF_8), record);
  }

  /** The books so far as records, for a desk that is restored from them. */
  List<Found> records() {
    return List.copyOf(latest.values());
  }

  /** Nothing more follows. */
  void finish(Findings findings) {
    Findings.Sides sides = findings.at(Cuts.BOOKS, place.toString());
    found.values().forEach(each -> sides.found().next(each.value()));
    expected.values().forEach(each -> sides.expected().next(each.value()));
    SortedSet<String> keys = new TreeSet<>(found.keySet());
    keys.addAll(expected.keySet());
    for (String key : keys) {
      Found stands = found.get(key);
      Found follows = expected.get(key);
      boolean isSame =
          stands != null && follows != null && Arrays.equals(stands.value(), follows.value());
      if (!isSame) {
        findings.differs(
            place,
            stands == null ? end : stands.offset(),
            stands == null ? Words.NOTHING : Words.of(stands.value()),
            follows == null ? Words.NOTHING : Words.of(follows.value()));
      }
    }
  }
}
