package novate.clearing.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import novate.clearing.processor.DeskProcessor;
import novate.clearing.processor.Found;
import novate.clearing.processor.NovatorProcessor;
import novate.clearing.processor.Place;
import novate.clearing.processor.Topic;
import novate.clearing.simulation.MemoryLog.Commit;
import novate.clearing.trade.Novator;
import novate.market.Hashing;
import novate.wire.Wire;
import novate.wire.event.CashPaid;
import novate.wire.event.Cut;
import novate.wire.event.CycleBroken;
import novate.wire.event.CycleClosed;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleResult;
import novate.wire.event.DayOpened;
import novate.wire.event.FixingPublished;
import novate.wire.event.LedgerEntryPosted;
import novate.wire.event.Leg;
import novate.wire.event.MarginCall;
import novate.wire.event.PositionState;
import novate.wire.event.PriceMark;
import novate.wire.event.PriceSetSealed;
import novate.wire.event.Reject;
import novate.wire.event.RejectReason;
import novate.wire.event.StepDone;
import novate.wire.event.TradeReport;
import org.apache.avro.specific.SpecificRecord;

/**
 * What must hold for every record that is committed and, at the end, for all that was sent. It
 * reads the log as anybody may, and asks no processor.
 */
final class Invariants {
  /** Why a trade that was good when it was made may be refused when it is late. */
  private static final Set<RejectReason> TOO_LATE =
      Set.of(
          RejectReason.EXPIRED_CONTRACT,
          RejectReason.PRICE_OUTSIDE_LIMIT,
          RejectReason.TRADE_DATE_CLOSED,
          RejectReason.DUPLICATE_ID_OTHER_CONTENT);

  private final Promises promises = new Promises();
  private final MemoryLog log;
  private final Holdings holdings;
  private final Books books;
  private final Reports reports;
  private final SealedPrices prices;
  private final Set<String> once = new HashSet<>();
  private final Map<String, Integer> revisionByFixing = new HashMap<>();
  private final Map<String, Reject> rejectByHash = new HashMap<>();

  /** How many dates had been opened when something was refused. */
  private final Map<String, Integer> dateByReject = new HashMap<>();

  private final Map<String, PositionState> stateByKey = new TreeMap<>();
  private final List<LocalDate> opened = new ArrayList<>();
  private int checked;

  Invariants(MemoryLog log, SimulatedMarket market) {
    this.log = log;
    this.holdings = new Holdings(market.contracts(), promises);
    this.books = new Books(promises);
    this.reports = new Reports(log, market, promises);
    this.prices = new SealedPrices(log, market, promises);
  }

  /** How often each was checked so far. */
  SortedMap<String, Long> checksByInvariant() {
    return promises.checksByInvariant();
  }

  /** Looks at every transaction committed since the last look. */
  void check() {
    List<Commit> commits = log.commits();
    while (checked < commits.size()) {
      Commit commit = commits.get(checked++);
      commit.records().forEach(this::take);
      holdings.balanced();
    }
    prices.check();
  }

  private void take(Found found) {
    int partition = found.place().partition();
    if (found.place().topic() == Topic.EXPOSURE || found.place().topic() == Topic.BOOKS) {
      return;
    }
    if (found.place().topic() == Topic.POSITIONS) {
      position(found);
      return;
    }
    switch (Wire.decode(found.value())) {
      case Leg leg -> {
        holdings.take(partition, leg);
        reports.take(leg);
      }
      case Cut cut when found.place().topic() == Topic.LEGS -> {
        if (partition == 0) {
          counted(cut);
        }
        holdings.take(partition, cut);
      }
      case CycleResult result when found.place().topic() == Topic.CYCLES -> holdings.take(result);
      case LedgerEntryPosted entry -> books.take(entry);
      case MarginCall call -> books.take(call);
      case DayOpened day -> {
        boolean isLater = opened.isEmpty() || day.getBusinessDate().isAfter(opened.getLast());
        promises.hold(isLater, "I10", "%s opens after %s", day.getBusinessDate(), opened);
        opened.add(day.getBusinessDate());
      }
      case StepDone step -> once("I10", step.getCycleId() + " " + step.getStep());
      case CycleDone done ->
          once("I10", "%s %s %d".formatted(done.getCycleId(), done.getRole(), done.getPartition()));
      case CycleBroken broken ->
          promises.hold(false, "I3", "%s: %s", broken.getCycleId(), broken.getDetail());
      case CycleClosed closed -> {
        once("I10", closed.getCycleId() + " closed");
        holdings.closed(closed.getCycleId(), books);
        books.closed(closed.getCycleId());
      }
      case PriceSetSealed sealed -> sealed(sealed);
      case FixingPublished fixing -> fixing(fixing);
      case Reject reject -> refused(reject);
      default -> {}
    }
  }

  /** The same trade is refused again when the dates are over in which it could have been booked. */
  private void refused(Reject reject) {
    String what = reject.getTopic() + " " + reject.getBytesHash();
    Integer before = dateByReject.put(what, opened.size());
    boolean isForgotten =
        before != null
            && reject.getTopic().equals(Topic.TRADES.topicName())
            && opened.size() >= before + Novator.DATES_OPEN;
    promises.hold(before == null || isForgotten, "I8", "reject %s stands twice", what);
    rejectByHash.put(reject.getBytesHash(), reject);
  }

  private void position(Found found) {
    Optional<SpecificRecord> event =
        found.isTombstone() ? Optional.empty() : Optional.of(Wire.decode(found.value()));
    String key = found.place().partition() + "/" + Arrays.toString(found.key());
    if (event.isEmpty()) {
      stateByKey.remove(key);
    } else if (event.get() instanceof PositionState state) {
      stateByKey.put(key, state);
    }
  }

  private void once(String invariant, String what) {
    promises.hold(once.add(what), invariant, "%s stands twice", what);
  }

  private void sealed(PriceSetSealed sealed) {
    once("I10", "prices " + sealed.getPriceSetId());
    for (PriceMark mark : sealed.getMarks()) {
      boolean isFinite = mark.getVolatility() == null || Double.isFinite(mark.getVolatility());
      promises.hold(
          isFinite && !mark.getSource().isEmpty(),
          "I9",
          "%s of %s has no source or no number",
          mark.getContractId(),
          sealed.getPriceSetId());
    }
  }

  private void fixing(FixingPublished fixing) {
    String key = fixing.getIndexId() + " " + fixing.getFixingDate();
    int before = revisionByFixing.getOrDefault(key, 0);
    promises.hold(
        fixing.getRevision() == before + 1,
        "I10",
        "fixing %s has revision %d after %d",
        key,
        fixing.getRevision(),
        before);
    revisionByFixing.put(key, fixing.getRevision());
  }

  /**
   * At rest: every report on the log is booked, refused or the repetition of one that is; the
   * changelog has what the legs make.
   *
   * @param bookable "id/revision" of the trades that were good when they were made
   */
  void sweep(Set<String> bookable) {
    check();
    // What comes after the last cut waits for the next day to open.
    for (Place place : Place.all(Topic.TRADES)) {
      accounted(place, log.committed(NovatorProcessor.ID, place).orElse(0), bookable);
    }
    Place.all(Topic.DESK).forEach(this::payments);
    positions();
  }

  /** Everything that a desk has read of what was paid is on the books, or refused. */
  private void payments(Place desk) {
    long end = log.committed(DeskProcessor.id(desk.partition()), desk).orElse(0);
    log.read(
        desk,
        0,
        found -> {
          if (found.offset() < end
              && Wire.find(found.value()).orElse(null) instanceof CashPaid payment) {
            promises.hold(
                books.holds(payment) || rejectByHash.containsKey(Hashing.sha256(found.value())),
                "I5",
                "%s is not on the books",
                payment);
          }
        });
  }

  /** Everything that a cut counts is done with before its markers. */
  private void counted(Cut cut) {
    for (Place place : Place.all(Topic.TRADES)) {
      accounted(place, cut.getTradesOffsets().get(place.partition()), Set.of());
    }
  }

  private void accounted(Place place, long end, Set<String> bookable) {
    log.read(
        place,
        0,
        found -> {
          if (found.offset() < end) {
            accounted(found, bookable);
          }
        });
  }

  private void accounted(Found found, Set<String> bookable) {
    Reject reject = rejectByHash.get(Hashing.sha256(found.value()));
    Optional<TradeReport> report = Reports.report(found);
    if (report.isEmpty()) {
      promises.hold(reject != null, "I8", "%s is no trade, and nobody says so", found);
      return;
    }
    String id = report.get().getTradeId() + "/" + report.get().getRevision();
    boolean isBooked = reports.isBooked(report.get());
    promises.hold(
        isBooked || reject != null,
        "I6",
        "trade %s at %s is neither booked nor refused",
        id,
        found);
    boolean isRightlyRefused = isBooked || reject != null && TOO_LATE.contains(reject.getReason());
    promises.hold(
        !bookable.contains(id) || isRightlyRefused,
        "I5",
        "trade %s was good, and is refused for %s",
        id,
        reject == null ? "nothing" : reject);
  }

  private void positions() {
    for (int[] open : holdings.open()) {
      boolean isKept =
          stateByKey.values().stream()
              .anyMatch(s -> s.getAccountIndex() == open[0] && s.getContractIndex() == open[1]);
      promises.hold(isKept, "I5", "account %d in contract %d is not kept", open[0], open[1]);
    }
    for (PositionState state : stateByKey.values()) {
      long lots = holdings.lots(state.getAccountIndex(), state.getContractIndex());
      promises.hold(
          state.getLots() == lots,
          "I5",
          "account %d in contract %d has %d lots, its legs make %d",
          state.getAccountIndex(),
          state.getContractIndex(),
          state.getLots(),
          lots);
    }
  }
}
