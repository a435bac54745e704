package novate.clearing.processor;

import java.util.OptionalLong;
import java.util.function.Consumer;

/** A view that answers by another, but for what it says itself. */
public interface LogViewOver extends LogView {
  /** The view that answers. */
  LogView log();

  @Override
  default long read(Place place, long from, Consumer<Found> visitor) {
    return log().read(place, from, visitor);
  }

  @Override
  default long end(Place place) {
    return log().end(place);
  }

  @Override
  default long written(Place place) {
    return log().written(place);
  }

  @Override
  default OptionalLong committed(String processorId, Place place) {
    return log().committed(processorId, place);
  }
}
