package novate.clearing.house;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import novate.clearing.log.Clients;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * Whose turn it is: the name of the process that last started a processor, kept on the log beside
 * the processor's offsets.
 *
 * <p>The log refuses a writer in two cases with the same word: another has taken its place, or its
 * transaction stayed open beyond the limit, because the broker or the process itself was away. The
 * first must end, or the two would fence each other for ever; the second may begin again.
 */
final class Tenure {
  private final Clients clients;
  private final String group;
  private final TopicPartition place;
  private final String name = UUID.randomUUID().toString();

  /**
   * The tenure of this process.
   *
   * @param place any partition; the name stands beside it
   */
  Tenure(Clients clients, String processorId, TopicPartition place) {
    this.clients = clients;
    this.group = processorId + ".tenure";
    this.place = place;
  }

  /** Writes the name, after the producer has fenced whoever was before. */
  void begin(Producer<byte[], byte[]> producer) {
    producer.beginTransaction();
    producer.sendOffsetsToTransaction(
        Map.of(place, new OffsetAndMetadata(0, name)), new ConsumerGroupMetadata(group));
    producer.commitTransaction();
  }

  /** True unless somebody else has begun since. */
  boolean isOurs() {
    try (Consumer<byte[], byte[]> reader = clients.consumer(group)) {
      OffsetAndMetadata last = reader.committed(Set.of(place)).get(place);
      return last != null && last.metadata().equals(name);
    }
  }
}
