package novate.clearing.replay;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogView;
import novate.clearing.processor.Place;

/** A log as somebody has left it who changed records of it: a record may become none or several. */
record TamperedLog(LogView log, Function<Found, List<Found>> tamper) implements LogView {
  @Override
  public long read(Place place, long from, Consumer<Found> visitor) {
    return log.read(place, from, found -> tamper.apply(found).forEach(visitor));
  }

  @Override
  public long end(Place place) {
    return log.end(place);
  }

  @Override
  public long written(Place place) {
    return log.written(place);
  }

  @Override
  public OptionalLong committed(String processorId, Place place) {
    return log.committed(processorId, place);
  }
}
