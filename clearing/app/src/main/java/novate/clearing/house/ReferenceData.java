package novate.clearing.house;

import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import novate.clearing.cycle.Exercises;
import novate.clearing.log.Clients;
import novate.clearing.log.LogUnavailableException;
import novate.clearing.processor.Place;
import novate.clearing.processor.Reference;
import novate.clearing.processor.ReferenceFold;
import novate.clearing.processor.Topic;
import novate.clearing.registry.Registry;
import novate.market.Checks;
import novate.market.PriceSet;
import novate.wire.event.Value;

/** Reference data read from the log and, where it is not there yet, waited for. For all threads. */
final class ReferenceData implements Reference, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_MILLIS = 20;

  private final Map<Topic, LogTail> tails = new EnumMap<>(Topic.class);
  private final ReferenceFold fold = new ReferenceFold();

  ReferenceData(Clients clients) {
    for (Topic topic : List.of(Topic.REGISTRY, Topic.PRICES)) {
      tails.put(topic, new LogTail(clients, topic));
    }
  }

  @Override
  public Registry registry() {
    return await(Topic.REGISTRY, known -> Optional.of(known.registry()), "the registry");
  }

  @Override
  public Registry registryOf(LocalDate businessDate) {
    return await(
        Topic.REGISTRY, known -> known.registryOf(businessDate), "price limits of " + businessDate);
  }

  @Override
  public Registry registryOf(Value value) {
    return await(
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
  public Registry registryWithParameters(String id, String hash) {
    return await(
        Topic.REGISTRY,
        known -> known.registryWithParameters(id, hash),
        "parameters " + id + "@" + hash);
  }

  @Override
  public PriceSet priceSet(String id, String hash) {
    return await(Topic.PRICES, known -> known.priceSet(id, hash), "price set " + id + "@" + hash);
  }

  @Override
  public Optional<Exercises> exercises(Value value) {
    String hash = value.getExercisesHash();
    return hash == null
        ? Optional.empty()
        : Optional.of(
            await(
                Topic.PRICES,
                known -> known.exercises(value.getCycleId(), hash),
                "exercises " + value.getCycleId() + "@" + hash));
  }

  @Override
  public Optional<PriceSet> lastPriceSet() {
    return await(Topic.PRICES, known -> Optional.of(known.lastPriceSet()), "the last price set");
  }

  private <T> T await(Topic topic, Function<ReferenceFold, Optional<T>> question, String what) {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<T> answer = ask(topic, question);
      if (answer.isPresent()) {
        return answer.get();
      }
      if (System.nanoTime() > deadlineNanos) {
        throw new LogUnavailableException("waited " + PATIENCE + " for " + what, null);
      }
      Pause.millis(PAUSE_MILLIS);
    }
  }

  private synchronized <T> Optional<T> ask(
      Topic topic, Function<ReferenceFold, Optional<T>> question) {
    Place place = new Place(topic, 0);
    Checks.found(tails.get(topic), "no reference data stands in %s", topic)
        .catchUp(found -> fold.apply(KafkaPlaces.found(place, found)));
    return question.apply(fold);
  }

  @Override
  public synchronized void close() {
    tails.values().forEach(LogTail::close);
  }
}
