package novate.clearing.replay;

import static novate.market.Checks.found;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogProcessor;
import novate.clearing.processor.LogView;
import novate.clearing.processor.LogViewOver;
import novate.clearing.processor.NovatorCounters;
import novate.clearing.processor.NovatorProcessor;
import novate.clearing.processor.Outbox;
import novate.clearing.processor.Place;
import novate.clearing.processor.Reference;
import novate.clearing.processor.RejectPlaces;
import novate.clearing.processor.Topic;
import novate.wire.Wire;
import novate.wire.event.Cut;
import novate.wire.event.CycleKind;
import novate.wire.event.TradeReport;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Novates the trades again. The order in which the novator merged its inputs stands nowhere, so
 * legs are compared as a bag between one cut and the next, and rejects as a bag.
 *
 * <p>A cut is taken when every partition of trades is read to the offset that it names; the novator
 * may have been ahead of it by then. Which trades that were is told by the legs that stand before
 * the marker: they were booked before the cut, and so they are here. What has no leg (refused, or
 * sent again) behind the last of them is taken before an end of day when the checkpoint of the next
 * date says that it was read by then; at an intraday cut it does not matter.
 */
final class NovatorReplay {
  private static final Place CONTROL = new Place(Topic.CONTROL, 0);
  private static final Place REJECTS = RejectPlaces.NOVATOR;
  private static final Place CHECKPOINTS = new Place(Topic.CHECKPOINTS, 0);

  /** How many trades the novator may have been ahead of a cut in one partition. */
  private static final int AHEAD_MAX = 100_000;

  private final ReplayLog log;
  private final ReplayOptions options;
  private final Reference reference;
  private final Findings findings;
  private final Map<Place, Long> untilByInput = new TreeMap<>();
  private final Map<Place, Cursor> cursorByInput = new TreeMap<>();
  private final Map<Place, LegsJudge> judgeByPartition = new TreeMap<>();
  private final RejectsJudge rejects;
  private final CheckpointsJudge checkpoints;
  private final Cuts allCuts;
  private final Deque<Cut> cuts = new ArrayDeque<>();

  /** Trades that were booked before a cut although they stand behind its offsets, by partition. */
  private final Map<Place, Long> aheadByInput = new HashMap<>();

  NovatorReplay(
      ReplayLog log,
      Map<Place, Long> requiredUntil,
      Cuts cuts,
      Reference reference,
      ReplayOptions options,
      Findings findings) {
    this.log = log;
    this.options = options;
    this.reference = reference;
    this.findings = findings;
    this.allCuts = cuts;
    this.cuts.addAll(cuts.inOrder());
    List<Place> inputs = new ArrayList<>(Place.all(Topic.TRADES));
    inputs.add(CONTROL);
    for (Place input : inputs) {
      long until = log.committed(NovatorProcessor.ID, input).orElse(0);
      untilByInput.put(input, until);
      cursorByInput.put(input, new Cursor(log, input, 0, until));
    }
    for (Place place : Place.all(Topic.LEGS)) {
      judgeByPartition.put(
          place,
          new LegsJudge(
              new Cursor(log, place, 0, log.end(place)),
              Streams.required(requiredUntil, place),
              findings));
    }
    rejects =
        new RejectsJudge(
            new Cursor(log, REJECTS, 0, log.end(REJECTS)),
            Streams.required(requiredUntil, REJECTS),
            findings);
    checkpoints =
        new CheckpointsJudge(
            log,
            new Cursor(log, CHECKPOINTS, 0, log.end(CHECKPOINTS)),
            Streams.required(requiredUntil, CHECKPOINTS),
            rejects,
            findings);
  }

  void run() {
    Outbox judge =
        (place, key, event) -> {
          if (place.topic() == Topic.LEGS && event != null) {
            found(judgeByPartition.get(place), "%s has no judge", place).expect(key, event);
          } else if (place.equals(REJECTS) && event != null) {
            rejects.expect(event);
          } else if (place.equals(CHECKPOINTS) && event != null) {
            checkpoints.expect(key, event);
          } else {
            throw new IllegalStateException("the novator does not write to " + place);
          }
        };
    LogProcessor novator = novator(CommittedSoFar.nothing(log));
    while (true) {
      long took = round(novator, judge);
      if (took < 0) {
        return;
      }
      if (took > 0 || (isAtCut() && isAheadOfCut())) {
        continue;
      }
      if (!isAtCut()) {
        break;
      }
      if (!takeCut(novator, judge)) {
        return;
      }
      if (options.isRestored()) {
        novator = novator(committed(novator));
      }
    }
    cursorByInput.values().forEach(this::requireAtEnd);
    judgeByPartition.values().forEach(LegsJudge::finish);
    checkpoints.finish();
    rejects.finish(untilByInput);
  }

  private LogProcessor novator(LogView known) {
    LogProcessor novator = new NovatorProcessor(reference, new NovatorCounters());
    novator.restore(new Present(known));
    return novator;
  }

  /** The log as it was at the cut just taken; its legs have been compared up to there. */
  private LogView committed(LogProcessor novator) {
    Map<Place, Long> ends = new TreeMap<>();
    judgeByPartition.forEach((place, judge) -> ends.put(place, judge.position()));
    ends.put(CONTROL, cursor(CONTROL).position());
    return new CommittedSoFar(
        log,
        ends,
        Map.of(REJECTS, rejects.expectedSoFar(), CHECKPOINTS, checkpoints.expectedSoFar()),
        novator.places(positions()));
  }

  private Map<Place, Long> positions() {
    Map<Place, Long> positions = new TreeMap<>();
    cursorByInput.forEach((place, cursor) -> positions.put(place, cursor.position()));
    return positions;
  }

  /** One batch of each input up to the next cut; returns how many records, or -1 when it stops. */
  private long round(LogProcessor novator, Outbox judge) {
    long took = 0;
    for (Map.Entry<Place, Cursor> input : cursorByInput.entrySet()) {
      Place place = input.getKey();
      for (int i = 0; i < options.batchRecords(); i++) {
        Found next = input.getValue().peek();
        if (next == null || !isDue(place, next) || !novator.isReady(place, next.offset())) {
          break;
        }
        if (!take(novator, next, judge)) {
          return -1;
        }
        input.getValue().skip();
        took++;
      }
    }
    novator.settle(positions(), log, judge);
    novator.committed();
    return took;
  }

  private boolean isDue(Place place, Found next) {
    Cut cut = cuts.peek();
    if (place.equals(CONTROL)) {
      return !isCut(next);
    }
    return cut == null || next.offset() < bound(cut, place);
  }

  private long bound(Cut cut, Place trades) {
    return Math.max(
        cut.getTradesOffsets().get(trades.partition()), aheadByInput.getOrDefault(trades, 0L));
  }

  private static boolean isCut(Found found) {
    return event(found) instanceof Cut;
  }

  private static @Nullable SpecificRecord event(Found found) {
    return Wire.find(found.value()).orElse(null);
  }

  /** True when control goes on with a cut and all that it waits for is done. */
  private boolean isAtCut() {
    Found next = cursor(CONTROL).peek();
    Cut cut = cuts.peek();
    return next != null
        && cut != null
        && isCut(next)
        && Place.all(Topic.TRADES).stream()
            .allMatch(
                place -> cursor(place).position() >= Math.min(bound(cut, place), until(place)));
  }

  /**
   * Looks whether legs stand before the marker that do not follow from the trades so far, and how
   * far ahead the trades stand that they follow from. True when there is something to take first.
   */
  private boolean isAheadOfCut() {
    Set<TradeName> missing = new HashSet<>();
    judgeByPartition.values().forEach(judge -> missing.addAll(judge.unexplained()));
    boolean isFound = missing.isEmpty() && isMoreBeforeEndOfDay();
    List<Place> trades = Place.all(Topic.TRADES);
    for (int i = 0; i < AHEAD_MAX && !missing.isEmpty(); i++) {
      boolean isMore = false;
      for (Place place : trades) {
        Found next = cursor(place).peek(i);
        isMore |= next != null;
        if (next != null
            && event(next) instanceof TradeReport report
            && missing.remove(TradeName.of(report))) {
          aheadByInput.merge(place, next.offset() + 1, Math::max);
          isFound = true;
        }
      }
      if (!isMore) {
        break;
      }
    }
    return isFound;
  }

  /** Whether trades without legs were taken before the end of day that control goes on with. */
  private boolean isMoreBeforeEndOfDay() {
    Cut cut = cuts.peek();
    if (cut == null || cut.getKind() != CycleKind.END_OF_DAY) {
      return false;
    }
    boolean isLast = !allCuts.isOpening(cursor(CONTROL).position(), until(CONTROL));
    boolean isMore = false;
    for (Place trades : Place.all(Topic.TRADES)) {
      // Until a date opens nothing is read: when none does, all was read before.
      long bound = isLast ? until(trades) : checkpoints.nextTradesOffset(trades).orElse(0);
      bound = Math.min(bound, until(trades));
      isMore |= bound > cursor(trades).position();
      aheadByInput.merge(trades, bound, Math::max);
    }
    return isMore;
  }

  private boolean takeCut(LogProcessor novator, Outbox judge) {
    Cursor control = cursor(CONTROL);
    Found marker = found(control.peek(), "no cut stands at %s", CONTROL);
    if (!take(novator, marker, judge)) {
      return false;
    }
    control.skip();
    cuts.remove();
    aheadByInput.clear();
    novator.settle(positions(), log, judge);
    novator.committed();
    return true;
  }

  private boolean take(LogProcessor novator, Found next, Outbox judge) {
    if (next.place().topic() == Topic.TRADES) {
      rejects.read(next);
    }
    findings.folded();
    return findings.isFolded(novator, next, judge);
  }

  /** The novator has committed that it read so far; whoever cannot has other inputs. */
  private void requireAtEnd(Cursor input) {
    Found left = input.peek();
    if (left != null) {
      findings.differs(
          input.place(),
          left.offset(),
          "a record that the novator has read",
          "one that it is not ready for");
    }
  }

  private long until(Place input) {
    return found(untilByInput.get(input), "%s is no input of the novator", input);
  }

  private Cursor cursor(Place input) {
    return found(cursorByInput.get(input), "%s is no input of the novator", input);
  }

  /** The log as the novator finds it: what it reads back stays, what it has written grows. */
  private final class Present implements LogViewOver {
    private final LogView atStart;

    Present(LogView atStart) {
      this.atStart = atStart;
    }

    @Override
    public LogView log() {
      return atStart;
    }

    @Override
    public long written(Place place) {
      LegsJudge legs = judgeByPartition.get(place);
      if (legs != null) {
        return legs.position();
      }
      return place.equals(REJECTS) ? rejects.expectedCount() : atStart.written(place);
    }
  }
}
