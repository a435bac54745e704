package novate.clearing.house;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import novate.clearing.log.LogUnavailableException;
import novate.clearing.log.Topic;
import novate.wire.Wire;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of one transaction to their topics. What fails shows when the transaction is
 * committed.
 */
final class Outbox {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 5;

  private final Producer<byte[], byte[]> producer;
  private final Map<TopicPartition, Future<RecordMetadata>> lastSent = new HashMap<>();

  Outbox(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  void send(Topic topic, int partition, String key, SpecificRecordBase event) {
    send(topic, partition, key.getBytes(StandardCharsets.UTF_8), event);
  }

  /** Sends a record, or a tombstone where there is none. */
  void send(Topic topic, int partition, byte[] key, @Nullable SpecificRecordBase event) {
    byte[] value = event == null ? null : Wire.encode(event);
    lastSent.put(
        new TopicPartition(topic.topicName(), partition),
        producer.send(new ProducerRecord<>(topic.topicName(), partition, key, value)));
  }

  /**
   * Waits until readers see what was committed. A commit returns once it is decided; the partitions
   * learn of it a little later, and whoever decides the next step from the log must not look
   * before.
   *
   * @param reader reads committed records
   */
  void awaitVisible(Consumer<byte[], byte[]> reader) {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    while (!isVisible(reader.endOffsets(lastSent.keySet()))) {
      if (System.nanoTime() > deadlineNanos) {
        throw new LogUnavailableException("a committed transaction did not show", null);
      }
      Pause.millis(PAUSE_MILLIS);
    }
  }

  private boolean isVisible(Map<TopicPartition, Long> ends) {
    return lastSent.entrySet().stream()
        .allMatch(sent -> ends.getOrDefault(sent.getKey(), 0L) > offset(sent.getValue()));
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
}
