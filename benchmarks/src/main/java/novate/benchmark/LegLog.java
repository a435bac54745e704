package novate.benchmark;

import static novate.market.Checks.found;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import novate.clearing.log.Clients;
import novate.clearing.log.EmbeddedBroker;
import novate.clearing.log.LogReader;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Legs in one partition of an embedded broker, and the consumer that reads them. */
final class LegLog implements AutoCloseable {
  private static final TopicPartition LEGS = new TopicPartition("legs", 0);

  private final TemporaryDirectory directory = new TemporaryDirectory();
  private @Nullable EmbeddedBroker broker;
  private org.apache.kafka.clients.consumer.@Nullable Consumer<byte[], byte[]> consumer;

  /** Starts the broker and appends the records. */
  void open(byte[][] records) {
    broker = EmbeddedBroker.start(directory.make());
    Clients clients = new Clients(broker.bootstrap());
    createTopic(clients);
    try (Producer<byte[], byte[]> producer = clients.producer("benchmark-feed")) {
      for (byte[] each : records) {
        // A refused record shows in the count that readAll returns.
        var _ = producer.send(new ProducerRecord<>(LEGS.topic(), LEGS.partition(), null, each));
      }
    }
    consumer = clients.consumer("benchmark");
  }

  /** Reads the partition from its beginning to its end and returns the number of records. */
  long readAll(Consumer<byte[]> sink) {
    Map<TopicPartition, Long> end =
        LogReader.readToEnd(
            found(consumer, "the log of the benchmark is not open"),
            Map.of(LEGS, 0L),
            each -> sink.accept(each.value()));
    return found(end.get(LEGS), "%s has no end", LEGS);
  }

  @Override
  public void close() {
    if (consumer != null) {
      consumer.close();
    }
    if (broker != null) {
      broker.close();
    }
    directory.remove();
  }

  private static void createTopic(Clients clients) {
    try (Admin admin = clients.admin()) {
      admin.createTopics(List.of(new NewTopic(LEGS.topic(), 1, (short) 1))).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot make topic " + LEGS.topic(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while topic " + LEGS.topic() + " was made", e);
    }
  }
}
