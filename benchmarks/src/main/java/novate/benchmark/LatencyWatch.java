package novate.benchmark;

import static novate.market.Checks.require;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import novate.clearing.log.Clients;
import novate.clearing.processor.Topic;
import novate.wire.Wire;
import novate.wire.event.KeeperHeader;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Sees when a trade has changed the positions of both its sides, as anybody sees it who reads the
 * committed log: a leg is in the positions once the header beside them tells a place behind it.
 */
final class LatencyWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final long NANOS_MAX = Duration.ofMinutes(5).toNanos();
  private static final int DIGITS = 3;
  private static final int SIDES = 2;

  private record Waiting(long offset, int place) {}

  private final Consumer<byte[], byte[]> consumer;
  private final OpenLoop schedule;
  private final int firstTrade;
  private final int firstMeasured;
  private final byte[] sidesDone;
  private final List<Deque<Waiting>> waitingByPartition = new ArrayList<>();
  private final long[] nextOffsets = new long[Topic.LEGS.partitionCount()];
  private final Histogram latencies = new Histogram(NANOS_MAX, DIGITS);
  private int doneCount;

  /**
   * A watch of trades that are sent from now on.
   *
   * @param firstTrade number of the first one; their ids end with their number
   * @param count trades that are to come
   * @param firstMeasured place in the schedule of the first one whose latency counts
   */
  LatencyWatch(Clients clients, OpenLoop schedule, int firstTrade, int count, int firstMeasured) {
    this.firstTrade = firstTrade;
    this.schedule = schedule;
    this.firstMeasured = firstMeasured;
    this.sidesDone = new byte[count];
    this.consumer = clients.roamingConsumer("benchmark-watch");
    List<TopicPartition> partitions =
        Stream.of(Topic.LEGS, Topic.POSITIONS)
            .flatMap(
                topic ->
                    Stream.iterate(0, p -> p + 1)
                        .limit(topic.partitionCount())
                        .map(p -> new TopicPartition(topic.topicName(), p)))
            .toList();
    for (int p = 0; p < Topic.LEGS.partitionCount(); p++) {
      waitingByPartition.add(new ArrayDeque<>());
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** Looks at the log until every trade is done; gives up at a moment. */
  void watch(long giveUpNanos) {
    while (doneCount < sidesDone.length) {
      require(
          System.nanoTime() < giveUpNanos,
          "%d of %d trades have changed positions, and the time is up",
          doneCount,
          sidesDone.length);
      take(consumer.poll(POLL));
    }
  }

  private void take(ConsumerRecords<byte[], byte[]> records) {
    long now = System.nanoTime();
    for (ConsumerRecord<byte[], byte[]> each : records.records(Topic.LEGS.topicName())) {
      waitingByPartition
          .get(each.partition())
          .add(new Waiting(each.offset(), trade(each.key()) - firstTrade));
    }
    for (ConsumerRecord<byte[], byte[]> each : records.records(Topic.POSITIONS.topicName())) {
      if (each.key().length != Long.BYTES
          && Wire.decode(each.value()) instanceof KeeperHeader header) {
        nextOffsets[each.partition()] = header.getNextOffset();
      }
    }
    for (int p = 0; p < nextOffsets.length; p++) {
      Deque<Waiting> waiting = waitingByPartition.get(p);
      while (!waiting.isEmpty() && waiting.getFirst().offset < nextOffsets[p]) {
        done(waiting.removeFirst().place, now);
      }
    }
  }

  private void done(int place, long now) {
    if (++sidesDone[place] == SIDES) {
      doneCount++;
      if (place >= firstMeasured) {
        latencies.recordValue(Math.max(0, now - schedule.dueNanos(place)));
      }
    }
  }

  /** Legs are keyed {@code venue/T123}. */
  private static int trade(byte[] key) {
    String text = new String(key, StandardCharsets.UTF_8);
    return Integer.parseInt(text.substring(text.lastIndexOf('/') + 2));
  }

  /** Nanoseconds from when a trade was due until both its sides had changed their positions. */
  Histogram latencies() {
    return latencies;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
