package novate.clearing.processor;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import novate.clearing.cycle.Exercises;
import novate.clearing.registry.Registry;
import novate.market.PriceSet;
import novate.wire.event.Value;

/**
 * Reference data of a log that is there as a whole, in simulation and in replay. Whatever a
 * processor may name stands on the log before the record that names it, so nothing is ever waited
 * for here: what is missing is an error. For all threads.
 */
public final class LogReference implements Reference {
  private final LogView log;
  private final boolean isGrowing;
  private final ReferenceFold fold = new ReferenceFold();
  private final Map<Place, Long> next =
      new TreeMap<>(Map.of(new Place(Topic.REGISTRY, 0), 0L, new Place(Topic.PRICES, 0), 0L));

  private LogReference(LogView log, boolean isGrowing) {
    this.log = log;
    this.isGrowing = isGrowing;
    catchUp();
  }

  /**
   * Of a log that others write to: every question is answered from all that is committed by then.
   */
  public static LogReference ofGrowing(LogView log) {
    return new LogReference(log, true);
  }

  /** Of a log that was written: it is read once, and once more for what it did not have by then. */
  public static LogReference ofRecorded(LogView log) {
    return new LogReference(log, false);
  }

  private void catchUp() {
    next.replaceAll((place, from) -> log.read(place, from, fold::apply));
  }

  private synchronized <T> T ask(Function<ReferenceFold, Optional<T>> question, String what) {
    if (isGrowing) {
      catchUp();
    }
    Optional<T> answer = question.apply(fold);
    if (answer.isEmpty() && !isGrowing) {
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
    return ask(known -> known.registryOf(businessDate), "a price limit of " + businessDate);
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
