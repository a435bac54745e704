package novate.clearing.processor;

import java.time.LocalDate;
import java.util.Optional;
import novate.clearing.cycle.Exercises;
import novate.clearing.registry.Registry;
import novate.market.PriceSet;
import novate.wire.event.Value;

/**
 * What processors refer to by name: the registry, sealed price sets and sealed exercises. They only
 * ever grow, and whatever is asked for by name is waited for, so every processor sees the same
 * whenever it asks.
 */
public interface Reference {
  /** The registry as far as it has been written. */
  Registry registry();

  /**
   * The registry as it was when the price limits of a date came to stand in it, which are the last
   * thing written before a date opens; what came later is for the next date.
   */
  Registry registryOf(LocalDate businessDate);

  /**
   * The registry as it was when it had the price limits of a valuation's date and the parameters
   * and scenarios that it names; what came later is not valued with.
   */
  Registry registryOf(Value value);

  /** The registry once it has a parameter set. */
  Registry registryWithParameters(String id, String hash);

  /** A sealed price set by id and hash. */
  PriceSet priceSet(String id, String hash);

  /** What a valuation names as its exercises; empty when it names none. */
  Optional<Exercises> exercises(Value value);

  /** The sealed price set with the latest cut; empty when there is none. */
  Optional<PriceSet> lastPriceSet();
}
