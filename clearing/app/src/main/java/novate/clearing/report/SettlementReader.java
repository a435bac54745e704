package novate.clearing.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import novate.clearing.day.DayFold;
import novate.clearing.day.SettlementReport;
import novate.clearing.house.DayWatch;
import novate.clearing.log.Clients;
import novate.clearing.log.LogReader;
import novate.clearing.processor.Topic;
import novate.clearing.registry.RegistryFold;
import novate.index.FixingPolicy;
import novate.wire.Wire;
import org.apache.kafka.clients.consumer.Consumer;

/** Reads from the log how far everything that expires has come. */
public final class SettlementReader {
  private SettlementReader() {}

  /**
   * The lines about a business date.
   *
   * @param asked none for the last date whose end of day is closed
   * @return none when no date was asked for and none has ended
   */
  public static Optional<Reading> read(Clients clients, Optional<LocalDate> asked) {
    DayFold day;
    try (DayWatch watch = new DayWatch(clients)) {
      day = watch.look();
    }
    Optional<LocalDate> date = asked.or(day::lastClosedDate);
    RegistryFold registry = new RegistryFold();
    SettlementReport report = new SettlementReport(FixingPolicy.HOUSE);
    try (Consumer<byte[], byte[]> consumer = clients.roamingConsumer("novate-settlement")) {
      LogReader.readToEnd(
          consumer,
          LogReader.startOf(Topic.REGISTRY),
          found -> registry.apply(Wire.decode(found.value())));
      for (Topic topic : List.of(Topic.FIXINGS, Topic.PRICES, Topic.CYCLES, Topic.CONTROL)) {
        LogReader.readToEnd(
            consumer, LogReader.startOf(topic), found -> report.apply(Wire.decode(found.value())));
      }
    }
    return date.map(
        each -> new Reading(each, report.lines(registry.registry(), each, day.isClosed(each))));
  }

  /** A business date and what was found. */
  public record Reading(LocalDate date, List<SettlementReport.Line> lines) {}
}
