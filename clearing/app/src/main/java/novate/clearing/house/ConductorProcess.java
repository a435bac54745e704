package novate.clearing.house;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import novate.clearing.day.Conductor;
import novate.clearing.day.Conductor.Output;
import novate.clearing.day.DayFold.Next;
import novate.clearing.log.Clients;
import novate.clearing.log.Topic;
import novate.clearing.registry.Registry;
import novate.market.Checks;
import novate.market.PriceSet;
import novate.wire.Wire;
import novate.wire.event.Reject;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * The conductor: reads control and what it refers to, and writes what {@link Conductor} decides.
 * Outputs and the checkpoint of a step are one transaction, and every output follows from the log
 * alone, so a step that was killed is simply done again.
 */
final class ConductorProcess extends Processor {
  private static final String ID = "novate-conductor";
  private static final Duration TRANSACTION_LIMIT = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 20;

  private final Clients clients;
  private final ReferenceData reference;
  private final Inbound inbound = new Inbound();

  ConductorProcess(
      Clients clients, ReferenceData reference, java.util.function.Consumer<Throwable> onFailure) {
    super(ID, onFailure);
    this.clients = clients;
    this.reference = reference;
  }

  @Override
  void work() {
    try (Producer<byte[], byte[]> producer = clients.transactionalProducer(ID, TRANSACTION_LIMIT);
        Consumer<byte[], byte[]> offsets = clients.roamingConsumer(ID);
        LogTail control = new LogTail(clients, Topic.CONTROL);
        LogTail quotes = new LogTail(clients, Topic.QUOTES);
        LogTail fixings = new LogTail(clients, Topic.FIXINGS);
        LogTail prices = new LogTail(clients, Topic.PRICES);
        LogTail rejects = new LogTail(clients, Topic.REJECTS)) {
      producer.initTransactions();
      Conductor conductor =
          new Conductor(Topic.LEGS.partitionCount(), new Facts(reference, offsets));
      rejects.catchUp(found -> inbound.restore(Wire.decode(found.value())));
      while (!isStopping()) {
        control.catchUp(found -> conductor.applyControl(Wire.decode(found.value())));
        List<Output> outputs = List.of();
        if (conductor.isDue()) {
          quotes.catchUp(found -> inbound.take(found, conductor::applyQuote));
          fixings.catchUp(found -> conductor.applyFixing(Wire.decode(found.value())));
          prices.catchUp(found -> inbound.take(found, conductor::applyPrice));
          refuse(producer, offsets);
          conductor.day().next().ifPresent(ConductorProcess::crash);
          outputs = conductor.outputs();
        }
        if (outputs.isEmpty()) {
          Pause.millis(PAUSE_MILLIS);
        } else {
          commit(producer, outputs, offsets);
        }
      }
    }
  }

  private static void crash(Next next) {
    if (next instanceof Next.Step step) {
      switch (step.step()) {
        case CUT -> CrashPoints.hit("before-cut");
        case EXERCISE -> CrashPoints.hit("before-exercise");
        case RESTATE -> CrashPoints.hit("before-restate");
        case VALUE -> CrashPoints.hit("before-value");
        case FIXINGS, PRICES, POSITIONS, LEDGER, CLOSE -> {}
      }
    }
  }

  /**
   * What providers and exchanges sent and nobody can read stands in rejects, once, and the day goes
   * on.
   */
  private void refuse(Producer<byte[], byte[]> producer, Consumer<byte[], byte[]> reader) {
    List<Reject> refused = inbound.drainRejects();
    if (!refused.isEmpty()) {
      producer.beginTransaction();
      Outbox outbox = new Outbox(producer);
      refused.forEach(reject -> outbox.send(Topic.REJECTS, 0, reject.getTopic(), reject));
      producer.commitTransaction();
      outbox.awaitVisible(reader);
    }
  }

  private static void commit(
      Producer<byte[], byte[]> producer, List<Output> outputs, Consumer<byte[], byte[]> reader) {
    producer.beginTransaction();
    Outbox outbox = new Outbox(producer);
    outputs.forEach(
        each -> outbox.send(topic(each.stream()), each.partition(), each.key(), each.event()));
    producer.commitTransaction();
    outbox.awaitVisible(reader);
  }

  private static Topic topic(Conductor.Stream stream) {
    return switch (stream) {
      case CONTROL -> Topic.CONTROL;
      case REGISTRY -> Topic.REGISTRY;
      case FIXINGS -> Topic.FIXINGS;
      case PRICES -> Topic.PRICES;
      case DESK -> Topic.DESK;
    };
  }

  /** What the log says beside what the conductor folds. */
  private record Facts(ReferenceData reference, Consumer<byte[], byte[]> offsets)
      implements Conductor.Facts {
    @Override
    public Registry registry() {
      return reference.registry();
    }

    @Override
    public Optional<PriceSet> lastPriceSet() {
      return reference.lastPriceSet();
    }

    @Override
    public PriceSet priceSet(String id, String hash) {
      return reference.priceSet(id, hash);
    }

    @Override
    public List<Long> tradesOffsets() {
      List<TopicPartition> trades =
          IntStream.range(0, Topic.TRADES.partitionCount())
              .mapToObj(p -> new TopicPartition(Topic.TRADES.topicName(), p))
              .toList();
      Map<TopicPartition, Long> ends = offsets.endOffsets(trades);
      return trades.stream().map(p -> Checks.found(ends.get(p), "%s has no end", p)).toList();
    }
  }
}
