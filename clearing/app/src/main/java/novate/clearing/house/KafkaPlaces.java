package novate.clearing.house;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import novate.clearing.processor.Found;
import novate.clearing.processor.Place;
import novate.clearing.processor.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Partitions and records between Kafka's words and the house's. */
final class KafkaPlaces {
  /** By topic name, then partition. */
  static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

  private static final Map<String, Topic> TOPIC_BY_NAME = new HashMap<>();

  static {
    for (Topic topic : Topic.values()) {
      TOPIC_BY_NAME.put(topic.topicName(), topic);
    }
  }

  private static final byte[] NO_KEY = {};

  private KafkaPlaces() {}

  static TopicPartition of(Place place) {
    return new TopicPartition(place.topic().topicName(), place.partition());
  }

  static Place place(TopicPartition partition) {
    Topic topic = TOPIC_BY_NAME.get(partition.topic());
    if (topic == null) {
      throw new IllegalStateException("the house has no topic " + partition.topic());
    }
    return new Place(topic, partition.partition());
  }

  static Found found(ConsumerRecord<byte[], byte[]> read) {
    return new Found(
        place(new TopicPartition(read.topic(), read.partition())),
        read.offset(),
        read.key() == null ? NO_KEY : read.key(),
        read.value());
  }
}
