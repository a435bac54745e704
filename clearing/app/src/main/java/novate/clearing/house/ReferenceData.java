package novate.clearing.house;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import novate.clearing.cycle.Exercises;
import novate.clearing.log.Clients;
import novate.clearing.log.LogUnavailableException;
import novate.clearing.log.Topic;
import novate.clearing.registry.Registry;
import novate.clearing.registry.RegistryFold;
import novate.market.PriceSet;
import novate.wire.PriceSetCodec;
import novate.wire.Wire;
import novate.wire.event.ExercisesSealed;
import novate.wire.event.PriceSetSealed;
import novate.wire.event.Value;

/**
 * What processors refer to by name: the registry, sealed price sets and sealed exercises. They only
 * ever grow, and whatever is asked for is waited for, so that every processor sees the same
 * whenever it asks. Shared by threads.
 */
final class ReferenceData implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_MILLIS = 20;

  private final LogTail registryTail;
  private final LogTail pricesTail;
  private final RegistryFold registryFold = new RegistryFold();
  private final Map<String, PriceSet> priceSetByName = new HashMap<>();
  private final Map<String, Exercises> exercisesByName = new HashMap<>();

  ReferenceData(Clients clients) {
    this.registryTail = new LogTail(clients, Topic.REGISTRY);
    this.pricesTail = new LogTail(clients, Topic.PRICES);
  }

  /** The registry as far as it has been written. */
  synchronized Registry registry() {
    registryTail.catchUp(found -> registryFold.apply(Wire.decode(found.value())));
    return registryFold.registry();
  }

  /**
   * The registry once the price limits of a date stand in it, which are the last thing written
   * before a date opens.
   */
  Registry registryOf(LocalDate businessDate) {
    return await(
        () -> Optional.of(registry()).filter(r -> r.limits().containsKey(businessDate)),
        "price limits of " + businessDate);
  }

  /** The registry once it has the parameters and scenarios that a valuation names. */
  Registry registryOf(Value value) {
    String parameters = value.getParameterSetId() + "@" + value.getParameterSetHash();
    String scenarios = value.getScenarioSetId() + "@" + value.getScenarioSetHash();
    return await(
        () ->
            Optional.of(registry())
                .filter(r -> r.parametersByName().containsKey(parameters))
                .filter(r -> r.scenariosByName().containsKey(scenarios)),
        "parameters " + parameters + " and scenarios " + scenarios);
  }

  /** The registry once it has a parameter set. */
  Registry registryWithParameters(String id, String hash) {
    return await(
        () ->
            Optional.of(registry()).filter(r -> r.parametersByName().containsKey(id + "@" + hash)),
        "parameters " + id + "@" + hash);
  }

  /** A sealed price set by id and hash. */
  PriceSet priceSet(String id, String hash) {
    return await(
        () -> Optional.ofNullable(priceSets().get(id + "@" + hash)),
        "price set " + id + "@" + hash);
  }

  /** The sealed price set with the latest cut before an instant's; empty when there is none. */
  Optional<PriceSet> lastPriceSet() {
    return priceSets().values().stream()
        .max(Comparator.comparing(PriceSet::asOf).thenComparing(PriceSet::id));
  }

  /** What a valuation names as its exercises; empty when it names none. */
  Optional<Exercises> exercises(Value value) {
    String hash = value.getExercisesHash();
    if (hash == null) {
      return Optional.empty();
    }
    String name = value.getCycleId() + "@" + hash;
    return Optional.of(await(() -> findExercises(name), "exercises " + name));
  }

  private synchronized Optional<Exercises> findExercises(String name) {
    catchUpPrices();
    return Optional.ofNullable(exercisesByName.get(name));
  }

  private synchronized Map<String, PriceSet> priceSets() {
    catchUpPrices();
    return Map.copyOf(priceSetByName);
  }

  private void catchUpPrices() {
    pricesTail.catchUp(
        found -> {
          switch (Wire.find(found.value()).orElse(null)) {
            case PriceSetSealed sealed ->
                priceSetByName.put(
                    sealed.getPriceSetId() + "@" + sealed.getHash(),
                    PriceSetCodec.priceSet(sealed));
            case ExercisesSealed sealed ->
                exercisesByName.put(
                    sealed.getCycleId() + "@" + sealed.getHash(), Exercises.of(sealed));
            // What an exchange sent and nobody can read is refused by the conductor; here it is
            // passed over.
            case null, default -> {}
          }
        });
  }

  private static <T> T await(Supplier<Optional<T>> question, String what) {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<T> answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      if (System.nanoTime() > deadlineNanos) {
        throw new LogUnavailableException("waited " + PATIENCE + " for " + what, null);
      }
      Pause.millis(PAUSE_MILLIS);
    }
  }

  @Override
  public synchronized void close() {
    registryTail.close();
    pricesTail.close();
  }
}
