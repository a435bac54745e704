package novate.clearing.house;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import novate.clearing.cycle.ContentHash;
import novate.clearing.cycle.CycleSums;
import novate.clearing.cycle.CycleValuation;
import novate.clearing.log.Clients;
import novate.clearing.log.LogReader;
import novate.clearing.log.Topic;
import novate.clearing.position.Holding;
import novate.clearing.position.PositionKeeper;
import novate.clearing.position.PositionKey;
import novate.clearing.position.PositionStore;
import novate.clearing.position.Transfer;
import novate.wire.Wire;
import novate.wire.event.Cut;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleEnd;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleResult;
import novate.wire.event.CycleRole;
import novate.wire.event.ExerciseHoldings;
import novate.wire.event.KeeperHeader;
import novate.wire.event.Leg;
import novate.wire.event.PositionState;
import novate.wire.event.Value;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The position keeper of one partition: legs in; positions, cycle results and live exposure out.
 * Its place in legs stands in the changelog beside the positions it belongs to, so the two cannot
 * part.
 */
final class ShardProcess extends Processor {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration TRANSACTION_LIMIT = Duration.ofSeconds(30);
  private static final String HEADER_KEY = "header";

  private final int partition;
  private final Clients clients;
  private final ReferenceData reference;
  private final IntFunction<PositionStore> stores;
  private final TopicPartition legs;
  private @Nullable CycleValuation lastValuation;

  /**
   * @param stores opens an empty store of a partition
   */
  ShardProcess(
      int partition,
      Clients clients,
      ReferenceData reference,
      IntFunction<PositionStore> stores,
      java.util.function.Consumer<Throwable> onFailure) {
    super("novate-shard-" + partition, onFailure);
    this.partition = partition;
    this.clients = clients;
    this.reference = reference;
    this.stores = stores;
    this.legs = new TopicPartition(Topic.LEGS.topicName(), partition);
  }

  @Override
  void work() {
    String id = "novate-shard-" + partition;
    try (Producer<byte[], byte[]> producer = clients.transactionalProducer(id, TRANSACTION_LIMIT);
        Consumer<byte[], byte[]> consumer = clients.consumer(id);
        PositionStore store = stores.apply(partition)) {
      producer.initTransactions();
      PositionKeeper keeper = restore(consumer, store);
      consumer.assign(List.of(legs));
      consumer.seek(legs, keeper.nextOffset());
      while (!isStopping()) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          producer.beginTransaction();
          fold(keeper, records, new Outbox(producer));
          producer.commitTransaction();
        }
      }
    }
  }

  private PositionKeeper restore(Consumer<byte[], byte[]> consumer, PositionStore store) {
    PositionKeeper keeper = new PositionKeeper(store);
    TopicPartition changelog = new TopicPartition(Topic.POSITIONS.topicName(), partition);
    LogReader.readToEnd(consumer, Map.of(changelog, 0L), found -> restore(keeper, found));
    return keeper;
  }

  private static void restore(PositionKeeper keeper, ConsumerRecord<byte[], byte[]> found) {
    if (found.value() == null) {
      keeper.restoreGone(ByteBuffer.wrap(found.key()).getLong());
      return;
    }
    switch (Wire.decode(found.value())) {
      case PositionState state -> keeper.restore(state);
      case KeeperHeader header -> keeper.restore(header);
      case SpecificRecord other ->
          throw new IllegalStateException(
              "positions hold a " + other.getSchema().getName() + " at offset " + found.offset());
    }
  }

  private void fold(PositionKeeper keeper, ConsumerRecords<byte[], byte[]> records, Outbox outbox) {
    for (ConsumerRecord<byte[], byte[]> found : records) {
      if (!keeper.isNew(found.offset())) {
        continue;
      }
      switch (Wire.decode(found.value())) {
        case Leg leg -> keeper.apply(found.offset(), leg);
        case Cut cut -> cut(keeper, found.offset(), cut, outbox);
        case Value value -> value(keeper, found.offset(), value, outbox);
        case SpecificRecord other ->
            throw new IllegalStateException(
                "legs hold a " + other.getSchema().getName() + " at offset " + found.offset());
      }
    }
    writeChanges(keeper, outbox);
  }

  /**
   * Assignment is over the whole house, so every partition tells what it holds of those options.
   */
  private void cut(PositionKeeper keeper, long offset, Cut cut, Outbox outbox) {
    keeper.apply(offset, cut);
    if (!cut.getExerciseContracts().isEmpty()) {
      outbox.send(
          Topic.CONTROL,
          0,
          cut.getCycleId(),
          new ExerciseHoldings(
              cut.getCycleId(),
              partition,
              keeper.lotsAtCut(Set.copyOf(cut.getExerciseContracts()))));
    }
  }

  private void value(PositionKeeper keeper, long offset, Value value, Outbox outbox) {
    CycleValuation valuation = valuation(value);
    List<CycleResult> results = new ArrayList<>();
    List<Transfer> transfers = new ArrayList<>();
    for (int account : keeper.accountsAtCut()) {
      List<Holding> holdings = valuation.relevant(keeper.holdingsAtCut(account));
      if (holdings.isEmpty()) {
        continue;
      }
      results.add(valuation.result(account, holdings));
      transfers.addAll(valuation.transfers(account, holdings));
    }
    boolean isEndOfDay = value.getKind() == CycleKind.END_OF_DAY;
    keeper.apply(offset, value, transfers, isEndOfDay ? valuation::roll : null);
    for (CycleResult result : results) {
      outbox.send(Topic.CYCLES, partition, result.getAccountId(), result);
      outbox.send(Topic.DESK, partition, result.getAccountId(), result);
    }
    outbox.send(Topic.DESK, partition, value.getCycleId(), end(value, results.size()));
    outbox.send(Topic.CONTROL, 0, value.getCycleId(), done(value, results));
    lastValuation = valuation;
  }

  private void writeChanges(PositionKeeper keeper, Outbox outbox) {
    SortedSet<Integer> accounts = new TreeSet<>();
    for (PositionState state : keeper.drainChanges()) {
      long key = PositionKey.of(state.getAccountIndex(), state.getContractIndex());
      byte[] keyBytes = ByteBuffer.allocate(Long.BYTES).putLong(key).array();
      outbox.send(
          Topic.POSITIONS, partition, keyBytes, PositionKeeper.isGone(state) ? null : state);
      accounts.add(state.getAccountIndex());
    }
    outbox.send(Topic.POSITIONS, partition, HEADER_KEY, keeper.header());
    writeExposure(keeper, accounts, outbox);
  }

  /** Live exposure starts with the first valuation: before it there are no prices to tell it by. */
  private void writeExposure(PositionKeeper keeper, SortedSet<Integer> accounts, Outbox outbox) {
    Value last = keeper.lastValue();
    if (last == null) {
      return;
    }
    CycleValuation valuation = lastValuation;
    if (valuation == null) {
      valuation = valuation(last);
      lastValuation = valuation;
    }
    for (int account : accounts) {
      valuation
          .exposure(account, keeper.holdingsNow(account))
          .ifPresent(
              exposure ->
                  outbox.send(Topic.EXPOSURE, partition, Integer.toString(account), exposure));
    }
  }

  private CycleValuation valuation(Value value) {
    return new CycleValuation(
        value,
        reference.registryOf(value),
        reference.priceSet(value.getPriceSetId(), value.getPriceSetHash()),
        reference.exercises(value));
  }

  private static CycleEnd end(Value value, int count) {
    return new CycleEnd(
        value.getCycleId(),
        value.getBusinessDate(),
        value.getKind(),
        value.getParameterSetId(),
        value.getParameterSetHash(),
        count);
  }

  private CycleDone done(Value value, List<CycleResult> results) {
    return CycleDone.newBuilder()
        .setCycleId(value.getCycleId())
        .setRole(CycleRole.SHARD)
        .setPartition(partition)
        .setCount(results.size())
        .setContractSums(CycleSums.byContract(results))
        .setCurrencySums(List.of())
        .setHash(ContentHash.of(results))
        .setFeeSums(value.getKind() == CycleKind.END_OF_DAY ? CycleSums.fees(results) : List.of())
        .build();
  }
}
