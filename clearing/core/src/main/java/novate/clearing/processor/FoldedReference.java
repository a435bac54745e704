package novate.clearing.processor;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import novate.clearing.cycle.Exercises;
import novate.clearing.registry.Registry;
import novate.market.PriceSet;
import novate.wire.event.Value;

/**
 * Reference data answered from a fold of the log; how far that is read is up to the implementor.
 */
public interface FoldedReference extends Reference {
  /**
   * The answer to a question that is empty as long as what it asks for has not been read.
   *
   * @param topic where it stands
   * @param what it asks for, in words
   */
  <T> T answer(Topic topic, Function<ReferenceFold, Optional<T>> question, String what);

  @Override
  default Registry registry() {
    return answer(Topic.REGISTRY, known -> Optional.of(known.registry()), "the registry");
  }

  @Override
  default Registry registryOf(LocalDate businessDate) {
    return answer(
        Topic.REGISTRY, known -> known.registryOf(businessDate), "price limits of " + businessDate);
  }

  @Override
  default Registry registryOf(Value value) {
    return answer(
        Topic.REGISTRY,
        known -> known.registryOf(value),
        "parameters %s@%s and scenarios %s@%s"
            .formatted(
                value.getParameterSetId(),
                value.getParameterSetHash(),
                value.getScenarioSetId(),
                value.getScenarioSetHash()));
  }

  @Override
  default Registry registryWithParameters(String id, String hash) {
    return answer(
        Topic.REGISTRY,
        known -> known.registryWithParameters(id, hash),
        "parameters " + id + "@" + hash);
  }

  @Override
  default PriceSet priceSet(String id, String hash) {
    return answer(Topic.PRICES, known -> known.priceSet(id, hash), "price set " + id + "@" + hash);
  }

  @Override
  default Optional<Exercises> exercises(Value value) {
    String hash = value.getExercisesHash();
    return hash == null
        ? Optional.empty()
        : Optional.of(
            answer(
                Topic.PRICES,
                known -> known.exercises(value.getCycleId(), hash),
                "exercises " + value.getCycleId() + "@" + hash));
  }

  @Override
  default Optional<PriceSet> lastPriceSet() {
    return answer(Topic.PRICES, known -> Optional.of(known.lastPriceSet()), "the last price set");
  }
}
