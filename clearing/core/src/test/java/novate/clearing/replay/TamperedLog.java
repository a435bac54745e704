package novate.clearing.replay;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import novate.clearing.processor.Found;
import novate.clearing.processor.LogView;
import novate.clearing.processor.LogViewOver;
import novate.clearing.processor.Place;

/** A log as somebody has left it who changed records of it: a record may become none or several. */
record TamperedLog(LogView log, Function<Found, List<Found>> tamper) implements LogViewOver {
  @Override
  public long read(Place place, long from, Consumer<Found> visitor) {
    return log.read(place, from, found -> tamper.apply(found).forEach(visitor));
  }
}
