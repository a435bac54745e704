package novate.clearing.report;

import java.util.Map;
import novate.clearing.day.DayFold;
import novate.clearing.desk.LedgerBooks;
import novate.clearing.house.DayWatch;
import novate.clearing.log.Clients;
import novate.clearing.log.LogReader;
import novate.clearing.processor.Topic;
import novate.wire.Wire;
import novate.wire.event.LedgerEntryPosted;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Reads the books of the house back from the log. */
public final class LedgerReader {
  private LedgerReader() {}

  /**
   * The books, and the day as it stood before they were read: what had been closed then is in them
   * as a whole.
   */
  public record Reading(LedgerBooks books, DayFold day) {}

  /**
   * Reads all of the ledger, one partition after the other: all entries of a member are in one, so
   * they come in the order they were posted.
   */
  public static Reading read(Clients clients) {
    DayFold day;
    try (DayWatch watch = new DayWatch(clients)) {
      day = watch.look();
    }
    LedgerBooks books = new LedgerBooks();
    try (Consumer<byte[], byte[]> consumer = clients.roamingConsumer("novate-ledger")) {
      for (int p = 0; p < Topic.LEDGER.partitionCount(); p++) {
        LogReader.readToEnd(
            consumer,
            Map.of(new TopicPartition(Topic.LEDGER.topicName(), p), 0L),
            found -> {
              if (Wire.decode(found.value()) instanceof LedgerEntryPosted entry) {
                books.apply(entry);
              }
            });
      }
    }
    return new Reading(books, day);
  }
}
