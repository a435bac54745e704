package novate.clearing.processor;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
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
import novate.wire.event.Leg;
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
 */
public final class NovatorProcessor implements LogProcessor {
  /** The id of the one novator. */
  public static final String ID = "novate-novator";

  private static final Place CONTROL = new Place(Topic.CONTROL, 0);

  private final Reference reference;
  private final NovatorCounters counters;
  private final Novator novator = new Novator();
  private final Set<String> refusedHashes = new HashSet<>();

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

  /** Folds control up to where it was read, and the choices made so far. */
  @Override
  public SequencedMap<Place, Long> restore(LogView log) {
    SequencedMap<Place, Long> next = new LinkedHashMap<>();
    next.put(CONTROL, committed(log, CONTROL));
    Place.all(Topic.TRADES).forEach(place -> next.put(place, committed(log, place)));
    long controlEnd = committed(log, CONTROL);
    log.read(
        CONTROL,
        0,
        found -> {
          if (found.offset() < controlEnd) {
            restoreControl(Wire.decode(found.value()));
          }
        });
    for (Place legs : Place.all(Topic.LEGS)) {
      log.read(legs, 0, found -> restoreLeg(Wire.decode(found.value())));
    }
    log.read(RejectPlaces.NOVATOR, 0, found -> restoreReject(Wire.decode(found.value())));
    return next;
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

  private void restoreReject(SpecificRecord event) {
    if (event instanceof Reject reject) {
      refusedHashes.add(reject.getBytesHash());
    }
  }

  /**
   * Trades flow only while a date is open and, at a cut, only up to its offsets; control waits for
   * the cut.
   */
  @Override
  public boolean isReady(Place input, long offset) {
    Cut cut = pendingCut;
    if (input.equals(CONTROL)) {
      return cut == null;
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
      case DayOpened opened -> open(opened);
      case Cut cut -> {
        pendingCut = cut;
        pendingCutOffset = found.offset();
      }
      case Value value -> toEveryPartition(outbox, value.getCycleId(), value);
      default -> {}
    }
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
    outbox.send(Topic.LEGS, partition, leg.getVenue() + "/" + leg.getTradeId(), leg);
  }

  /** The same bytes refused again are a duplicate: they are counted, but stand in rejects once. */
  private void refuse(Found found, RejectReason reason, String detail, Outbox outbox) {
    Reject reject = Intake.reject(found, reason, detail);
    if (!refusedHashes.add(reject.getBytesHash())) {
      counters.duplicate();
      return;
    }
    counters.refused();
    outbox.send(RejectPlaces.NOVATOR, found.place().toString(), reject);
  }

  private void open(DayOpened opened) {
    Registry asOfOpen = reference.registryOf(opened.getBusinessDate());
    novator.open(opened.getBusinessDate(), asOfOpen);
    registry = asOfOpen;
    isOpen = true;
  }

  @Override
  public void settle(Map<Place, Long> positions, LogView log, Outbox outbox) {
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

  private static long position(Map<Place, Long> positions, Place place) {
    return Checks.found(positions.get(place), "%s has no position", place);
  }

  private static void toEveryPartition(Outbox outbox, String key, SpecificRecordBase marker) {
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
    counters.commit();
  }
}
