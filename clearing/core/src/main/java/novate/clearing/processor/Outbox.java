package novate.clearing.processor;

import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Where a processor puts what it writes: all of it in one transaction, in this order. */
@FunctionalInterface
public interface Outbox {
  /** Writes a record, or a tombstone where there is none. */
  void send(Place place, byte[] key, @Nullable SpecificRecordBase event);

  /** Writes a record under a key of text. */
  default void send(Place place, String key, SpecificRecordBase event) {
    send(place, key.getBytes(StandardCharsets.UTF_8), event);
  }

  /** Writes a record under a key of text. */
  default void send(Topic topic, int partition, String key, SpecificRecordBase event) {
    send(new Place(topic, partition), key, event);
  }
}
