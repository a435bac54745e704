package novate.clearing.processor;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import novate.clearing.cycle.Exercises;
import novate.clearing.registry.Registry;
import novate.clearing.registry.RegistryFold;
import novate.market.PriceSet;
import novate.wire.PriceSetCodec;
import novate.wire.Wire;
import novate.wire.event.ExercisesSealed;
import novate.wire.event.PriceSetSealed;
import novate.wire.event.Value;

/**
 * Folds what {@link Reference} answers from: the registry, and the sealed price sets of the prices
 * topic. What is asked for and not there yet is empty; whoever asks decides whether to wait.
 */
public final class ReferenceFold {
  private final RegistryFold registryFold = new RegistryFold();
  private final Map<String, PriceSet> priceSetByName = new HashMap<>();
  private final Map<String, Exercises> exercisesByName = new HashMap<>();

  /** Takes in one record of the registry or of the prices. */
  public void apply(Found found) {
    if (found.place().topic() == Topic.REGISTRY) {
      registryFold.apply(Wire.decode(found.value()));
      return;
    }
    // What an exchange sent and nobody can read is refused by the conductor; here it is passed
    // over.
    switch (Wire.find(found.value()).orElse(null)) {
      case PriceSetSealed sealed ->
          priceSetByName.put(
              sealed.getPriceSetId() + "@" + sealed.getHash(), PriceSetCodec.priceSet(sealed));
      case ExercisesSealed sealed ->
          exercisesByName.put(sealed.getCycleId() + "@" + sealed.getHash(), Exercises.of(sealed));
      case null, default -> {}
    }
  }

  /** The registry so far. */
  public Registry registry() {
    return registryFold.registry();
  }

  /** The registry, if the price limits of a date stand in it. */
  public Optional<Registry> registryOf(LocalDate businessDate) {
    return Optional.of(registry()).filter(r -> r.limits().containsKey(businessDate));
  }

  /** The registry, if it has the parameters and scenarios that a valuation names. */
  public Optional<Registry> registryOf(Value value) {
    String scenarios = value.getScenarioSetId() + "@" + value.getScenarioSetHash();
    return registryWithParameters(value.getParameterSetId(), value.getParameterSetHash())
        .filter(r -> r.scenariosByName().containsKey(scenarios));
  }

  /** The registry, if it has a parameter set. */
  public Optional<Registry> registryWithParameters(String id, String hash) {
    return Optional.of(registry()).filter(r -> r.parametersByName().containsKey(id + "@" + hash));
  }

  /** A sealed price set. */
  public Optional<PriceSet> priceSet(String id, String hash) {
    return Optional.ofNullable(priceSetByName.get(id + "@" + hash));
  }

  /** Sealed exercises of a cycle. */
  public Optional<Exercises> exercises(String cycleId, String hash) {
    return Optional.ofNullable(exercisesByName.get(cycleId + "@" + hash));
  }

  /** The sealed price set with the latest cut. */
  public Optional<PriceSet> lastPriceSet() {
    return priceSetByName.values().stream()
        .max(Comparator.comparing(PriceSet::asOf).thenComparing(PriceSet::id));
  }
}
