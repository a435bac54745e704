package novate.clearing.processor;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import novate.clearing.cycle.Exercises;
import novate.clearing.registry.Registry;
import novate.clearing.registry.RegistryFold;
import novate.market.PriceSet;
import novate.wire.PriceSetCodec;
import novate.wire.Wire;
import novate.wire.event.ExercisesSealed;
import novate.wire.event.ParametersPublished;
import novate.wire.event.PriceLimitsSet;
import novate.wire.event.PriceSetSealed;
import novate.wire.event.ScenariosPublished;
import novate.wire.event.Value;
import org.apache.avro.specific.SpecificRecord;

/**
 * Folds what {@link Reference} answers from: the registry, and the sealed price sets of the prices
 * topic. What is asked for and not there yet is empty; whoever asks decides whether to wait.
 *
 * <p>The registry goes on growing, so who asks twice must not see more the second time: a date and
 * a valuation have the registry as it was when the last of what they name came to stand in it.
 */
public final class ReferenceFold {
  private final RegistryFold registryFold = new RegistryFold();
  private final Map<String, PriceSet> priceSetByName = new HashMap<>();
  private final Map<String, Exercises> exercisesByName = new HashMap<>();
  private final Map<String, Registry> registryByName = new HashMap<>();

  /** Takes in one record of the registry or of the prices. */
  public void apply(Found found) {
    if (found.place().topic() == Topic.REGISTRY) {
      applyRegistry(Wire.decode(found.value()));
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

  private void applyRegistry(SpecificRecord event) {
    registryFold.apply(event);
    switch (event) {
      case PriceLimitsSet set -> registryByName.put(limitsOf(set.getBusinessDate()), registry());
      case ParametersPublished published ->
          registryByName.putIfAbsent(
              parameters(published.getParameterSetId(), published.getHash()), registry());
      case ScenariosPublished published ->
          registryByName.putIfAbsent(
              scenarios(published.getScenarioSetId(), published.getHash()), registry());
      default -> {}
    }
  }

  private static String limitsOf(LocalDate businessDate) {
    return "limits " + businessDate;
  }

  private static String parameters(String id, String hash) {
    return "parameters " + id + "@" + hash;
  }

  private static String scenarios(String id, String hash) {
    return "scenarios " + id + "@" + hash;
  }

  /** The registry so far. */
  public Registry registry() {
    return registryFold.registry();
  }

  /** The registry as it was when the price limits of a date came to stand in it. */
  public Optional<Registry> registryOf(LocalDate businessDate) {
    return known(limitsOf(businessDate));
  }

  /**
   * The registry as it was when it had the parameters and scenarios that a valuation names, and the
   * price limits of its date where there are any.
   */
  public Optional<Registry> registryOf(Value value) {
    Optional<Registry> parameters =
        registryWithParameters(value.getParameterSetId(), value.getParameterSetHash());
    Optional<Registry> scenarios =
        known(scenarios(value.getScenarioSetId(), value.getScenarioSetHash()));
    if (parameters.isEmpty() || scenarios.isEmpty()) {
      return Optional.empty();
    }
    return Stream.of(parameters, scenarios, registryOf(value.getBusinessDate()))
        .flatMap(Optional::stream)
        .max(Comparator.comparingLong(Registry::records));
  }

  /** The registry as it was when it had a parameter set. */
  public Optional<Registry> registryWithParameters(String id, String hash) {
    return known(parameters(id, hash));
  }

  private Optional<Registry> known(String name) {
    return Optional.ofNullable(registryByName.get(name));
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
