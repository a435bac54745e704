package novate.clearing.replay;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import novate.clearing.cycle.Exercises;
import novate.clearing.processor.LogView;
import novate.clearing.processor.Place;
import novate.clearing.processor.Reference;
import novate.clearing.processor.ReferenceFold;
import novate.clearing.processor.Topic;
import novate.clearing.registry.Registry;
import novate.market.PriceSet;
import novate.wire.event.Value;

/**
 * Reference data of a log that is replayed. Whoever names something has found it on the log, so
 * nothing is waited for: what is missing is an error. For all threads.
 */
final class LoggedReference implements Reference {
  private final LogView log;
  private final ReferenceFold fold = new ReferenceFold();
  private final Map<Place, Long> next =
      new TreeMap<>(Map.of(new Place(Topic.REGISTRY, 0), 0L, new Place(Topic.PRICES, 0), 0L));

  LoggedReference(LogView log) {
    this.log = log;
    catchUp();
  }

  private void catchUp() {
    next.replaceAll((place, from) -> log.read(place, from, fold::apply));
  }

  /** The log may have gone on since it was read, so it is looked at once more. */
  private synchronized <T> T ask(Function<ReferenceFold, Optional<T>> question, String what) {
    Optional<T> answer = question.apply(fold);
    if (answer.isEmpty()) {
      catchUp();
      answer = question.apply(fold);
    }
    return answer.orElseThrow(
        () -> new IllegalStateException(what + " is named and does not stand on the log"));
  }

  @Override
  public Registry registry() {
    return ask(known -> Optional.of(known.registry()), "the registry");
  }

  @Override
  public Registry registryOf(LocalDate businessDate) {
    return ask(known -> known.registryOf(businessDate), "price limits of " + businessDate);
  }

  @Override
  public Registry registryOf(Value value) {
    return ask(
        known -> known.registryOf(value),
        "a set of parameters or scenarios of " + value.getCycleId());
  }

  @Override
  public Registry registryWithParameters(String id, String hash) {
    return ask(known -> known.registryWithParameters(id, hash), "parameter set " + id + "@" + hash);
  }

  @Override
  public PriceSet priceSet(String id, String hash) {
    return ask(known -> known.priceSet(id, hash), "price set " + id + "@" + hash);
  }

  @Override
  public Optional<Exercises> exercises(Value value) {
    String hash = value.getExercisesHash();
    return hash == null
        ? Optional.empty()
        : Optional.of(
            ask(
                known -> known.exercises(value.getCycleId(), hash),
                "exercises of " + value.getCycleId() + "@" + hash));
  }

  @Override
  public Optional<PriceSet> lastPriceSet() {
    return ask(known -> Optional.of(known.lastPriceSet()), "the last price set");
  }
}
