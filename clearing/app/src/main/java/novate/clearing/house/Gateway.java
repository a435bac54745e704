package novate.clearing.house;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import novate.clearing.log.Clients;
import novate.clearing.log.LogUnavailableException;
import novate.clearing.processor.CrashPoint;
import novate.clearing.processor.Topic;
import novate.wire.Wire;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.utils.Utils;

/**
 * How facts from outside enter the log: trades, quotes, prices, payments, requests. What was sent
 * is on the log when {@link #flush} returns; sending it again has no second effect anywhere in the
 * house.
 */
public final class Gateway implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final Clients clients;
  private final ArrayDeque<Future<RecordMetadata>> unacknowledged = new ArrayDeque<>();

  /** A gateway of its own connection. */
  public Gateway(Clients clients) {
    this.clients = clients;
    this.producer = clients.producer("novate-gateway");
  }

  /**
   * Sends a trade record as it came; its key decides the partition, so all about one trade is in
   * one.
   */
  public void sendTrade(String tradeKey, byte[] bytes) {
    byte[] key = tradeKey.getBytes(StandardCharsets.UTF_8);
    int partition = Utils.toPositive(Utils.murmur2(key)) % Topic.TRADES.partitionCount();
    send(Topic.TRADES, partition, key, bytes);
  }

  /** Sends a fact to a partition of a topic. */
  public void send(Topic topic, int partition, String key, SpecificRecordBase event) {
    send(topic, partition, key.getBytes(StandardCharsets.UTF_8), Wire.encode(event));
  }

  private void send(Topic topic, int partition, byte[] key, byte[] value) {
    unacknowledged.add(
        producer.send(new ProducerRecord<>(topic.topicName(), partition, key, value)));
    while (!unacknowledged.isEmpty() && unacknowledged.getFirst().isDone()) {
      await(unacknowledged.removeFirst());
    }
  }

  /** Waits until everything sent is acknowledged; throws when something was not. */
  public void flush() {
    producer.flush();
    while (!unacknowledged.isEmpty()) {
      await(unacknowledged.removeFirst());
    }
  }

  /** Writes facts all or none, in their order: parameters must not be there by half. */
  public void sendTogether(List<Fact> facts) {
    try (Producer<byte[], byte[]> whole = wholeProducer()) {
      whole.initTransactions();
      sendTogether(whole, facts);
    }
  }

  /**
   * Writes facts all or none, in their order, if a topic has no record yet; of several who try at
   * once one does.
   *
   * @return false, and nothing is written, when the topic has records
   */
  public boolean sendFirst(Topic topic, List<Fact> facts) {
    try (Producer<byte[], byte[]> whole = wholeProducer()) {
      // From here on nobody else's transaction of this kind can commit, so what is read now stands.
      whole.initTransactions();
      boolean isFirst = isEmpty(topic);
      if (isFirst) {
        sendTogether(whole, facts);
      }
      return isFirst;
    }
  }

  private boolean isEmpty(Topic topic) {
    AtomicLong count = new AtomicLong();
    try (LogTail tail = new LogTail(clients, topic)) {
      tail.catchUp(_ -> count.incrementAndGet());
    }
    return count.get() == 0;
  }

  private Producer<byte[], byte[]> wholeProducer() {
    return clients.transactionalProducer("novate-admin", Duration.ofSeconds(30));
  }

  private void sendTogether(Producer<byte[], byte[]> whole, List<Fact> facts) {
    try (Consumer<byte[], byte[]> reader = clients.consumer("novate-admin")) {
      TransactionOutbox outbox = new TransactionOutbox(whole, CrashPoint.NONE);
      facts.forEach(fact -> outbox.send(fact.topic, 0, fact.key, fact.event));
      outbox.commit("novate-admin", Map.of());
      outbox.awaitVisible(reader);
    }
  }

  /** A record for a topic of one partition. */
  public record Fact(Topic topic, String key, SpecificRecordBase event) {}

  private static void await(Future<RecordMetadata> sent) {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new LogUnavailableException("a record was not acknowledged", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("interrupted while sending", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
