package novate.clearing.house;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import novate.clearing.cycle.Exercises;
import novate.clearing.log.Clients;
import novate.clearing.log.LogUnavailableException;
import novate.clearing.processor.Reference;
import novate.clearing.processor.ReferenceFold;
import novate.clearing.processor.Topic;
import novate.clearing.registry.Registry;
import novate.market.PriceSet;
import novate.wire.event.Value;

/** Reference data read from the log and, where it is not there yet, waited for. For all threads. */
final class ReferenceData implements Reference, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_MILLIS = 20;

  private final LogTail registry;
  private final LogTail prices;
  private final ReferenceFold fold = new ReferenceFold();

  ReferenceData(Clients clients) {
    this.registry = new LogTail(clients, Topic.REGISTRY);
    this.prices = new LogTail(clients, Topic.PRICES);
  }

  @Override
  public Registry registry() {
    return await(registry, known -> Optional.of(known.registry()), "the registry");
  }

  @Override
  public Registry registryOf(LocalDate businessDate) {
    return await(
        registry, known -> known.registryOf(businessDate), "price limits of " + businessDate);
  }

  @Override
  public Registry registryOf(Value value) {
    return await(
        registry,
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
        registry,
        known -> known.registryWithParameters(id, hash),
        "parameters " + id + "@" + hash);
  }

  @Override
  public PriceSet priceSet(String id, String hash) {
    return await(prices, known -> known.priceSet(id, hash), "price set " + id + "@" + hash);
  }

  @Override
  public Optional<Exercises> exercises(Value value) {
    String hash = value.getExercisesHash();
    return hash == null
        ? Optional.empty()
        : Optional.of(
            await(
                prices,
                known -> known.exercises(value.getCycleId(), hash),
                "exercises " + value.getCycleId() + "@" + hash));
  }

  @Override
  public Optional<PriceSet> lastPriceSet() {
    return await(prices, known -> Optional.of(known.lastPriceSet()), "the last price set");
  }

  private <T> T await(
      LogTail tail, Function<ReferenceFold, Optional<T>> question, String what) {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<T> answer = ask(tail, question);
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
      LogTail tail, Function<ReferenceFold, Optional<T>> question) {
    tail.catchUp(found -> fold.apply(KafkaPlaces.found(found)));
    return question.apply(fold);
  }

  @Override
  public synchronized void close() {
    registry.close();
    prices.close();
  }
}
