package novate.benchmark;

import static novate.market.Checks.found;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import novate.clearing.log.Clients;
import novate.clearing.position.PositionKey;
import novate.clearing.processor.Topic;
import novate.wire.Wire;
import novate.wire.event.Leg;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The position keeper as Kafka Streams would have it: legs folded into a RocksDB store with a
 * changelog, exactly once. It decodes the legs as we do, needs no repartitioning, writes no output
 * but the changelog, folds no more than lots, cost and fee lots, and its cache holds every
 * position, so that the changelog has one record per position and commit, as ours has. One thread.
 */
final class KafkaStreamsKeeper implements AutoCloseable {
  private static final String APPLICATION = "novate-peer";
  private static final String STORE = "positions";
  private static final int CACHE_BYTES = 256 << 20;
  private static final int POLL_RECORDS = 10_000;
  private static final int FETCH_BYTES = 4 << 20;
  private static final int POSITION_LONGS = 3;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

  /** Where its changelog stands. */
  static final String CHANGELOG = APPLICATION + "-" + STORE + "-changelog";

  private final KafkaStreams streams;
  private final Admin admin;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /**
   * A keeper that goes on where the last one on this log stopped; started.
   *
   * @param directory of its stores
   */
  KafkaStreamsKeeper(Clients clients, Path directory) {
    this.streams = new KafkaStreams(topology(), settings(clients, directory));
    this.admin = clients.admin();
    streams.setUncaughtExceptionHandler(
        thrown -> {
          failure.set(thrown);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    streams.start();
  }

  private static Properties settings(Clients clients, Path directory) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, clients.bootstrap());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    settings.put(StreamsConfig.consumerPrefix("max.poll.records"), POLL_RECORDS);
    settings.put(StreamsConfig.consumerPrefix("max.partition.fetch.bytes"), FETCH_BYTES);
    settings.put(StreamsConfig.producerPrefix("compression.type"), "lz4");
    return settings;
  }

  private static Topology topology() {
    Topology topology = new Topology();
    topology.addSource(
        "legs", new ByteArrayDeserializer(), new ByteArrayDeserializer(), Topic.LEGS.topicName());
    topology.addProcessor("keeper", Fold::new, "legs");
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.Long(), Serdes.ByteArray())
            .withCachingEnabled()
            .withLoggingEnabled(Map.of()),
        "keeper");
    return topology;
  }

  /** True once it has its partitions and its stores. */
  boolean isRunning() {
    requireAlive();
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** The offset of legs up to which it has committed. */
  long committed(TopicPartition legs) {
    requireAlive();
    try {
      OffsetAndMetadata committed =
          admin
              .listConsumerGroupOffsets(APPLICATION)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(legs);
      return Optional.ofNullable(committed).map(OffsetAndMetadata::offset).orElse(0L);
    } catch (ExecutionException e) {
      throw new IllegalStateException("no offsets of " + APPLICATION, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for offsets", e);
    }
  }

  private void requireAlive() {
    Throwable cause = failure.get();
    if (cause != null) {
      throw new IllegalStateException("Kafka Streams has stopped", cause);
    }
  }

  @Override
  public void close() {
    // One that does not leave would be waited for by its successor until its session ends.
    streams.close(
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(STOP_LIMIT));
    admin.close();
  }

  /** One partition's fold. */
  private static final class Fold implements Processor<byte[], byte[], Void, Void> {
    private @Nullable KeyValueStore<Long, byte[]> positions;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      positions = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> read) {
      SpecificRecord event = Wire.decode(read.value());
      if (event instanceof Leg leg) {
        book(found(positions, "the store is not open"), leg);
      }
    }

    private static void book(KeyValueStore<Long, byte[]> positions, Leg leg) {
      long key = PositionKey.of(leg.getAccountIndex(), leg.getContractIndex());
      byte[] held = positions.get(key);
      ByteBuffer before =
          ByteBuffer.wrap(held == null ? new byte[POSITION_LONGS * Long.BYTES] : held);
      ByteBuffer after = ByteBuffer.allocate(POSITION_LONGS * Long.BYTES);
      after.putLong(Math.addExact(before.getLong(), leg.getLots()));
      after.putLong(
          Math.addExact(before.getLong(), Math.multiplyExact(leg.getLots(), leg.getPriceTicks())));
      after.putLong(Math.addExact(before.getLong(), Math.absExact(leg.getLots())));
      positions.put(key, after.array());
    }
  }
}
