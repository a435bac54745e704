package novate.clearing.house;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import novate.clearing.log.Clients;
import novate.clearing.log.LogUnavailableException;
import novate.clearing.processor.CrashPoint;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogView;
import novate.clearing.processor.Place;
import novate.clearing.replay.ReplayLog;
import novate.clearing.replay.ReplaySource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The committed log of a Kafka cluster for a replay, a fetch at a time. It commits nothing and
 * joins no group, so a house may work on the log meanwhile. One thread.
 */
public final class KafkaReplayLog implements ReplayLog {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration STALL_LIMIT = Duration.ofSeconds(60);

  private final KafkaLogView view;
  private final Consumer<byte[], byte[]> consumer;
  private @Nullable TopicPartition assigned;

  private KafkaReplayLog(Clients clients, String processorId) {
    this.view = new KafkaLogView(clients, processorId, CrashPoint.NONE, () -> {});
    this.consumer = clients.roamingConsumer(processorId);
  }

  /** Views of a log. */
  public static ReplaySource source(Clients clients) {
    return processorId -> new KafkaReplayLog(clients, processorId);
  }

  @Override
  public Page page(Place place, long from, long until) {
    TopicPartition partition = KafkaPlaces.of(place);
    boolean isAssigned = partition.equals(assigned);
    if (!isAssigned) {
      consumer.assign(Set.of(partition));
      assigned = partition;
    }
    // One that was just assigned has no position to ask for: a reader here never jumps by itself.
    if (!isAssigned || consumer.position(partition) != from) {
      consumer.seek(partition, from);
    }
    long deadlineNanos = System.nanoTime() + STALL_LIMIT.toNanos();
    List<Found> records = new ArrayList<>();
    long next = from;
    // Markers of transactions and aborted records move the position on without a record.
    while (next < until && records.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL).records(partition)) {
        if (read.offset() < until) {
          records.add(KafkaPlaces.found(place, read));
        }
      }
      next = consumer.position(partition);
      if (next == from && System.nanoTime() - deadlineNanos > 0) {
        throw new LogUnavailableException(
            "nothing is to be had of %s from offset %d, it ends at %d"
                .formatted(place, from, until),
            null);
      }
    }
    return new Page(records, next);
  }

  @Override
  public LogView log() {
    return view;
  }

  @Override
  public void close() {
    try {
      consumer.close();
    } finally {
      view.close();
    }
  }
}
