package novate.clearing.house;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import novate.clearing.log.Clients;
import novate.clearing.log.LogReader;
import novate.clearing.log.Topic;
import novate.clearing.registry.Registry;
import novate.clearing.trade.NovationOutcome;
import novate.clearing.trade.Novator;
import novate.market.Checks;
import novate.wire.Wire;
import novate.wire.WireException;
import novate.wire.event.Cut;
import novate.wire.event.CycleKind;
import novate.wire.event.DayOpened;
import novate.wire.event.Leg;
import novate.wire.event.Reject;
import novate.wire.event.RejectReason;
import novate.wire.event.TradeReport;
import novate.wire.event.Value;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of legs. It merges trades and control: trades are taken while a business date is
 * open; at a CUT every partition of trades is consumed to its offset and no further, then the
 * marker goes to every partition of legs in one transaction. Its choices are restored from legs and
 * rejects, never made again.
 */
final class NovatorProcess extends Processor {
  private static final String ID = "novate-novator";
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration TRANSACTION_LIMIT = Duration.ofSeconds(30);
  private static final TopicPartition CONTROL = new TopicPartition(Topic.CONTROL.topicName(), 0);

  private final Clients clients;
  private final ReferenceData reference;
  private final NovatorCounters counters;
  private final Novator novator = new Novator();
  private final Set<String> refusedHashes = new HashSet<>();
  private final List<TopicPartition> trades =
      IntStream.range(0, Topic.TRADES.partitionCount())
          .mapToObj(p -> new TopicPartition(Topic.TRADES.topicName(), p))
          .toList();

  private @Nullable Registry registry;
  private @Nullable Cut pendingCut;
  private long pendingCutOffset;
  private boolean isOpen;

  NovatorProcess(
      Clients clients,
      ReferenceData reference,
      NovatorCounters counters,
      java.util.function.Consumer<Throwable> onFailure) {
    super(ID, onFailure);
    this.clients = clients;
    this.reference = reference;
    this.counters = counters;
  }

  @Override
  void work() {
    try (Producer<byte[], byte[]> producer = clients.transactionalProducer(ID, TRANSACTION_LIMIT);
        Consumer<byte[], byte[]> consumer = clients.roamingConsumer(ID)) {
      producer.initTransactions();
      Map<TopicPartition, Long> next = restore(consumer);
      consumer.assign(next.keySet());
      next.forEach(consumer::seek);
      while (!isStopping()) {
        gate(consumer);
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        boolean isCutDue = isCutReached(consumer);
        if (!records.isEmpty() || isCutDue) {
          producer.beginTransaction();
          takeAll(consumer, records, new Outbox(producer));
          producer.sendOffsetsToTransaction(places(consumer), new ConsumerGroupMetadata(ID));
          producer.commitTransaction();
          counters.commit();
        }
      }
    }
  }

  /** Folds control up to where it was read, and the choices made so far; returns where to go on. */
  private Map<TopicPartition, Long> restore(Consumer<byte[], byte[]> consumer) {
    Set<TopicPartition> inputs = new HashSet<>(trades);
    inputs.add(CONTROL);
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(inputs);
    Map<TopicPartition, Long> next = new HashMap<>();
    for (TopicPartition input : inputs) {
      OffsetAndMetadata place = committed.get(input);
      next.put(input, place == null ? 0 : place.offset());
    }
    long controlEnd = Checks.found(next.get(CONTROL), "control has no place");
    LogReader.readToEnd(
        consumer,
        Map.of(CONTROL, 0L),
        found -> {
          if (found.offset() < controlEnd) {
            restoreControl(Wire.decode(found.value()));
          }
        });
    LogReader.readToEnd(
        consumer, LogReader.startOf(Topic.LEGS), found -> restoreLeg(Wire.decode(found.value())));
    LogReader.readToEnd(
        consumer,
        LogReader.startOf(Topic.REJECTS),
        found -> {
          if (Wire.decode(found.value()) instanceof Reject reject) {
            refusedHashes.add(reject.getBytesHash());
          }
        });
    return next;
  }

  private void restoreControl(SpecificRecord event) {
    if (event instanceof DayOpened opened) {
      open(opened);
    } else if (event instanceof Cut cut && cut.getKind() == CycleKind.END_OF_DAY) {
      isOpen = false;
    }
  }

  private void restoreLeg(SpecificRecord event) {
    if (event instanceof Leg leg) {
      novator.restore(leg);
    }
  }

  /**
   * Trades flow only while a date is open and, at a cut, only up to its offsets; control waits for
   * the cut.
   */
  private void gate(Consumer<byte[], byte[]> consumer) {
    Cut cut = pendingCut;
    Set<TopicPartition> held = new HashSet<>();
    for (int p = 0; p < trades.size(); p++) {
      boolean isPastCut =
          cut != null && consumer.position(trades.get(p)) >= cut.getTradesOffsets().get(p);
      if (!isOpen || isPastCut) {
        held.add(trades.get(p));
      }
    }
    if (cut != null) {
      held.add(CONTROL);
    }
    consumer.resume(consumer.paused());
    consumer.pause(held);
  }

  private boolean isCutReached(Consumer<byte[], byte[]> consumer) {
    Cut cut = pendingCut;
    return cut != null
        && IntStream.range(0, trades.size())
            .allMatch(p -> consumer.position(trades.get(p)) >= cut.getTradesOffsets().get(p));
  }

  private void takeAll(
      Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records, Outbox outbox) {
    takeControl(consumer, records.records(CONTROL), outbox);
    for (int p = 0; p < trades.size(); p++) {
      takeTrades(consumer, p, records.records(trades.get(p)), outbox);
    }
    if (isCutReached(consumer)) {
      cut(outbox);
    }
  }

  private void takeControl(
      Consumer<byte[], byte[]> consumer,
      List<ConsumerRecord<byte[], byte[]>> records,
      Outbox outbox) {
    for (ConsumerRecord<byte[], byte[]> found : records) {
      if (pendingCut != null) {
        consumer.seek(CONTROL, found.offset());
        return;
      }
      switch (Wire.decode(found.value())) {
        case DayOpened opened -> open(opened);
        case Cut cut -> {
          pendingCut = cut;
          pendingCutOffset = found.offset();
        }
        case Value value -> toEveryPartition(outbox, value.getCycleId(), value);
        default -> {}
      }
    }
  }

  private void takeTrades(
      Consumer<byte[], byte[]> consumer,
      int partition,
      List<ConsumerRecord<byte[], byte[]>> records,
      Outbox outbox) {
    for (ConsumerRecord<byte[], byte[]> found : records) {
      Cut cut = pendingCut;
      if (!isOpen || (cut != null && found.offset() >= cut.getTradesOffsets().get(partition))) {
        consumer.seek(trades.get(partition), found.offset());
        return;
      }
      takeTrade(found, outbox);
    }
  }

  private void takeTrade(ConsumerRecord<byte[], byte[]> found, Outbox outbox) {
    counters.read();
    SpecificRecord event;
    try {
      event = Wire.decode(Inbound.bytes(found));
    } catch (WireException e) {
      refuse(
          found, RejectReason.valueOf(e.reason().name()), String.valueOf(e.getMessage()), outbox);
      return;
    }
    if (!(event instanceof TradeReport report)) {
      refuse(
          found,
          RejectReason.WRONG_TYPE,
          "expected a trade report, got " + event.getSchema().getName(),
          outbox);
      return;
    }
    switch (novator.apply(report)) {
      case NovationOutcome.Novated(List<Leg> legs) -> {
        legs.forEach(leg -> send(leg, outbox));
        counters.novated(legs.size());
      }
      case NovationOutcome.Duplicate() -> counters.duplicate();
      case NovationOutcome.Refused(RejectReason reason, String detail) ->
          refuse(found, reason, detail, outbox);
    }
  }

  private void send(Leg leg, Outbox outbox) {
    int partition =
        Checks.found(registry, "no business date is open")
            .partitionOfAccount(leg.getAccountIndex(), Topic.LEGS.partitionCount());
    outbox.send(Topic.LEGS, partition, leg.getVenue() + "/" + leg.getTradeId(), leg);
  }

  /** The same bytes refused again are a duplicate: they are counted, but stand in rejects once. */
  private void refuse(
      ConsumerRecord<byte[], byte[]> found, RejectReason reason, String detail, Outbox outbox) {
    Reject reject = Inbound.reject(found, Inbound.bytes(found), reason, detail);
    if (!refusedHashes.add(reject.getBytesHash())) {
      counters.duplicate();
      return;
    }
    counters.refused();
    outbox.send(Topic.REJECTS, 0, found.topic() + "/" + found.partition(), reject);
  }

  private void open(DayOpened opened) {
    Registry asOfOpen = reference.registryOf(opened.getBusinessDate());
    novator.open(opened.getBusinessDate(), asOfOpen);
    registry = asOfOpen;
    isOpen = true;
  }

  private void cut(Outbox outbox) {
    Cut cut = Checks.found(pendingCut, "no cut is pending");
    toEveryPartition(outbox, cut.getCycleId(), cut);
    if (cut.getKind() == CycleKind.END_OF_DAY) {
      isOpen = false;
    }
    pendingCut = null;
  }

  private static void toEveryPartition(
      Outbox outbox, String key, org.apache.avro.specific.SpecificRecordBase marker) {
    for (int p = 0; p < Topic.LEGS.partitionCount(); p++) {
      outbox.send(Topic.LEGS, p, key.getBytes(StandardCharsets.UTF_8), marker);
    }
  }

  /** Where to go on: a pending cut's record is not done, so it is read again after a restart. */
  private Map<TopicPartition, OffsetAndMetadata> places(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> inputs = new ArrayList<>(trades);
    inputs.add(CONTROL);
    Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
    for (TopicPartition input : inputs) {
      boolean isAtCut = input.equals(CONTROL) && pendingCut != null;
      long place = isAtCut ? pendingCutOffset : consumer.position(input);
      places.put(input, new OffsetAndMetadata(place));
    }
    return places;
  }
}
