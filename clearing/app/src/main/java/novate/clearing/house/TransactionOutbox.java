package novate.clearing.house;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import novate.clearing.log.LogUnavailableException;
import novate.clearing.processor.CrashPoint;
import novate.clearing.processor.Outbox;
import novate.clearing.processor.Place;
import novate.wire.Wire;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Writes records in one transaction, which begins with the first of them. What fails shows when it
 * is committed.
 */
final class TransactionOutbox implements Outbox {
  /**
   * Behind the open transaction of one that was killed nothing shows until its successor, or the
   * broker after the transaction's own limit of 30 s and up to 10 s more, has ended it.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long PAUSE_MILLIS = 5;

  private final Producer<byte[], byte[]> producer;
  private final CrashPoint crashPoint;
  private final Map<Place, Future<RecordMetadata>> lastSent = new HashMap<>();
  private boolean isBegun;

  TransactionOutbox(Producer<byte[], byte[]> producer, CrashPoint crashPoint) {
    this.producer = producer;
    this.crashPoint = crashPoint;
  }

  @Override
  public void send(Place place, byte[] key, @Nullable SpecificRecordBase event) {
    begin();
    byte[] value = event == null ? null : Wire.encode(event);
    lastSent.put(
        place,
        producer.send(
            new ProducerRecord<>(place.topic().topicName(), place.partition(), key, value)));
  }

  /** True when something was sent. */
  boolean isBegun() {
    return isBegun;
  }

  /** Commits what was sent together with the places read to; does nothing when there is neither. */
  void commit(String processorId, Map<Place, Long> places) {
    crashPoint.hit("after-send");
    if (!places.isEmpty()) {
      begin();
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      places.forEach(
          (place, offset) -> offsets.put(KafkaPlaces.of(place), new OffsetAndMetadata(offset)));
      producer.sendOffsetsToTransaction(offsets, new ConsumerGroupMetadata(processorId));
    }
    crashPoint.hit("before-commit");
    if (isBegun) {
      producer.commitTransaction();
    }
  }

  /**
   * Waits until readers see what was committed. A commit returns once it is decided; the partitions
   * learn of it a little later.
   *
   * @param reader reads committed records
   */
  void awaitVisible(Consumer<byte[], byte[]> reader) {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    Map<TopicPartition, Future<RecordMetadata>> sent = new HashMap<>();
    lastSent.forEach((place, last) -> sent.put(KafkaPlaces.of(place), last));
    while (!isVisible(sent, reader.endOffsets(sent.keySet()))) {
      if (System.nanoTime() > deadlineNanos) {
        throw new LogUnavailableException("a committed transaction did not show", null);
      }
      Pause.millis(PAUSE_MILLIS);
    }
  }

  private static boolean isVisible(
      Map<TopicPartition, Future<RecordMetadata>> sent, Map<TopicPartition, Long> ends) {
    return sent.entrySet().stream()
        .allMatch(last -> ends.getOrDefault(last.getKey(), 0L) > offset(last.getValue()));
  }

  private static long offset(Future<RecordMetadata> sent) {
    try {
      return sent.get().offset();
    } catch (ExecutionException e) {
      throw new LogUnavailableException("a record was not acknowledged", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("interrupted while sending", e);
    }
  }

  private void begin() {
    if (!isBegun) {
      producer.beginTransaction();
      isBegun = true;
    }
  }
}
