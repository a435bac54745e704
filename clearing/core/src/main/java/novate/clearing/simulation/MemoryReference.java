package novate.clearing.simulation;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import novate.clearing.cycle.Exercises;
import novate.clearing.processor.Place;
import novate.clearing.processor.Reference;
import novate.clearing.processor.ReferenceFold;
import novate.clearing.processor.Topic;
import novate.clearing.registry.Registry;
import novate.market.PriceSet;
import novate.wire.event.Value;

/**
 * Reference data of a log in memory. Whatever a processor may name stands on the log before the
 * record that names it, so nothing is ever waited for here: what is missing is an error.
 */
public final class MemoryReference implements Reference {
  private final MemoryLog log;
  private final ReferenceFold fold = new ReferenceFold();
  private final Map<Place, Long> next =
      new TreeMap<>(Map.of(new Place(Topic.REGISTRY, 0), 0L, new Place(Topic.PRICES, 0), 0L));

  /** Answers from what has been committed to a log. */
  public MemoryReference(MemoryLog log) {
    this.log = log;
  }

  private ReferenceFold known() {
    next.replaceAll((place, from) -> log.read(place, from, fold::apply));
    return fold;
  }

  @Override
  public Registry registry() {
    return known().registry();
  }

  @Override
  public Registry registryOf(LocalDate businessDate) {
    return known()
        .registryOf(businessDate)
        .orElseThrow(() -> missing("price limits of " + businessDate));
  }

  @Override
  public Registry registryOf(Value value) {
    return known().registryOf(value).orElseThrow(() -> missing("what " + value + " names"));
  }

  @Override
  public Registry registryWithParameters(String id, String hash) {
    return known()
        .registryWithParameters(id, hash)
        .orElseThrow(() -> missing("parameters " + id + "@" + hash));
  }

  @Override
  public PriceSet priceSet(String id, String hash) {
    return known().priceSet(id, hash).orElseThrow(() -> missing("price set " + id + "@" + hash));
  }

  @Override
  public Optional<Exercises> exercises(Value value) {
    String hash = value.getExercisesHash();
    return hash == null
        ? Optional.empty()
        : Optional.of(
            known()
                .exercises(value.getCycleId(), hash)
                .orElseThrow(() -> missing("exercises " + hash)));
  }

  @Override
  public Optional<PriceSet> lastPriceSet() {
    return known().lastPriceSet();
  }

  private static IllegalStateException missing(String what) {
    return new IllegalStateException(what + " is named and does not stand on the log");
  }
}
