package novate.clearing.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import novate.clearing.processor.Topic;
import novate.market.Checks;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads partitions to their end, for those who restore a state before they go on. */
public final class LogReader {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration STALL_LIMIT = Duration.ofSeconds(60);

  private LogReader() {}

  /** What is done with each record, in the order of its partition. */
  @FunctionalInterface
  public interface Visitor {
    /** Takes one committed record. */
    void accept(ConsumerRecord<byte[], byte[]> found);
  }

  /** The beginning of every partition of a topic, to read all of it. */
  public static Map<TopicPartition, Long> startOf(Topic topic) {
    Map<TopicPartition, Long> start = new HashMap<>();
    for (int p = 0; p < topic.partitionCount(); p++) {
      start.put(new TopicPartition(topic.topicName(), p), 0L);
    }
    return start;
  }

  /**
   * Hands every committed record from the given offsets to the end to the visitor, and returns the
   * offsets to go on from. The end is the last stable offset at the time of the call: what an open
   * transaction has written, and everything behind it, is left for later.
   *
   * <p>An end offset is not the last record's plus one, since the markers of transactions, aborted
   * records and compaction leave gaps. So the reader's position is compared with the end, never a
   * record's offset.
   *
   * @param consumer reads committed records only; is left assigned to the partitions, at the end
   * @param from first offset to read of each partition
   * @throws IllegalArgumentException if an offset lies outside the log: it was cut or made anew
   * @throws LogUnavailableException if nothing is to be had from the log for a minute
   */
  public static Map<TopicPartition, Long> readToEnd(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> from, Visitor visitor) {
    try {
      return readAssigned(consumer, from, visitor);
    } catch (TimeoutException e) {
      throw new LogUnavailableException("the log does not answer about " + from.keySet(), e);
    }
  }

  private static Map<TopicPartition, Long> readAssigned(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> from, Visitor visitor) {
    consumer.assign(from.keySet());
    Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(from.keySet());
    from.forEach(
        (partition, offset) -> {
          checkWithin(partition, offset, beginnings, ends);
          consumer.seek(partition, offset);
        });
    Map<TopicPartition, Long> next = readUntil(consumer, ends, visitor);
    consumer.resume(from.keySet());
    next.forEach(consumer::seek);
    return next;
  }

  private static void checkWithin(
      TopicPartition partition,
      long offset,
      Map<TopicPartition, Long> beginnings,
      Map<TopicPartition, Long> ends) {
    long beginning = Checks.found(beginnings.get(partition), "%s has no beginning", partition);
    long end = Checks.found(ends.get(partition), "%s has no end", partition);
    Checks.require(
        offset >= beginning && offset <= end,
        "%s: asked to read from offset %d, the log has %d to %d: it was cut or made anew",
        partition,
        offset,
        beginning,
        end);
  }

  private static Map<TopicPartition, Long> readUntil(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, Visitor visitor) {
    Map<TopicPartition, Long> next = new HashMap<>();
    Set<TopicPartition> unfinished = new HashSet<>(ends.keySet());
    long lastProgressNanos = System.nanoTime();
    while (true) {
      boolean isProgress = false;
      for (TopicPartition partition : Set.copyOf(unfinished)) {
        long position = consumer.position(partition);
        Long before = next.put(partition, Math.min(position, end(ends, partition)));
        isProgress |= before == null || before != position;
        if (position >= end(ends, partition)) {
          unfinished.remove(partition);
          consumer.pause(Set.of(partition));
        }
      }
      if (unfinished.isEmpty()) {
        return next;
      }
      long nowNanos = System.nanoTime();
      lastProgressNanos = isProgress ? nowNanos : lastProgressNanos;
      if (nowNanos - lastProgressNanos > STALL_LIMIT.toNanos()) {
        throw new LogUnavailableException(
            "nothing more to be had of " + unfinished, new TimeoutException("no progress"));
      }
      hand(consumer.poll(POLL), ends, visitor);
    }
  }

  /** Records beyond the end were written since; they are left, so that every call has one end. */
  private static void hand(
      ConsumerRecords<byte[], byte[]> found, Map<TopicPartition, Long> ends, Visitor visitor) {
    for (TopicPartition partition : found.partitions()) {
      for (ConsumerRecord<byte[], byte[]> each : found.records(partition)) {
        if (each.offset() < end(ends, partition)) {
          visitor.accept(each);
        }
      }
    }
  }

  private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
    return Checks.found(ends.get(partition), "%s has no end", partition);
  }
}
