package novate.clearing.house;

import java.util.HashMap;
import java.util.Map;
import novate.clearing.log.Clients;
import novate.clearing.log.LogReader;
import novate.clearing.processor.Topic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows all partitions of one topic: each call hands on what was committed since the last one.
 * One thread.
 */
final class LogTail implements AutoCloseable {
  private final Consumer<byte[], byte[]> consumer;
  private Map<TopicPartition, Long> next;

  LogTail(Clients clients, Topic topic) {
    this.consumer = clients.roamingConsumer("novate-tail");
    this.next = LogReader.startOf(topic);
  }

  /**
   * Hands on every record committed since the last call, each once, also when the log fails half
   * way: what was handed on then is not handed on again.
   */
  void catchUp(LogReader.Visitor visitor) {
    Map<TopicPartition, Long> reached = new HashMap<>(next);
    boolean isDone = false;
    try {
      next =
          LogReader.readToEnd(
              consumer,
              next,
              found -> {
                visitor.accept(found);
                reached.put(
                    new TopicPartition(found.topic(), found.partition()), found.offset() + 1);
              });
      isDone = true;
    } finally {
      if (!isDone) {
        next = reached;
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
