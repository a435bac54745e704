package novate.clearing.processor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import novate.clearing.desk.Desk;
import novate.market.Checks;
import novate.wire.Wire;
import novate.wire.event.CashPaid;
import novate.wire.event.CycleDone;
import novate.wire.event.CycleEnd;
import novate.wire.event.CycleKind;
import novate.wire.event.CycleResult;
import novate.wire.event.DeskHeader;
import novate.wire.event.LedgerEntryPosted;
import novate.wire.event.MarginCall;
import novate.wire.event.Reject;
import novate.wire.event.RejectReason;
import novate.wire.event.SettlementCorrected;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The desk of one partition. With each end of day it writes what has changed in its books; it is
 * restored from them, folds its partition from where they were written, and is silent up to the
 * offset that it had committed, so a restarted desk posts and calls nothing twice.
 */
public final class DeskProcessor implements LogProcessor {

  private static final String HEADER_KEY = "header";

  private final int partition;
  private final Reference reference;
  private final CrashPoint crashPoint;
  private final Desk desk;
  private final Place input;
  private final Place books;
  private long nextOffset;
  private long speakFrom;

  /** The desk of a partition. */
  public DeskProcessor(int partition, Reference reference, CrashPoint crashPoint) {
    this.partition = partition;
    this.reference = reference;
    this.crashPoint = crashPoint;
    this.desk = new Desk(partition);
    this.input = new Place(Topic.DESK, partition);
    this.books = new Place(Topic.BOOKS, partition);
  }

  /** The id of the desk of a partition. */
  public static String id(int partition) {
    return "novate-desk-" + partition;
  }

  @Override
  public String id() {
    return id(partition);
  }

  @Override
  public SequencedMap<Place, Long> restore(LogView log) {
    log.read(books, 0, this::restore);
    // The books say it too, should the log ever forget what was committed.
    speakFrom = Math.max(nextOffset, log.committed(id(), input).orElse(0));
    SequencedMap<Place, Long> next = new LinkedHashMap<>();
    next.put(input, nextOffset);
    return next;
  }

  private void restore(Found found) {
    SpecificRecord record = Wire.decode(found.value());
    desk.restore(record);
    if (record instanceof DeskHeader header) {
      nextOffset = header.getNextOffset();
    }
  }

  @Override
  public Map<Place, Long> places(Map<Place, Long> positions) {
    long position = Checks.found(positions.get(input), "%s has no position", input);
    return Map.of(input, Math.max(speakFrom, position));
  }

  @Override
  public void take(Found found, Outbox outbox) {
    boolean isSpeaking = found.offset() >= speakFrom;
    SpecificRecord event = Wire.decode(found.value());
    List<SpecificRecord> outputs =
        switch (event) {
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
                  "%s is a %s".formatted(found, other.getSchema().getName()));
        };
    if (isSpeaking) {
      outputs.forEach(output -> send((SpecificRecordBase) output, outbox));
      if (event instanceof CycleEnd end && end.getKind() == CycleKind.END_OF_DAY) {
        writeBooks(found.offset() + 1, outbox);
      }
    }
  }

  private void writeBooks(long next, Outbox outbox) {
    desk.drainBooks().forEach((key, record) -> outbox.send(books, key, record));
    outbox.send(books, HEADER_KEY, desk.header(next));
  }

  private List<SpecificRecord> pay(Found found, CashPaid payment) {
    try {
      return desk.apply(payment);
    } catch (IllegalArgumentException e) {
      return List.of(
          Intake.reject(found, RejectReason.INVALID_FIELD, String.valueOf(e.getMessage())));
    }
  }

  private List<SpecificRecord> end(CycleEnd end, boolean isSpeaking) {
    if (isSpeaking) {
      crashPoint.hit("before-ledger");
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
      case Reject reject -> outbox.send(RejectPlaces.desk(partition), reject.getTopic(), reject);
      default ->
          throw new IllegalStateException("a desk does not write " + output.getSchema().getName());
    }
  }
}
