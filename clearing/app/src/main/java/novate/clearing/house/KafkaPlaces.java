package novate.clearing.house;

import novate.clearing.processor.Found;
import novate.clearing.processor.Place;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Partitions and records between Kafka's words and the house's. */
final class KafkaPlaces {
  private static final byte[] NO_KEY = {};

  private KafkaPlaces() {}

  static TopicPartition of(Place place) {
    return new TopicPartition(place.topic().topicName(), place.partition());
  }

  /** A record that was read of a place. */
  static Found found(Place place, ConsumerRecord<byte[], byte[]> read) {
    byte[] key = read.key() == null ? NO_KEY : read.key();
    return new Found(place, read.offset(), key, read.value());
  }
}
