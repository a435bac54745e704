package novate.benchmark;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import novate.clearing.log.Clients;
import novate.clearing.processor.Topic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The least that a novator on this log could do: it reads the same trades with the same clients,
 * looks at nothing, and writes two legs for each in transactions of one poll, with its place in
 * them. The legs are real ones, taken by turns.
 */
final class TransactionalCopy {
  /** Where the copies go; eight partitions, as legs. */
  static final String TOPIC = "benchmark.copy";

  private static final String ID = "benchmark-copy";
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration TRANSACTION_LIMIT = Duration.ofSeconds(30);

  /** A record of legs: what the novator wrote. */
  record LegRecord(byte[] key, byte[] value) {}

  private final Clients clients;
  private final List<LegRecord> legs;

  /**
   * A copy that writes these legs, by turns.
   *
   * @param legs real ones, so that they have their size and compress as they do
   */
  TransactionalCopy(Clients clients, List<LegRecord> legs) {
    this.clients = clients;
    this.legs = List.copyOf(legs);
  }

  /** Trades a second, from the first poll to the last commit, of those between two places. */
  double tradesPerSecond(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
    try (Producer<byte[], byte[]> producer = clients.transactionalProducer(ID, TRANSACTION_LIMIT);
        Consumer<byte[], byte[]> consumer = clients.roamingConsumer(ID)) {
      producer.initTransactions();
      consumer.assign(from.keySet());
      from.forEach(consumer::seek);
      long before = System.nanoTime();
      int copied = 0;
      while (!isAt(consumer, to)) {
        copied += batch(producer, consumer, copied);
      }
      return copied / Await.secondsSince(before);
    }
  }

  private static boolean isAt(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> to) {
    return to.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private int batch(
      Producer<byte[], byte[]> producer, Consumer<byte[], byte[]> consumer, int copiedBefore) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    if (records.isEmpty()) {
      return 0;
    }
    producer.beginTransaction();
    int next = 2 * copiedBefore;
    for (ConsumerRecord<byte[], byte[]> _ : records) {
      send(producer, next++);
      send(producer, next++);
    }
    Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      places.put(partition, new OffsetAndMetadata(consumer.position(partition)));
    }
    producer.sendOffsetsToTransaction(places, new ConsumerGroupMetadata(ID));
    producer.commitTransaction();
    return records.count();
  }

  private void send(Producer<byte[], byte[]> producer, int number) {
    LegRecord leg = legs.get(number % legs.size());
    int partition = number % Topic.LEGS.partitionCount();
    // What is not acknowledged makes the commit fail.
    var _ = producer.send(new ProducerRecord<>(TOPIC, partition, leg.key(), leg.value()));
  }
}
