package novate.clearing.day;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import novate.wire.event.PriceSubmitted;
import novate.wire.event.PricesComplete;
import org.apache.avro.specific.SpecificRecord;

/** The fold of what the exchange sent as prices of each cycle; of several the last counts. */
final class ExchangePrices {
  private final Map<String, Map<String, PriceSubmitted>> submittedByCycle = new HashMap<>();
  private final Map<String, PricesComplete> completeByCycle = new HashMap<>();

  void apply(SpecificRecord event) {
    if (event instanceof PriceSubmitted price) {
      submittedByCycle
          .computeIfAbsent(price.getCycleId(), _ -> new LinkedHashMap<>())
          .put(price.getContractId(), price);
    } else if (event instanceof PricesComplete complete) {
      completeByCycle.put(complete.getCycleId(), complete);
    }
  }

  /** The prices of a cycle so far. */
  Collection<PriceSubmitted> submitted(String cycleId) {
    return List.copyOf(submittedByCycle.getOrDefault(cycleId, Map.of()).values());
  }

  /** The exchange's word that these are all; empty while it has not given it. */
  Optional<PricesComplete> complete(String cycleId) {
    return Optional.ofNullable(completeByCycle.get(cycleId));
  }
}
