package novate.clearing.day;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import novate.wire.event.Cut;
import novate.wire.event.CycleBroken;
import novate.wire.event.CycleClosed;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleRequested;
import novate.wire.event.DayOpened;
import novate.wire.event.ExerciseHoldings;
import novate.wire.event.ExerciseInstruction;
import novate.wire.event.OpenDayRequested;
import novate.wire.event.PricesApproved;
import novate.wire.event.PricesHeld;
import novate.wire.event.RequestAnswered;
import novate.wire.event.StepDone;
import novate.wire.event.Value;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The fold of the control topic: which dates were opened, which cycles were asked for, how far each
 * has come, and what is to be done next. Cycles run one after the other in the order they were
 * asked for.
 */
public final class DayFold {
  private final int partitionCount;
  private final SequencedMap<String, CycleProgress> cycles = new LinkedHashMap<>();
  private final List<LocalDate> openedDates = new ArrayList<>();
  private final Map<String, ExerciseInstruction> instructionById = new LinkedHashMap<>();
  private final List<String> refusals = new ArrayList<>();
  private final Requests requests = new Requests();
  private @Nullable LocalDate dateToOpen;

  /** What the conductor has to do next. */
  public sealed interface Next {
    /** Set the price limits of a date and open it. */
    record OpenDay(LocalDate businessDate) implements Next {}

    /** Do a step of a cycle. */
    record Step(CycleProgress cycle, DayStep step) implements Next {}
  }

  /** A day over so many partitions of legs. */
  public DayFold(int partitionCount) {
    this.partitionCount = partitionCount;
  }

  /** Takes in one record of the control topic; a kind that does not matter here is passed over. */
  public void apply(SpecificRecord event) {
    switch (event) {
      case OpenDayRequested request -> openRequested(request.getBusinessDate());
      case DayOpened opened -> opened(opened.getBusinessDate());
      case CycleRequested request -> cycleRequested(request);
      case Cut cut -> cycle(cut.getCycleId()).cut(cut, instructions(cut));
      case ExerciseInstruction instruction -> instructed(instruction);
      case ExerciseHoldings holdings -> cycle(holdings.getCycleId()).holds(holdings);
      case PricesHeld held -> cycle(held.getCycleId()).held = held;
      case PricesApproved approval -> approved(approval);
      case Value value -> cycle(value.getCycleId()).value = value;
      case StepDone step ->
          cycle(step.getCycleId()).done(DayStep.valueOf(step.getStep()), step.getHash());
      case CycleDone done -> cycle(done.getCycleId()).done(done);
      case CycleClosed closed -> cycle(closed.getCycleId()).closed = closed;
      case CycleBroken broken -> cycle(broken.getCycleId()).broken = broken.getDetail();
      case RequestAnswered answer -> answered(answer);
      default -> requests.apply(event);
    }
  }

  /** What is due; empty when nothing is. */
  public Optional<Next> next() {
    for (CycleProgress cycle : cycles.values()) {
      DayStep step = cycle.nextStep();
      if (step != null) {
        return cycle.broken() == null ? Optional.of(new Next.Step(cycle, step)) : Optional.empty();
      }
    }
    return Optional.ofNullable(dateToOpen).map(Next.OpenDay::new);
  }

  /** The date trades are booked on; empty before the first open and after an end of day. */
  public Optional<LocalDate> openDate() {
    return openedDates.isEmpty() || isClosed(openedDates.getLast())
        ? Optional.empty()
        : Optional.of(openedDates.getLast());
  }

  /** The last date whose end of day is closed, if there is one. */
  public Optional<LocalDate> lastClosedDate() {
    return openedDates.reversed().stream().filter(this::isClosed).findFirst();
  }

  /** Every date opened so far, in order. */
  public List<LocalDate> openedDates() {
    return List.copyOf(openedDates);
  }

  /** A cycle by its id, if it was asked for and accepted. */
  public Optional<CycleProgress> find(String cycleId) {
    return Optional.ofNullable(cycles.get(cycleId));
  }

  /** The end of day of a date, if it was asked for. */
  public Optional<CycleProgress> endOfDay(LocalDate date) {
    return endsOfDay().filter(cycle -> cycle.request().getBusinessDate().equals(date)).findFirst();
  }

  /** The business date of the first end of day after a date's; throws when there is none. */
  LocalDate nextEndOfDay(LocalDate date) {
    return endsOfDay()
        .map(cycle -> cycle.request().getBusinessDate())
        .filter(each -> each.isAfter(date))
        .min(LocalDate::compareTo)
        .orElseThrow(() -> new IllegalStateException("no end of day was asked for after " + date));
  }

  /** The last date whose end of day is closed. */
  Optional<LocalDate> lastEndOfDay() {
    return endsOfDay()
        .filter(cycle -> cycle.closed() != null)
        .map(cycle -> cycle.request().getBusinessDate())
        .max(LocalDate::compareTo);
  }

  /** What people asked of fixings and settlement prices. */
  public Requests requests() {
    return requests;
  }

  /** All cycles in the order they were asked for. */
  public List<CycleProgress> cycles() {
    return List.copyOf(cycles.values());
  }

  /** Requests that the rules refused, in words, in order. */
  public List<String> refusals() {
    return List.copyOf(refusals);
  }

  /**
   * What holders of options have said about the date that is open, in order; after the cut of its
   * end of day nothing is added.
   */
  public List<ExerciseInstruction> instructions(LocalDate businessDate) {
    return instructionById.values().stream()
        .filter(each -> each.getBusinessDate().equals(businessDate))
        .toList();
  }

  /**
   * An instruction that was accepted, by its id. Whether it has effect is decided after the cut.
   */
  public Optional<ExerciseInstruction> findInstruction(String instructionId) {
    return Optional.ofNullable(instructionById.get(instructionId));
  }

  private List<ExerciseInstruction> instructions(Cut cut) {
    return cut.getKind() == CycleKind.END_OF_DAY ? instructions(cut.getBusinessDate()) : List.of();
  }

  private void instructed(ExerciseInstruction instruction) {
    ExerciseInstruction known = instructionById.get(instruction.getInstructionId());
    if (instruction.equals(known)) {
      return;
    }
    LocalDate date = instruction.getBusinessDate();
    String what = "cannot take exercise instruction " + instruction.getInstructionId();
    if (known != null) {
      refusals.add(what + ": it was given otherwise");
    } else if (openDate().filter(date::equals).isEmpty()) {
      refusals.add("%s: %s is not open".formatted(what, date));
    } else if (isCutOff(date)) {
      refusals.add("%s: %s has had its cut-off".formatted(what, date));
    } else if (instruction.getLots() <= 0) {
      refusals.add("%s: lots must be above zero, got %d".formatted(what, instruction.getLots()));
    } else {
      instructionById.put(instruction.getInstructionId(), instruction);
    }
  }

  private boolean isCutOff(LocalDate date) {
    return cycles.values().stream()
        .filter(cycle -> cycle.request().getKind() == CycleKind.END_OF_DAY)
        .anyMatch(cycle -> cycle.request().getBusinessDate().equals(date) && cycle.cut() != null);
  }

  private void openRequested(LocalDate date) {
    if (openedDates.contains(date) || date.equals(dateToOpen)) {
      return;
    }
    if (dateToOpen != null) {
      refusals.add("cannot open %s: %s is being opened".formatted(date, dateToOpen));
    } else if (openDate().isPresent()) {
      refusals.add(
          "cannot open %s: %s is open and has no end of day".formatted(date, openDate().get()));
    } else if (!openedDates.isEmpty() && date.isBefore(openedDates.getLast())) {
      refusals.add("cannot open %s: %s was opened before".formatted(date, openedDates.getLast()));
    } else {
      dateToOpen = date;
    }
  }

  private void opened(LocalDate date) {
    dateToOpen = null;
    if (!openedDates.contains(date)) {
      openedDates.add(date);
    }
  }

  private void cycleRequested(CycleRequested request) {
    CycleProgress known = cycles.get(request.getCycleId());
    if (request.equals(known == null ? null : known.request())) {
      return;
    }
    LocalDate date = request.getBusinessDate();
    if (known != null) {
      refusals.add("cannot run %s: it was asked for otherwise".formatted(request.getCycleId()));
    } else if (openDate().filter(date::equals).isEmpty()) {
      refusals.add("cannot run %s: %s is not open".formatted(request.getCycleId(), date));
    } else if (isEndOfDayAsked(date)) {
      refusals.add("cannot run %s: %s has its end of day".formatted(request.getCycleId(), date));
    } else if (isBeforeLast(request)) {
      refusals.add(
          "cannot run %s as of %s: the last cycle was as of %s, and time goes forward"
              .formatted(
                  request.getCycleId(),
                  request.getAsOf(),
                  cycles.lastEntry().getValue().request().getAsOf()));
    } else {
      cycles.put(request.getCycleId(), new CycleProgress(request, partitionCount));
    }
  }

  /** The price set of the later cycle must be the later one. */
  private boolean isBeforeLast(CycleRequested request) {
    return !cycles.isEmpty()
        && !request.getAsOf().isAfter(cycles.lastEntry().getValue().request().getAsOf());
  }

  private void approved(PricesApproved approval) {
    find(approval.getCycleId())
        .ifPresentOrElse(
            cycle -> cycle.approved(approval),
            () ->
                refusals.add(
                    "cannot approve prices of %s: no such cycle".formatted(approval.getCycleId())));
  }

  private void answered(RequestAnswered answer) {
    requests.apply(answer);
    if (answer.getIsAccepted()) {
      // A decided fixing may be what held the prices: they are judged anew.
      cycles.values().stream()
          .filter(cycle -> !cycle.isDone(DayStep.PRICES))
          .forEach(cycle -> cycle.held = null);
    } else {
      refusals.add(answer.getDetail());
    }
  }

  private Stream<CycleProgress> endsOfDay() {
    return cycles.values().stream()
        .filter(cycle -> cycle.request().getKind() == CycleKind.END_OF_DAY);
  }

  private boolean isEndOfDayAsked(LocalDate date) {
    return endOfDay(date).isPresent();
  }

  /** True when the end of day of a date is closed: nothing more is posted on it by a cycle. */
  public boolean isClosed(LocalDate date) {
    return endOfDay(date).filter(cycle -> cycle.closed() != null).isPresent();
  }

  private CycleProgress cycle(String cycleId) {
    CycleProgress cycle = cycles.get(cycleId);
    if (cycle == null) {
      throw new IllegalStateException(
          "control speaks of cycle " + cycleId + ", which was never accepted");
    }
    return cycle;
  }
}
