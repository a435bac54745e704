package novate.clearing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import novate.clearing.processor.Place;
import novate.clearing.processor.Topic;
import novate.clearing.simulation.MemoryLog;
import novate.wire.PriceSetCodec;
import novate.wire.Wire;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/** What stands on a log of the tiny house before its first day opens. */
public final class TinyMarket {
  private TinyMarket() {}

  /** Appends the registry, a price set of an earlier date, and the quotes of all of October. */
  public static void appendTo(MemoryLog log) {
    TinyHouse.registryEvents().forEach(event -> append(log, Topic.REGISTRY, event));
    LocalDate before = LocalDate.of(2026, 10, 20);
    append(
        log,
        Topic.PRICES,
        PriceSetCodec.event(
            TinyHouse.priceSet("before", before, TinyHouse.endOf(before), TinyHouse.prices())));
    for (LocalDate day : TinyHouse.calendar().averagingDays(YearMonth.of(2026, 10))) {
      quotes(log, "IX-AVG", day, "2.500");
      quotes(log, "IX-GPU", day, "4.100");
      quotes(log, "IX-TOK", day, "10.000");
    }
  }

  private static void quotes(MemoryLog log, String index, LocalDate day, String value) {
    for (int i = 0; i < 5; i++) {
      String price = new BigDecimal(value).add(BigDecimal.valueOf(i - 2, 3)).toPlainString();
      append(log, Topic.QUOTES, TinyHouse.quote(index, day, (char) ('a' + i), price));
    }
  }

  private static void append(MemoryLog log, Topic topic, SpecificRecord event) {
    log.append(new Place(topic, 0), new byte[0], Wire.encode((SpecificRecordBase) event));
  }
}
