package novate.clearing.day;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import novate.clearing.registry.Registry;
import novate.index.FixingPolicy;
import novate.market.BusinessCalendar;
import novate.market.Contract;
import novate.market.Fixing;
import novate.market.Future;
import novate.market.Money;
import novate.market.OptionOnFuture;
import novate.market.Price;
import novate.settlement.FinalSettlementPrice;
import novate.settlement.FinalSettlementPrice.Outcome.Determined;
import novate.settlement.FinalSettlementPrice.Outcome.FixingsMissing;
import novate.settlement.ScheduledFixings;
import novate.settlement.SettlementStatus;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleResult;
import novate.wire.event.DayOpened;
import novate.wire.event.ExercisesSealed;
import novate.wire.event.FixingPublished;
import novate.wire.event.OptionLots;
import novate.wire.event.PositionResult;
import novate.wire.event.SettlementCorrected;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * How far every contract that expires has come: the fold of fixings, cycle results, exercises and
 * corrections, to be asked about a business date.
 */
public final class SettlementReport {
  /** Where a contract stands. */
  public enum State {
    /** Its fixings are being published, or its last day has not ended yet. */
    EXPIRING,
    /** Its last day's end of day has paid; a restated fixing still changes it. */
    PROVISIONAL,
    /** Only cash is adjusted any more. */
    FINAL
  }

  /**
   * A future that has expired or is being fixed, or an option on one.
   *
   * @param finalPrice S_t it ends at: of a future its final settlement price, of an option what its
   *     last day was settled at; none yet while fixings are missing or it has not been settled
   * @param missing scheduled dates up to the date asked about without a fixing
   * @param toCome scheduled dates after it
   * @param lowConfidence scheduled dates whose fixing came from a fallback
   * @param provisionalUntil last business date on which a restated fixing changes it
   * @param revision 1, and one more for each correction of its price
   * @param openLots lots held long on its last day
   * @param cash what the receiving side got on its last day, variation margin and settlement
   * @param exercised long lots exercised, of an option
   * @param abandoned long lots of an option that ended in nothing
   */
  public record Line(
      Contract contract,
      State state,
      Optional<Price> finalPrice,
      List<LocalDate> missing,
      List<LocalDate> toCome,
      List<LocalDate> lowConfidence,
      LocalDate provisionalUntil,
      int revision,
      long openLots,
      Money cash,
      long exercised,
      long abandoned) {}

  private final FixingPolicy policy;
  private @Nullable LocalDate firstDate;
  private final List<Fixing> fixings = new ArrayList<>();
  private final Map<Integer, Closed> closedByContract = new HashMap<>();
  private final Map<Integer, Long> exercisedByContract = new HashMap<>();
  private final Map<Integer, List<SettlementCorrected>> correctionsByContract = new HashMap<>();

  /** What the last day of a contract did, added up over the house. */
  private static final class Closed {
    private long settlementTicks;
    private long openLots;
    private long cash;
  }

  /** Nothing has been fixed or settled yet. */
  public SettlementReport(FixingPolicy policy) {
    this.policy = policy;
  }

  /** Takes in a record of the fixings, cycles, prices or control topic; others are passed over. */
  public void apply(SpecificRecord event) {
    switch (event) {
      case DayOpened opened when firstDate == null -> firstDate = opened.getBusinessDate();
      case FixingPublished fixing -> fixings.add(FixingCodec.fixing(fixing));
      case CycleResult result when result.getKind() == CycleKind.END_OF_DAY ->
          result.getPositions().stream().filter(PositionResult::getIsClosed).forEach(this::close);
      case ExercisesSealed exercises -> exercises.getExercises().forEach(this::exercise);
      case SettlementCorrected corrected ->
          correctionsByContract
              .computeIfAbsent(corrected.getContractIndex(), _ -> new ArrayList<>())
              .add(corrected);
      default -> {}
    }
  }

  private void close(PositionResult position) {
    Closed closed =
        closedByContract.computeIfAbsent(position.getContractIndex(), _ -> new Closed());
    long cash = Math.addExact(position.getVariationMargin(), position.getSettlementCash());
    closed.settlementTicks = position.getSettlementTicks();
    closed.openLots = Math.addExact(closed.openLots, Math.max(0, position.getLots()));
    closed.cash = Math.addExact(closed.cash, Math.max(0, cash));
  }

  private void exercise(OptionLots lots) {
    exercisedByContract.merge(lots.getContractIndex(), Math.max(0, lots.getLots()), Math::addExact);
  }

  /**
   * Every contract that is active and has expired by a date, or is being fixed on it, in the order
   * of listing; without those that expired before this house opened its first day.
   *
   * @param date business date asked about
   * @param isEnded whether its end of day is closed
   */
  public List<Line> lines(Registry registry, LocalDate date, boolean isEnded) {
    List<Line> lines = new ArrayList<>();
    for (Contract contract : registry.catalogue().contracts()) {
      Future future = future(contract);
      BusinessCalendar calendar = registry.calendar(future.product().calendar());
      ScheduledFixings schedule = ScheduledFixings.of(future, calendar, own(future, date));
      boolean isDue =
          !contract.expiry().isAfter(date) || !schedule.scheduled().getFirst().isAfter(date);
      boolean isBeforeUs = firstDate != null && contract.expiry().isBefore(firstDate);
      if (contract.isActive() && isDue && !isBeforeUs) {
        lines.add(line(registry, contract, schedule, date, isEnded));
      }
    }
    return lines;
  }

  private static Future future(Contract contract) {
    return switch (contract) {
      case Future future -> future;
      case OptionOnFuture option -> option.underlying();
    };
  }

  private List<Fixing> own(Future future, LocalDate date) {
    return fixings.stream()
        .filter(fixing -> fixing.index().equals(future.product().index()))
        .filter(fixing -> !fixing.date().isAfter(date))
        .toList();
  }

  private Line line(
      Registry registry,
      Contract contract,
      ScheduledFixings schedule,
      LocalDate date,
      boolean isEnded) {
    BusinessCalendar calendar = registry.calendar(contract.product().calendar());
    int index = registry.catalogue().index(contract.id());
    boolean isOver =
        contract.expiry().isBefore(date) || (contract.expiry().equals(date) && isEnded);
    Closed closed = isOver ? closedByContract.getOrDefault(index, new Closed()) : new Closed();
    List<SettlementCorrected> corrections =
        correctionsByContract.getOrDefault(index, List.of()).stream()
            .filter(each -> !each.getBusinessDate().isAfter(date))
            .filter(each -> each.getSettledOn().equals(contract.expiry()))
            .filter(each -> each.getOldTicks() != each.getNewTicks())
            .toList();
    long exercised = isOver ? exercisedByContract.getOrDefault(index, 0L) : 0;
    boolean isOption = contract instanceof OptionOnFuture;
    return new Line(
        contract,
        isOver ? ended(contract, calendar, date) : State.EXPIRING,
        finalPrice(contract, calendar, date, closedByContract.get(index), corrections, isOver),
        schedule.missing().stream().filter(each -> !each.isAfter(date)).toList(),
        schedule.missing().stream().filter(each -> each.isAfter(date)).toList(),
        schedule.published().stream()
            .filter(fixing -> fixing.quality().isLowConfidence())
            .map(Fixing::date)
            .toList(),
        SettlementStatus.windowEnd(contract, calendar, policy),
        1 + corrections.size(),
        closed.openLots,
        new Money(contract.product().currency(), closed.cash),
        exercised,
        isOption ? Math.subtractExact(closed.openLots, Math.min(exercised, closed.openLots)) : 0);
  }

  private State ended(Contract contract, BusinessCalendar calendar, LocalDate date) {
    return switch (SettlementStatus.of(contract, calendar, policy, date)) {
      case PROVISIONAL -> State.PROVISIONAL;
      case FINAL -> State.FINAL;
    };
  }

  /**
   * The last correction, or what it was settled at, or what its fixings make when nobody held it.
   */
  private Optional<Price> finalPrice(
      Contract contract,
      BusinessCalendar calendar,
      LocalDate date,
      @Nullable Closed closed,
      List<SettlementCorrected> corrections,
      boolean isOver) {
    if (!corrections.isEmpty()) {
      return Optional.of(new Price(corrections.getLast().getNewTicks()));
    }
    if (isOver && closed != null) {
      return Optional.of(new Price(closed.settlementTicks));
    }
    return switch (contract) {
      case OptionOnFuture _ -> Optional.empty();
      case Future future ->
          switch (FinalSettlementPrice.of(future, calendar, own(future, date))) {
            case Determined determined -> Optional.of(determined.price());
            case FixingsMissing _ -> Optional.empty();
          };
    };
  }
}
