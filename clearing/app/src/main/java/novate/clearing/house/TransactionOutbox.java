package novate.clearing.house;

import java.util.Map;
import java.util.TreeMap;
import novate.clearing.processor.Outbox;
import novate.clearing.processor.Place;
import novate.wire.Wire;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Writes records in one transaction, which begins with the first of them. What fails shows when it
 * is committed.
 */
final class TransactionOutbox implements Outbox {
  private final Producer<byte[], byte[]> producer;
  private boolean isBegun;

  TransactionOutbox(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  @Override
  public void send(Place place, byte[] key, @Nullable SpecificRecordBase event) {
    begin();
    byte[] value = event == null ? null : Wire.encode(event);
    producer.send(
        new ProducerRecord<>(place.topic().topicName(), place.partition(), key, value));
  }

  /** True when something was sent. */
  boolean isBegun() {
    return isBegun;
  }

  /** Commits what was sent together with the places read to; does nothing when there is neither. */
  void commit(String processorId, Map<Place, Long> places) {
    if (!places.isEmpty()) {
      begin();
      Map<TopicPartition, OffsetAndMetadata> offsets = new TreeMap<>(KafkaPlaces.ORDER);
      places.forEach(
          (place, offset) -> offsets.put(KafkaPlaces.of(place), new OffsetAndMetadata(offset)));
      producer.sendOffsetsToTransaction(offsets, new ConsumerGroupMetadata(processorId));
    }
    if (isBegun) {
      producer.commitTransaction();
    }
  }

  private void begin() {
    if (!isBegun) {
      producer.beginTransaction();
      isBegun = true;
    }
  }
}
