package novate.clearing.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.TreeMap;
import novate.clearing.registry.Registry;
import novate.clearing.trade.NovationOutcome;
import novate.clearing.trade.Novator;
import novate.market.Checks;
import novate.wire.Wire;
import novate.wire.WireException;
import novate.wire.event.Cut;
import novate.wire.event.CycleKind;
import novate.wire.event.DayOpened;
import novate.wire.event.GrossTicks;
import novate.wire.event.Leg;
import novate.wire.event.NovatorCheckpoint;
import novate.wire.event.Reject;
import novate.wire.event.RejectReason;
import novate.wire.event.TradeReport;
import novate.wire.event.Value;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of legs. It merges trades and control: trades are taken while a business date is
 * open; at a CUT every partition of trades is consumed to its offset and no further, then the
 * marker goes to every partition of legs in one transaction. Its choices are restored from legs and
 * rejects, never made again.
 *
 * <p>With each business date that it opens it writes a checkpoint: where it stands, and what it
 * carries of the dates before. Trades and refusals of older than the last {@value
 * Novator#DATES_OPEN} dates are forgotten, so a restart reads the legs and rejects of these dates
 * only and knows just what it knew before, however long the log is.
 */
public final class NovatorProcessor implements LogProcessor {
  /** The id of the one novator. */
  public static final String ID = "novate-novator";

  private static final Place CONTROL = new Place(Topic.CONTROL, 0);

  private final Reference reference;
  private final NovatorCounters counters;
  private final Novator novator = new Novator();
  private final RefusedBytes refused = new RefusedBytes(Novator.DATES_OPEN);

  private @Nullable LogView log;

  /** How far each partition of trades was read when it was settled last. */
  private List<Long> tradesOffsets = List.of();

  private long openedCount;
  private boolean isUncommitted;
  private @Nullable Registry registry;
  private @Nullable Cut pendingCut;
  private long pendingCutOffset;
  private boolean isOpen;

  /** A novator that knows nothing yet. */
  public NovatorProcessor(Reference reference, NovatorCounters counters) {
    this.reference = reference;
    this.counters = counters;
  }

  @Override
  public String id() {
    return ID;
  }

  /** Folds control up to where it was read, and the choices made since the first checkpoint. */
  @Override
  public SequencedMap<Place, Long> restore(LogView committedLog) {
    log = committedLog;
    SequencedMap<Place, Long> next = new LinkedHashMap<>();
    next.put(CONTROL, committed(committedLog, CONTROL));
    Place.all(Topic.TRADES).forEach(place -> next.put(place, committed(committedLog, place)));
    tradesOffsets = trades(next);
    Checkpoints checkpoints = Checkpoints.read(committedLog);
    Optional<NovatorCheckpoint> first = checkpoints.first();
    long controlEnd = committed(committedLog, CONTROL);
    first.ifPresent(each -> restore(each, controlEnd));
    committedLog.read(
        CONTROL,
        first.map(NovatorCheckpoint::getControlOffset).orElse(0L),
        found -> {
          if (found.offset() < controlEnd) {
            restoreControl(Wire.decode(found.value()));
          }
        });
    for (Place legs : Place.all(Topic.LEGS)) {
      committedLog.read(
          legs,
          first.map(each -> each.getLegsOffsets().get(legs.partition())).orElse(0L),
          found -> restoreLeg(Wire.decode(found.value())));
    }
    if (openedCount > 0) {
      novator.forgetExpired();
    }
    committedLog.read(
        RejectPlaces.NOVATOR,
        first.map(NovatorCheckpoint::getRejectsOffset).orElse(0L),
        found -> restoreReject(Wire.decode(found.value()), checkpoints.datesAgo(found.offset())));
    return next;
  }

  private void restore(NovatorCheckpoint checkpoint, long controlEnd) {
    if (checkpoint.getControlOffset() >= controlEnd) {
      throw new IllegalStateException(
          "control is committed up to %d, but %s was opened at %d: committed offsets are lost"
              .formatted(controlEnd, checkpoint.getBusinessDate(), checkpoint.getControlOffset()));
    }
    openedCount = checkpoint.getDatesBefore();
    for (GrossTicks gross : checkpoint.getGrossTicks()) {
      novator.restore(gross.getContractIndex(), gross.getTicks());
    }
  }

  private static long committed(LogView log, Place place) {
    OptionalLong committed = log.committed(ID, place);
    return committed.orElse(0);
  }

  private void restoreControl(SpecificRecord event) {
    if (event instanceof DayOpened opened) {
      open(opened);
    } else if (event instanceof Cut cut && cut.getKind() == CycleKind.END_OF_DAY) {
      isOpen = false;
    }
  }

  private void restoreLeg(SpecificRecord event) {
    if (event instanceof Leg leg) {
      novator.restore(leg);
    }
  }

  private void restoreReject(SpecificRecord event, int datesAgo) {
    if (event instanceof Reject reject) {
      refused.restore(reject.getBytesHash(), datesAgo);
    }
  }

  /**
   * Trades flow only while a date is open and, at a cut, only up to its offsets; control waits for
   * the cut. While no date is open it also waits for what was written to be committed: the one that
   * opens the next date says how far legs and rejects had come.
   */
  @Override
  public boolean isReady(Place input, long offset) {
    Cut cut = pendingCut;
    if (input.equals(CONTROL)) {
      return cut == null && (isOpen || !isUncommitted);
    }
    return isOpen && (cut == null || offset < cut.getTradesOffsets().get(input.partition()));
  }

  @Override
  public void take(Found found, Outbox outbox) {
    if (found.place().equals(CONTROL)) {
      takeControl(found, outbox);
    } else {
      takeTrade(found, outbox);
    }
  }

  private void takeControl(Found found, Outbox outbox) {
    switch (Wire.decode(found.value())) {
      case DayOpened opened -> {
        open(opened);
        checkpoint(found.offset(), opened, outbox);
      }
      case Cut cut -> {
        pendingCut = cut;
        pendingCutOffset = found.offset();
      }
      case Value value -> toEveryPartition(outbox, value.getCycleId(), value);
      default -> {}
    }
  }

  /**
   * Nobody else writes to legs and to this partition of rejects, and nothing of its own is open, so
   * what is written is what is committed; readers may learn of that a little later.
   */
  private void checkpoint(long controlOffset, DayOpened opened, Outbox outbox) {
    if (isUncommitted) {
      throw new IllegalStateException(
          "%s opens before what was written is committed".formatted(opened.getBusinessDate()));
    }
    LogView view = Checks.found(log, "the novator was not restored");
    List<GrossTicks> gross = new ArrayList<>();
    novator.grossTicks().forEach((contract, ticks) -> gross.add(new GrossTicks(contract, ticks)));
    isUncommitted = true;
    outbox.send(
        Checkpoints.PLACE,
        opened.getBusinessDate().toString(),
        new NovatorCheckpoint(
            opened.getBusinessDate(),
            openedCount - 1,
            controlOffset,
            tradesOffsets,
            Place.all(Topic.LEGS).stream().map(view::written).toList(),
            view.written(RejectPlaces.NOVATOR),
            gross));
  }

  private void takeTrade(Found found, Outbox outbox) {
    counters.read();
    SpecificRecord event;
    try {
      event = Wire.decode(found.value());
    } catch (WireException e) {
      refuse(
          found, RejectReason.valueOf(e.reason().name()), String.valueOf(e.getMessage()), outbox);
      return;
    }
    if (!(event instanceof TradeReport report)) {
      refuse(
          found,
          RejectReason.WRONG_TYPE,
          "expected a trade report, got " + event.getSchema().getName(),
          outbox);
      return;
    }
    switch (novator.apply(report)) {
      case NovationOutcome.Novated(List<Leg> legs) -> {
        legs.forEach(leg -> send(leg, outbox));
        counters.novated(legs.size());
      }
      case NovationOutcome.Duplicate() -> counters.duplicate();
      case NovationOutcome.Refused(RejectReason reason, String detail) ->
          refuse(found, reason, detail, outbox);
    }
  }

  private void send(Leg leg, Outbox outbox) {
    int partition =
        Checks.found(registry, "no business date is open")
            .partitionOfAccount(leg.getAccountIndex(), Topic.LEGS.partitionCount());
    isUncommitted = true;
    outbox.send(Topic.LEGS, partition, leg.getVenue() + "/" + leg.getTradeId(), leg);
  }

  /** The same bytes refused again are a duplicate: they are counted, but stand in rejects once. */
  private void refuse(Found found, RejectReason reason, String detail, Outbox outbox) {
    Reject reject = Intake.reject(found, reason, detail);
    if (!refused.add(reject.getBytesHash())) {
      counters.duplicate();
      return;
    }
    counters.refused();
    isUncommitted = true;
    outbox.send(RejectPlaces.NOVATOR, found.place().toString(), reject);
  }

  private void open(DayOpened opened) {
    Registry asOfOpen = reference.registryOf(opened.getBusinessDate());
    novator.open(opened.getBusinessDate(), asOfOpen);
    registry = asOfOpen;
    refused.open();
    openedCount++;
    isOpen = true;
  }

  @Override
  public void settle(Map<Place, Long> positions, LogView log, Outbox outbox) {
    tradesOffsets = trades(positions);
    Cut cut = pendingCut;
    if (cut == null || !isReached(cut, positions)) {
      return;
    }
    toEveryPartition(outbox, cut.getCycleId(), cut);
    if (cut.getKind() == CycleKind.END_OF_DAY) {
      isOpen = false;
    }
    pendingCut = null;
  }

  private static boolean isReached(Cut cut, Map<Place, Long> positions) {
    return Place.all(Topic.TRADES).stream()
        .allMatch(
            place -> position(positions, place) >= cut.getTradesOffsets().get(place.partition()));
  }

  private static List<Long> trades(Map<Place, Long> positions) {
    return Place.all(Topic.TRADES).stream().map(place -> position(positions, place)).toList();
  }

  private static long position(Map<Place, Long> positions, Place place) {
    return Checks.found(positions.get(place), "%s has no position", place);
  }

  private void toEveryPartition(Outbox outbox, String key, SpecificRecordBase marker) {
    isUncommitted = true;
    for (int p = 0; p < Topic.LEGS.partitionCount(); p++) {
      outbox.send(Topic.LEGS, p, key, marker);
    }
  }

  /** A pending cut's record is not done, so it is read again after a restart. */
  @Override
  public Map<Place, Long> places(Map<Place, Long> positions) {
    Map<Place, Long> places = new TreeMap<>(positions);
    if (pendingCut != null) {
      places.put(CONTROL, pendingCutOffset);
    }
    return places;
  }

  @Override
  public void committed() {
    isUncommitted = false;
    counters.commit();
  }
}
