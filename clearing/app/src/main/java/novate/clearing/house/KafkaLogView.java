package novate.clearing.house;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import novate.clearing.log.Clients;
import novate.clearing.log.LogReader;
import novate.clearing.log.LogUnavailableException;
import novate.clearing.processor.CrashPoint;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogView;
import novate.clearing.processor.Place;
import novate.market.Checks;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** The committed log of a Kafka cluster, read by a connection of its own. One thread. */
final class KafkaLogView implements LogView, AutoCloseable {
  private final Consumer<byte[], byte[]> consumer;
  private final Admin admin;
  private final Runnable requireGoingOn;
  private final CrashPoint crashPoint;

  /**
   * A view that finds the offsets committed under a processor's id.
   *
   * @param crashPoint told when a topic was read
   * @param requireGoingOn asked at each record; throws when the reading is to be broken off
   */
  KafkaLogView(
      Clients clients, String processorId, CrashPoint crashPoint, Runnable requireGoingOn) {
    this.requireGoingOn = requireGoingOn;
    this.consumer = clients.roamingConsumer(processorId);
    this.admin = clients.admin();
    this.crashPoint = crashPoint;
  }

  @Override
  public long read(Place place, long from, java.util.function.Consumer<Found> visitor) {
    TopicPartition partition = KafkaPlaces.of(place);
    Map<TopicPartition, Long> next =
        LogReader.readToEnd(
            consumer,
            Map.of(partition, from),
            found -> {
              requireGoingOn.run();
              visitor.accept(KafkaPlaces.found(place, found));
            });
    crashPoint.hit("in-restore");
    return Checks.found(next.get(partition), "%s has no end", place);
  }

  @Override
  public long end(Place place) {
    TopicPartition partition = KafkaPlaces.of(place);
    return Checks.found(
        consumer.endOffsets(Set.of(partition)).get(partition), "%s has no end", place);
  }

  @Override
  public long written(Place place) {
    TopicPartition partition = KafkaPlaces.of(place);
    try {
      return admin
          .listOffsets(
              Map.of(partition, OffsetSpec.latest()),
              new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
          .partitionResult(partition)
          .get()
          .offset();
    } catch (ExecutionException e) {
      throw new LogUnavailableException("the end of %s is not known".formatted(place), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("interrupted while looking for the end of " + place, e);
    }
  }

  /** Waits until what was committed is among what this view reads. */
  void await(TransactionOutbox written) {
    written.awaitVisible(consumer);
  }

  /** The view must have been made with the same id: offsets are kept by group. */
  @Override
  public OptionalLong committed(String processorId, Place place) {
    Checks.require(
        consumer.groupMetadata().groupId().equals(processorId),
        "this view is of %s, not of %s",
        consumer.groupMetadata().groupId(),
        processorId);
    TopicPartition partition = KafkaPlaces.of(place);
    OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
    return committed == null ? OptionalLong.empty() : OptionalLong.of(committed.offset());
  }

  @Override
  public void close() {
    consumer.close();
    admin.close();
  }
}
