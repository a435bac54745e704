package novate.clearing.house;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import novate.clearing.day.QuoteRefusedException;
import novate.market.Hashing;
import novate.wire.Wire;
import novate.wire.WireException;
import novate.wire.event.Reject;
import novate.wire.event.RejectReason;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records from outside that need no order of their own: quotes and prices. One that cannot be read
 * or breaks a rule becomes a reject; the same bytes refused again do not.
 */
final class Inbound {
  private final Set<String> refusedHashes = new HashSet<>();
  private final List<Reject> rejects = new ArrayList<>();

  /** Takes back a refusal made before a restart. */
  void restore(SpecificRecord event) {
    if (event instanceof Reject reject) {
      refusedHashes.add(reject.getBytesHash());
    }
  }

  /** Hands the record on, or keeps why it is refused. */
  void take(ConsumerRecord<byte[], byte[]> found, Consumer<SpecificRecord> taker) {
    byte[] bytes = bytes(found);
    try {
      taker.accept(Wire.decode(bytes));
    } catch (WireException e) {
      refuse(found, bytes, RejectReason.valueOf(e.reason().name()), e.detail());
    } catch (QuoteRefusedException e) {
      refuse(found, bytes, e.reason(), String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      refuse(found, bytes, RejectReason.INVALID_FIELD, String.valueOf(e.getMessage()));
    }
  }

  /** Refusals since the last call. */
  List<Reject> drainRejects() {
    List<Reject> drained = List.copyOf(rejects);
    rejects.clear();
    return drained;
  }

  /** The value of a record; a tombstone, which has no meaning here, is an empty one. */
  static byte[] bytes(ConsumerRecord<byte[], byte[]> found) {
    return found.value() == null ? new byte[0] : found.value();
  }

  /** The reject of a record. */
  static Reject reject(
      ConsumerRecord<byte[], byte[]> found, byte[] bytes, RejectReason reason, String detail) {
    return new Reject(
        found.topic(),
        found.partition(),
        found.offset(),
        reason,
        detail,
        Hashing.sha256(bytes),
        bytes.length);
  }

  private void refuse(
      ConsumerRecord<byte[], byte[]> found, byte[] bytes, RejectReason reason, String detail) {
    Reject reject = reject(found, bytes, reason, detail);
    if (refusedHashes.add(reject.getBytesHash())) {
      rejects.add(reject);
    }
  }
}
