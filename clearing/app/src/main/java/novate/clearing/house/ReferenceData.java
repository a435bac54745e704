package novate.clearing.house;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import novate.clearing.log.Clients;
import novate.clearing.log.LogUnavailableException;
import novate.clearing.processor.FoldedReference;
import novate.clearing.processor.Place;
import novate.clearing.processor.ReferenceFold;
import novate.clearing.processor.Topic;
import novate.market.Checks;

/** Reference data read from the log and, where it is not there yet, waited for. For all threads. */
final class ReferenceData implements FoldedReference, AutoCloseable {
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
  public <T> T answer(Topic topic, Function<ReferenceFold, Optional<T>> question, String what) {
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
