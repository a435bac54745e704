package novate.benchmark;

import java.util.Arrays;
import java.util.Map;
import novate.clearing.house.House;
import novate.clearing.log.LogReader;
import novate.clearing.processor.Topic;
import novate.wire.Wire;
import novate.wire.event.KeeperHeader;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** How far the keepers of all partitions have come, as their changelogs tell. */
final class HeaderWatch {
  private final Consumer<byte[], byte[]> reader;
  private final long[] nextOffsets = new long[Topic.LEGS.partitionCount()];
  private Map<TopicPartition, Long> from = LogReader.startOf(Topic.POSITIONS);

  HeaderWatch(Consumer<byte[], byte[]> reader) {
    this.reader = reader;
  }

  /** Returns when so many records of legs are folded and committed, over all partitions. */
  void await(House house, long records) {
    Await.until(
        () -> {
          house.requireAlive();
          from = LogReader.readToEnd(reader, from, this::take);
          return Arrays.stream(nextOffsets).sum() >= records;
        });
  }

  private void take(org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> found) {
    if (found.key().length != Long.BYTES
        && Wire.decode(found.value()) instanceof KeeperHeader header) {
      nextOffsets[found.partition()] = header.getNextOffset();
    }
  }
}
