package novate.clearing.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Clients of one log, set as every processor needs them: nothing is lost silently, nothing is seen
 * before it is committed, and no topic comes into being by a slip of the pen.
 *
 * @param bootstrap where the log is, {@code host:port[,host:port]}
 */
public record Clients(String bootstrap) {
  /** Largest request of a producer: the largest message of any topic, and its envelope. */
  private static final int REQUEST_BYTES = (4 << 20) + (64 << 10);

  private static final int BATCH_BYTES = 128 << 10;
  private static final int POLL_RECORDS = 10_000;
  private static final int FETCH_WAIT_MILLIS = 500;
  private static final int ROAMING_FETCH_WAIT_MILLIS = 20;

  /** A client that makes and inspects topics. The caller closes it. */
  public Admin admin() {
    return Admin.create(connection("admin"));
  }

  /**
   * A producer whose records arrive once and in order, each on its own. For feeds, which repeat
   * what was not acknowledged; processors write in transactions.
   *
   * @param clientId names the producer in the broker's log
   */
  public Producer<byte[], byte[]> producer(String clientId) {
    return new KafkaProducer<>(
        producing(clientId), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * A producer that writes in transactions, and the only live one of its id: its {@code
   * initTransactions} fences any earlier one and aborts what that left open.
   *
   * @param timeout after which the broker aborts an open transaction; readers wait so long behind
   *     the open transaction of a producer that died and has no successor
   */
  public Producer<byte[], byte[]> transactionalProducer(String transactionalId, Duration timeout) {
    Map<String, Object> settings = producing(transactionalId);
    settings.put("transactional.id", transactionalId);
    settings.put("transaction.timeout.ms", Math.toIntExact(timeout.toMillis()));
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * A reader of committed records, to be assigned its partitions. It starts where it is told to and
   * throws when the log does not have that offset; it never jumps.
   *
   * @param groupId under which offsets are committed in a producer's transaction and found again by
   *     {@code committed}; the reader never joins the group
   */
  public Consumer<byte[], byte[]> consumer(String groupId) {
    return consumer(groupId, FETCH_WAIT_MILLIS);
  }

  /**
   * A {@link #consumer} for those who change what they read: other partitions, or the same paused
   * and resumed. A fetch waits at the broker for data of the partitions it was sent with, and only
   * one is under way at a time; a long wait there would hold up the next.
   */
  public Consumer<byte[], byte[]> roamingConsumer(String groupId) {
    return consumer(groupId, ROAMING_FETCH_WAIT_MILLIS);
  }

  private Consumer<byte[], byte[]> consumer(String groupId, int fetchWaitMillis) {
    Map<String, Object> settings = connection(groupId);
    settings.put("fetch.max.wait.ms", fetchWaitMillis);
    settings.put("group.id", groupId);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "none");
    settings.put("allow.auto.create.topics", false);
    settings.put("max.poll.records", POLL_RECORDS);
    settings.put("max.partition.fetch.bytes", REQUEST_BYTES);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Map<String, Object> producing(String clientId) {
    Map<String, Object> settings = connection(clientId);
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("linger.ms", 1);
    settings.put("batch.size", BATCH_BYTES);
    settings.put("compression.type", "lz4");
    settings.put("max.request.size", REQUEST_BYTES);
    return settings;
  }

  private Map<String, Object> connection(String clientId) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("client.id", clientId);
    settings.put("metric.reporters", "");
    settings.put("enable.metrics.push", false);
    settings.put("reconnect.backoff.max.ms", 200);
    return settings;
  }
}
