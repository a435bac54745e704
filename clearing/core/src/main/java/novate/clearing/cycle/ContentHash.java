package novate.clearing.cycle;

import java.util.Collection;
import java.util.stream.Collectors;
import novate.market.Hashing;
import org.apache.avro.specific.SpecificRecord;

/**
 * The hash of business content: SHA-256 over the records as JSON, one per line, in the order given.
 * Records carry no offsets, epochs or wall-clock times, so the same day has the same hash wherever
 * and however often it ran.
 */
public final class ContentHash {
  private ContentHash() {}

  /** The hash of some records, 64 hexadecimal digits. */
  public static String of(Collection<? extends SpecificRecord> records) {
    return Hashing.sha256(
        records.stream()
            .map(event -> event.getSchema().getName() + " " + event)
            .collect(Collectors.joining("\n")));
  }
}
