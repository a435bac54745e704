package novate.clearing.house;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import novate.clearing.log.Clients;
import novate.clearing.log.Topic;
import novate.wire.Wire;
import novate.wire.event.PriceSubmitted;

/** What the exchange has sent as prices of a cycle. */
public final class CyclePrices {
  private CyclePrices() {}

  /** When the latest of them was observed; empty when none came. */
  public static Optional<Instant> lastObserved(Clients clients, String cycleId) {
    AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);
    try (LogTail prices = new LogTail(clients, Topic.PRICES)) {
      prices.catchUp(
          found -> {
            if (Wire.find(found.value()).orElse(null) instanceof PriceSubmitted price
                && price.getCycleId().equals(cycleId)) {
              last.accumulateAndGet(
                  price.getObservedAt(), (one, other) -> one.isAfter(other) ? one : other);
            }
          });
    }
    return Optional.of(last.get()).filter(instant -> !instant.equals(Instant.MIN));
  }
}
