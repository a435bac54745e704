package novate.clearing.house;

import java.time.Instant;
import java.util.Optional;
import novate.clearing.log.Clients;
import novate.clearing.processor.Topic;
import novate.wire.Wire;
import novate.wire.event.PriceSubmitted;
import novate.wire.event.PricesComplete;
import org.jspecify.annotations.Nullable;

/** What the exchange has sent as prices of a cycle. */
public final class CyclePrices {
  private final String cycleId;
  private @Nullable Instant lastObserved;
  private boolean isComplete;

  private CyclePrices(String cycleId) {
    this.cycleId = cycleId;
  }

  /** What there is on the log now. */
  public static CyclePrices read(Clients clients, String cycleId) {
    CyclePrices prices = new CyclePrices(cycleId);
    try (LogTail tail = new LogTail(clients, Topic.PRICES)) {
      tail.catchUp(found -> prices.take(Wire.find(found.value()).orElse(null)));
    }
    return prices;
  }

  private void take(@Nullable Object event) {
    if (event instanceof PriceSubmitted price && price.getCycleId().equals(cycleId)) {
      Instant observed = price.getObservedAt();
      Instant last = lastObserved;
      lastObserved = last == null || observed.isAfter(last) ? observed : last;
    } else if (event instanceof PricesComplete complete && complete.getCycleId().equals(cycleId)) {
      isComplete = true;
    }
  }

  /** When the latest of them was observed; empty when none came. */
  public Optional<Instant> lastObserved() {
    return Optional.ofNullable(lastObserved);
  }

  /** True when the exchange has said that these are all; until then a cycle waits for more. */
  public boolean isComplete() {
    return isComplete;
  }
}
