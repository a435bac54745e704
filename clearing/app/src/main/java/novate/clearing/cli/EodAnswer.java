package novate.clearing.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import novate.clearing.cli.Table.Column;
import novate.clearing.day.CycleProgress;
import novate.clearing.day.DayFold;
import novate.clearing.day.DayStep;
import novate.wire.event.CycleClosed;
import novate.wire.event.CycleKind;
import novate.wire.event.PricesHeld;
import org.jspecify.annotations.Nullable;

/** How far the cycles of a business date have come, as a table and JSON. */
final class EodAnswer {
  /** A date and its cycles. */
  record Day(LocalDate businessDate, boolean isOpen, List<Cycle> cycles) {}

  /**
   * A cycle with its steps; the hash is there when it is closed, the held hash, which an approval
   * names, while prices are held.
   */
  record Cycle(
      String cycleId,
      List<Step> steps,
      @Nullable String hash,
      List<String> held,
      @Nullable String heldHash,
      @Nullable String broken) {}

  /** A step and whether it has its checkpoint. */
  record Step(String step, boolean isDone) {}

  private EodAnswer() {}

  static Answer of(DayFold day, LocalDate date) {
    List<Cycle> cycles =
        day.cycles().stream()
            .filter(cycle -> cycle.request().getBusinessDate().equals(date))
            .map(EodAnswer::cycle)
            .toList();
    boolean isOpen = day.openDate().filter(date::equals).isPresent();
    return new Answer(new Day(date, isOpen, cycles), table(date, isOpen, cycles));
  }

  private static Cycle cycle(CycleProgress cycle) {
    List<Step> steps = new ArrayList<>();
    for (DayStep step : DayStep.values()) {
      boolean isOfEndOfDay =
          step == DayStep.FIXINGS || step == DayStep.EXERCISE || step == DayStep.RESTATE;
      if (!isOfEndOfDay || cycle.request().getKind() == CycleKind.END_OF_DAY) {
        steps.add(new Step(step.name(), cycle.isDone(step)));
      }
    }
    CycleClosed closed = cycle.closed();
    PricesHeld held = cycle.held();
    return new Cycle(
        cycle.request().getCycleId(),
        steps,
        closed == null ? null : closed.getHash(),
        held == null ? List.of() : held.getReasons(),
        held == null ? null : held.getHeldHash(),
        cycle.broken());
  }

  private static Table table(LocalDate date, boolean isOpen, List<Cycle> cycles) {
    Table table =
        new Table(
            "Business date %s, %s".formatted(date, isOpen ? "open" : "not open"),
            Column.text("cycle"),
            Column.text("step"),
            Column.text("state"));
    for (Cycle cycle : cycles) {
      boolean isNext = true;
      for (Step step : cycle.steps()) {
        String state = step.isDone() ? "done" : isNext ? state(cycle) : "";
        isNext &= step.isDone();
        table.row(cycle.cycleId(), step.step(), state);
      }
    }
    return table;
  }

  private static String state(Cycle cycle) {
    if (cycle.broken() != null) {
      return "broken: " + cycle.broken();
    }
    return cycle.held().isEmpty() ? "next" : "held: " + cycle.held().size() + " reasons";
  }
}
