package novate.clearing.house;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import novate.clearing.desk.Desk;
import novate.clearing.log.Clients;
import novate.clearing.log.Topic;
import novate.wire.Wire;
import novate.wire.event.CashPaid;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleEnd;
import novate.wire.event.CycleResult;
import novate.wire.event.LedgerEntryPosted;
import novate.wire.event.MarginCall;
import novate.wire.event.Reject;
import novate.wire.event.RejectReason;
import novate.wire.event.SettlementCorrected;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * The desk of one partition. It folds its partition from the start and is silent up to the offset
 * that it had committed, so a restarted desk posts and calls nothing twice.
 */
final class DeskProcess extends Processor {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration TRANSACTION_LIMIT = Duration.ofSeconds(30);

  private final int partition;
  private final String id;
  private final Clients clients;
  private final ReferenceData reference;
  private final Desk desk;
  private final TopicPartition input;

  DeskProcess(
      int partition,
      Clients clients,
      ReferenceData reference,
      java.util.function.Consumer<Throwable> onFailure) {
    super("novate-desk-" + partition, onFailure);
    this.partition = partition;
    this.id = "novate-desk-" + partition;
    this.clients = clients;
    this.reference = reference;
    this.desk = new Desk(partition);
    this.input = new TopicPartition(Topic.DESK.topicName(), partition);
  }

  @Override
  void work() {
    try (Producer<byte[], byte[]> producer = clients.transactionalProducer(id, TRANSACTION_LIMIT);
        Consumer<byte[], byte[]> consumer = clients.consumer(id)) {
      producer.initTransactions();
      OffsetAndMetadata committed = consumer.committed(Set.of(input)).get(input);
      long speakFrom = committed == null ? 0 : committed.offset();
      consumer.assign(List.of(input));
      consumer.seek(input, 0);
      Outbox outbox = new Outbox(producer);
      while (!isStopping()) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          producer.beginTransaction();
          records.forEach(found -> take(found, found.offset() >= speakFrom, outbox));
          long place = Math.max(speakFrom, consumer.position(input));
          producer.sendOffsetsToTransaction(
              Map.of(input, new OffsetAndMetadata(place)), new ConsumerGroupMetadata(id));
          producer.commitTransaction();
        }
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> found, boolean isSpeaking, Outbox outbox) {
    List<SpecificRecord> outputs =
        switch (Wire.decode(found.value())) {
          case CashPaid payment -> pay(found, payment);
          case CycleResult result -> {
            desk.apply(result);
            yield List.of();
          }
          case SettlementCorrected correction -> {
            desk.apply(correction);
            yield List.of();
          }
          case CycleEnd end -> end(end, isSpeaking);
          case SpecificRecord other ->
              throw new IllegalStateException(
                  "desk holds a " + other.getSchema().getName() + " at offset " + found.offset());
        };
    if (isSpeaking) {
      outputs.forEach(output -> send((SpecificRecordBase) output, outbox));
    }
  }

  private List<SpecificRecord> pay(ConsumerRecord<byte[], byte[]> found, CashPaid payment) {
    try {
      return desk.apply(payment);
    } catch (IllegalArgumentException e) {
      return List.of(
          Inbound.reject(
              found, found.value(), RejectReason.INVALID_FIELD, String.valueOf(e.getMessage())));
    }
  }

  private List<SpecificRecord> end(CycleEnd end, boolean isSpeaking) {
    if (isSpeaking) {
      CrashPoints.hit("before-ledger");
    }
    return desk.apply(
        end,
        reference
            .registryWithParameters(end.getParameterSetId(), end.getParameterSetHash())
            .parameters(end.getParameterSetId(), end.getParameterSetHash()));
  }

  private void send(SpecificRecordBase output, Outbox outbox) {
    switch (output) {
      case MarginCall call -> outbox.send(Topic.CALLS, partition, call.getCallId(), call);
      case LedgerEntryPosted entry ->
          outbox.send(Topic.LEDGER, partition, entry.getEntryId(), entry);
      case CycleDone done -> outbox.send(Topic.CONTROL, 0, done.getCycleId(), done);
      case Reject reject -> outbox.send(Topic.REJECTS, 0, reject.getTopic(), reject);
      default ->
          throw new IllegalStateException("a desk does not write " + output.getSchema().getName());
    }
  }
}
