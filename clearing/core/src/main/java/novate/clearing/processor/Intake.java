package novate.clearing.processor;

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

/**
 * Records from outside that need no order of their own: quotes and prices. One that cannot be read
 * or breaks a rule becomes a reject; the same bytes refused again do not.
 */
final class Intake {
  private final Set<String> refusedHashes = new HashSet<>();
  private final List<Reject> rejects = new ArrayList<>();

  /** Takes back a refusal made before a restart. */
  void restore(SpecificRecord event) {
    if (event instanceof Reject reject) {
      refusedHashes.add(reject.getBytesHash());
    }
  }

  /** Hands the record on, or keeps why it is refused. */
  void take(Found found, Consumer<SpecificRecord> taker) {
    try {
      taker.accept(Wire.decode(found.value()));
    } catch (WireException e) {
      refuse(found, RejectReason.valueOf(e.reason().name()), e.detail());
    } catch (QuoteRefusedException e) {
      refuse(found, e.reason(), String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      refuse(found, RejectReason.INVALID_FIELD, String.valueOf(e.getMessage()));
    }
  }

  /** Refusals since the last call. */
  List<Reject> drainRejects() {
    List<Reject> drained = List.copyOf(rejects);
    rejects.clear();
    return drained;
  }

  /** The reject of a record. */
  static Reject reject(Found found, RejectReason reason, String detail) {
    return new Reject(
        found.place().topic().topicName(),
        found.place().partition(),
        found.offset(),
        reason,
        detail,
        Hashing.sha256(found.value()),
        found.value().length);
  }

  private void refuse(Found found, RejectReason reason, String detail) {
    Reject reject = reject(found, reason, detail);
    if (refusedHashes.add(reject.getBytesHash())) {
      rejects.add(reject);
    }
  }
}
