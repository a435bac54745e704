package novate.clearing.replay;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogView;
import novate.clearing.processor.Place;

/**
 * The log as a processor found it that was restored in the middle: up to some offsets, and with
 * what it had written itself by then.
 *
 * @param log where the rest is read
 * @param ends where each partition that it reads ended then; others were empty
 * @param own what it had written itself, where that is not read from the log
 * @param places what it had committed of its inputs
 */
record CommittedSoFar(
    LogView log, Map<Place, Long> ends, Map<Place, List<Found>> own, Map<Place, Long> places)
    implements LogView {

  /** The beginning of everything. */
  static LogView nothing(LogView log) {
    return new CommittedSoFar(log, Map.of(), Map.of(), Map.of());
  }

  @Override
  public long read(Place place, long from, Consumer<Found> visitor) {
    List<Found> written = own.get(place);
    if (written != null) {
      written.stream().filter(found -> found.offset() >= from).forEach(visitor);
      return written.size();
    }
    Long end = ends.get(place);
    if (end == null) {
      return from;
    }
    log.read(
        place,
        from,
        found -> {
          if (found.offset() < end) {
            visitor.accept(found);
          }
        });
    return end;
  }

  @Override
  public long end(Place place) {
    List<Found> written = own.get(place);
    return written == null ? ends.getOrDefault(place, 0L) : written.size();
  }

  @Override
  public long written(Place place) {
    return end(place); // Of a log that is folded again nothing is open any more.
  }

  @Override
  public OptionalLong committed(String processorId, Place place) {
    Long offset = places.get(place);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }
}
