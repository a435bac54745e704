package novate.clearing.house;

import static novate.market.Checks.found;

import java.nio.file.Path;
import java.util.Map;
import novate.clearing.position.PositionStore;
import novate.clearing.processor.Topic;
import novate.clearing.store.ChroniclePositionStore;
import novate.clearing.store.StoreHeader;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the map files of the position keeper, one directory per partition, bound to the log they
 * are a view of.
 */
final class PositionStores {
  private static final Logger LOG = LoggerFactory.getLogger(PositionStores.class);

  /** Positions that a new file takes; it grows by itself. */
  private static final long CAPACITY = 16_384;

  private final Path directory;
  private final Uuid legsId;

  PositionStores(Path directory, Map<Topic, Uuid> topicIds) {
    this.directory = directory.resolve("positions");
    this.legsId = found(topicIds.get(Topic.LEGS), "topic %s has no id", Topic.LEGS.topicName());
  }

  PositionStore open(int partition) {
    StoreHeader header = new StoreHeader(legsId.toString(), partition, Topic.LEGS.partitionCount());
    ChroniclePositionStore store =
        ChroniclePositionStore.open(
            directory.resolve(Integer.toString(partition)), header, CAPACITY);
    LOG.info("positions {}: {} entries, {}", partition, store.size(), store.origin());
    return new GrowingPositionStore(store);
  }
}
