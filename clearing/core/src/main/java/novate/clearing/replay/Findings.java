package novate.clearing.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogProcessor;
import novate.clearing.processor.Outbox;
import novate.clearing.processor.Place;
import novate.wire.WireException;
import novate.wire.event.CycleDone;

/**
 * What one fold of the replay has found so far: two digests by cut and stream, and what is
 * different. One thread.
 */
final class Findings {
  /** A stream of records at a cut, as the log has it and as it follows from the log. */
  record Sides(Digest found, Digest expected) {
    Sides() {
      this(new Digest(), new Digest());
    }
  }

  private final int differencesMax;
  private final SortedMap<String, SortedMap<String, Sides>> sidesByCut = new TreeMap<>();
  private final List<Difference> differences = new ArrayList<>();
  private final List<CycleDone> reports = new ArrayList<>();
  private long differenceCount;
  private long folded;

  Findings(int differencesMax) {
    this.differencesMax = differencesMax;
  }

  /** The digests of a stream at a cut. */
  Sides at(String cut, String stream) {
    return sidesByCut
        .computeIfAbsent(cut, _ -> new TreeMap<>())
        .computeIfAbsent(stream, _ -> new Sides());
  }

  /** Puts the digests of a stream whose cut is known only now. */
  void put(String cut, String stream, Sides sides) {
    sidesByCut.computeIfAbsent(cut, _ -> new TreeMap<>()).put(stream, sides);
  }

  void differs(Place place, long offset, String found, String expected) {
    if (differences.size() < differencesMax) {
      differences.add(new Difference(place.toString(), offset, found, expected));
    }
    differenceCount++;
  }

  /**
   * Folds a record. Whatever the fold throws says that the log is not as a house writes it.
   *
   * @return false when it threw; that is among the findings
   */
  boolean isFolded(LogProcessor processor, Found found, Outbox outbox) {
    try {
      processor.take(found, outbox);
      return true;
    } catch (IllegalStateException
        | IllegalArgumentException
        | ArithmeticException
        | WireException e) {
      differs(
          found.place(),
          found.offset(),
          Words.of(found.value()),
          "a record that %s can fold: %s".formatted(processor.id(), e.getMessage()));
      return false;
    }
  }

  /** A record of an input was folded. */
  void folded() {
    folded++;
  }

  /** A report of a cycle that follows from the log. */
  void reported(CycleDone report) {
    reports.add(report);
  }

  List<CycleDone> reports() {
    return reports;
  }

  SortedMap<String, SortedMap<String, Sides>> sidesByCut() {
    return sidesByCut;
  }

  List<Difference> differences() {
    return differences;
  }

  long differenceCount() {
    return differenceCount;
  }

  long foldedCount() {
    return folded;
  }
}
