package novate.clearing.cli;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import novate.clearing.cli.Table.Column;
import novate.clearing.day.SettlementReport;
import novate.clearing.house.HouseLog;
import novate.clearing.report.SettlementReader;
import novate.clearing.report.SettlementReader.Reading;
import novate.market.Money;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code novate settle status}: how far everything that expires has come. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Every contract that has expired or is being fixed: its final settlement price or the fixings"
          + " that are missing, whether it is provisional or final, its revision, lots, cash and"
          + " exercises."
    })
final class SettleStatusCommand implements Callable<Integer> {
  /** All contracts on a date. */
  record Status(LocalDate date, List<Expiring> contracts) {}

  /** One contract; without a final price it has not been settled and fixings are missing. */
  record Expiring(
      String contract,
      String index,
      LocalDate expiry,
      String state,
      @Nullable String finalPrice,
      List<LocalDate> missing,
      List<LocalDate> toCome,
      List<LocalDate> lowConfidence,
      LocalDate provisionalUntil,
      int revision,
      long openLots,
      Money cash,
      long exercised,
      long abandoned) {}

  @Mixin private HouseOptions house = new HouseOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "As of this date (default: the last that is closed).")
  private @Nullable LocalDate date;

  @Override
  public Integer call() {
    Optional<Reading> reading;
    try (HouseLog log = house.log()) {
      reading = SettlementReader.read(log.clients(), Optional.ofNullable(date));
    }
    if (reading.isEmpty()) {
      throw new CommandFailedException(
          ExitCode.CONFLICT, "no date has ended yet; name one with --date");
    }
    output.print(answer(reading.get()));
    return ExitCode.DONE.code();
  }

  private static Answer answer(Reading reading) {
    List<Expiring> contracts = reading.lines().stream().map(SettleStatusCommand::expiring).toList();
    Table table =
        new Table(
            "Settlement on " + reading.date(),
            Column.text("contract"),
            Column.text("index"),
            Column.text("expiry"),
            Column.text("state"),
            Column.text("provisional_until"),
            Column.number("final_price"),
            Column.number("revision"),
            Column.number("missing"),
            Column.number("to_come"),
            Column.number("open_lots"),
            Column.text("currency"),
            Column.number("cash"),
            Column.number("exercised"),
            Column.number("abandoned"));
    for (Expiring each : contracts) {
      String price = each.finalPrice();
      table.row(
          each.contract(),
          each.index(),
          each.expiry(),
          each.state(),
          each.provisionalUntil(),
          price == null ? "" : price,
          each.revision(),
          each.missing().size(),
          each.toCome().size(),
          each.openLots(),
          each.cash().currency(),
          each.cash().decimal(),
          each.exercised(),
          each.abandoned());
    }
    return new Answer(new Status(reading.date(), contracts), List.of(table), remarks(contracts));
  }

  private static Expiring expiring(SettlementReport.Line line) {
    return new Expiring(
        line.contract().id().value(),
        line.contract().product().index().value(),
        line.contract().expiry(),
        line.state().name().toLowerCase(Locale.ROOT),
        line.finalPrice()
            .map(line.contract().product()::decimal)
            .map(BigDecimal::toPlainString)
            .orElse(null),
        line.missing(),
        line.toCome(),
        line.lowConfidence(),
        line.provisionalUntil(),
        line.revision(),
        line.openLots(),
        line.cash(),
        line.exercised(),
        line.abandoned());
  }

  private static List<String> remarks(List<Expiring> contracts) {
    List<String> remarks = new ArrayList<>();
    for (Expiring each : contracts) {
      if (!each.missing().isEmpty()) {
        remarks.add(
            "%s: fixings of %s missing: %s"
                .formatted(each.contract(), each.index(), dates(each.missing())));
      }
      if (!each.lowConfidence().isEmpty()) {
        remarks.add(
            "%s: low-confidence fixings of %s: %s"
                .formatted(each.contract(), each.index(), dates(each.lowConfidence())));
      }
    }
    return remarks;
  }

  private static String dates(List<LocalDate> dates) {
    return String.join(", ", dates.stream().map(LocalDate::toString).toList());
  }
}
