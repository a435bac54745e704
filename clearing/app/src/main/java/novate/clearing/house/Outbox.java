package novate.clearing.house;

import java.nio.charset.StandardCharsets;
import novate.clearing.log.Topic;
import novate.wire.Wire;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of the house to their topics. What fails shows when the transaction is committed.
 */
final class Outbox {
  private final Producer<byte[], byte[]> producer;

  Outbox(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  void send(Topic topic, int partition, String key, SpecificRecordBase event) {
    send(topic, partition, key.getBytes(StandardCharsets.UTF_8), event);
  }

  /** Sends a record, or a tombstone where there is none. */
  void send(Topic topic, int partition, byte[] key, @Nullable SpecificRecordBase event) {
    byte[] value = event == null ? null : Wire.encode(event);
    producer.send(new ProducerRecord<>(topic.topicName(), partition, key, value));
  }
}
