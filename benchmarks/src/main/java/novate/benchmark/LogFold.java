package novate.benchmark;

import java.nio.ByteBuffer;
import java.util.Map;
import novate.clearing.log.LogReader;
import novate.clearing.processor.Topic;
import novate.wire.Wire;
import novate.wire.event.Leg;
import novate.wire.event.PositionState;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** What stands on the log after a run, folded in the obvious way to check it. */
final class LogFold {
  private LogFold() {}

  /** The positions that the legs of all partitions make; each leg is shown to somebody else too. */
  static PositionFold ofLegs(
      Consumer<byte[], byte[]> reader, java.util.function.Consumer<Leg> alsoTo) {
    PositionFold fold = new PositionFold();
    LogReader.readToEnd(
        reader,
        LogReader.startOf(Topic.LEGS),
        found -> {
          if (Wire.decode(found.value()) instanceof Leg leg) {
            fold.book(leg);
            alsoTo.accept(leg);
          }
        });
    return fold;
  }

  /** The positions of a changelog, from the start of some of its partitions. */
  static PositionFold ofChangelog(
      Consumer<byte[], byte[]> reader, Map<TopicPartition, Long> start) {
    PositionFold fold = new PositionFold();
    LogReader.readToEnd(
        reader,
        start,
        found -> {
          if (found.key().length == Long.BYTES) {
            fold.set(
                ByteBuffer.wrap(found.key()).getLong(),
                found.value() == null ? null : (PositionState) Wire.decode(found.value()));
          }
        });
    return fold;
  }
}
