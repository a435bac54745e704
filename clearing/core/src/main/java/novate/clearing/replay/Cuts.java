package novate.clearing.replay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import novate.clearing.processor.LogView;
import novate.clearing.processor.Place;
import novate.clearing.processor.Topic;
import novate.wire.Wire;
import novate.wire.event.Cut;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleEnd;
import novate.wire.event.CycleResult;
import novate.wire.event.DayOpened;
import novate.wire.event.ExerciseHoldings;
import novate.wire.event.LedgerEntryPosted;
import novate.wire.event.MarginCall;
import org.apache.avro.specific.SpecificRecord;

/** Which cut a record belongs to; told by its content alone, so it is the same on both sides. */
final class Cuts {
  /** Legs behind the last cut. */
  static final String OPEN = "after the last cut";

  /** What has no cut of its own because it belongs to a record that nobody can read. */
  static final String REJECTS = "rejects";

  /** What the novator wrote down with each date that it opened. */
  static final String OPENINGS = "business dates opened";

  /** What the desks start from at the end. */
  static final String BOOKS = "books at the end";

  /** The state of the position keepers at the end. */
  static final String POSITIONS = "positions at the end";

  private final SequencedSet<String> cycleIds;
  private final List<Cut> cuts;
  private final List<Long> openings;

  private Cuts(SequencedSet<String> cycleIds, List<Cut> cuts, List<Long> openings) {
    this.cycleIds = cycleIds;
    this.cuts = cuts;
    this.openings = openings;
  }

  /** The cuts that stand in control. */
  static Cuts read(LogView log) {
    SequencedSet<String> cycleIds = new LinkedHashSet<>();
    List<Cut> cuts = new ArrayList<>();
    List<Long> openings = new ArrayList<>();
    log.read(
        new Place(Topic.CONTROL, 0),
        0,
        found -> {
          switch (Wire.find(found.value()).orElse(null)) {
            case Cut cut -> {
              cycleIds.add(cut.getCycleId());
              cuts.add(cut);
            }
            case DayOpened _ -> openings.add(found.offset());
            case null, default -> {}
          }
        });
    return new Cuts(cycleIds, cuts, openings);
  }

  /** Cycles in the order they were cut. */
  SequencedSet<String> cycleIds() {
    return cycleIds;
  }

  /** The cuts in order. */
  List<Cut> inOrder() {
    return cuts;
  }

  /** True when a business date is opened between two offsets of control. */
  boolean isOpening(long from, long until) {
    return openings.stream().anyMatch(offset -> offset >= from && offset < until);
  }

  /** The cut of a record of an output. */
  String of(SpecificRecord event) {
    return switch (event) {
      case CycleResult result -> result.getCycleId();
      case CycleEnd end -> end.getCycleId();
      case CycleDone done -> done.getCycleId();
      case ExerciseHoldings holdings -> holdings.getCycleId();
      case MarginCall call -> call.getCycleId();
      case LedgerEntryPosted entry -> of(entry);
      default -> REJECTS;
    };
  }

  /** Payments come at any time of a date; corrections name themselves as their cause. */
  private String of(LedgerEntryPosted entry) {
    if (cycleIds.contains(entry.getCause())) {
      return entry.getCause();
    }
    boolean isPayment = entry.getEntryId().startsWith("payment/");
    return entry.getBusinessDate() + (isPayment ? " payments" : " corrections");
  }
}
